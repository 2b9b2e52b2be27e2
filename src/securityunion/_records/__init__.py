"""How a record works: fields, formats, validation, ids and references, docstrings."""

__all__: list[str] = []
