"""Helpers that know nothing of policy: texts of messages, argument checks, optional imports."""

__all__: list[str] = []
