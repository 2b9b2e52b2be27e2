"""Terminal text and notebook HTML: labels, lists, pages."""

__all__: list[str] = []
