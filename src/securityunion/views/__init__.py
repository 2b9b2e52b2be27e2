"""What a person reads: labels, lists, pages and the scoreboard, as terminal text and notebook HTML."""

__all__: list[str] = []
