"""What a person reads: labels, lists and pages, as text for a terminal and HTML for a notebook."""

__all__: list[str] = []
