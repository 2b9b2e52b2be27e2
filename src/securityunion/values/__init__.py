"""Truth values, answers, bounds, dates, Member States and their groups."""

__all__: list[str] = []
