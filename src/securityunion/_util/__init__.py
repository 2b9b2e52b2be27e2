"""Helpers that know nothing of policy."""

__all__: list[str] = []
