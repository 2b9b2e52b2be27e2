"""Terminal text and notebook HTML: labels, lists, pages and the scoreboard."""

__all__: list[str] = []
