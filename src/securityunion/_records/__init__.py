"""How records work: fields, formats, validation, references."""

__all__: list[str] = []
