"""Pages for notebooks: plain semantic HTML, readable without any style."""

__all__: list[str] = []
