"""Truth values, answers and bounds, partial dates, Member States and groups of them."""

__all__: list[str] = []
