"""Documents in and out: JSON and YAML, strictly read and stably written.

What the class is, the document is: the same field names, enumerations by value, dates as `YYYY-MM-DD`, every field
present, `null` for what is not known.
"""

__all__: list[str] = []
