"""How records work: fields, formats, validation, ids and references, descriptions."""

__all__: list[str] = []
