"""Truths, answers and bounds; dates; Member States and groups."""

__all__: list[str] = []
