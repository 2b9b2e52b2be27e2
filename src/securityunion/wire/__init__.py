"""Reading and writing documents, in JSON and YAML.

A document has the field names and the nesting of the records. Enumerations are written as their values, dates as
`YYYY-MM-DD`. Every field is present; unknown values are `null`.
"""

__all__: list[str] = []
