"""Notebook pages: plain semantic HTML that is readable without styles."""

__all__: list[str] = []
