"""Helpers that do not depend on EU policy: message texts, argument checks, optional imports."""

__all__: list[str] = []
