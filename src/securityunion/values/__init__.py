"""Values that records and answers hold: truths, bounds, partial dates, Member States and groups of them."""

__all__: list[str] = []
