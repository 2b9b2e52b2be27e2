"""Helpers that know no policy: messages, argument checks."""

__all__: list[str] = []
