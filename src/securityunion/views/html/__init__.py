"""Notebook HTML: plain, semantic, readable without styles."""

__all__: list[str] = []
