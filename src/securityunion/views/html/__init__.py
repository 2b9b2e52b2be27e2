"""Write HTML for notebooks that is readable without styles."""

__all__: list[str] = []
