"""This package shows records as terminal text and as notebook HTML."""

__all__: list[str] = []
