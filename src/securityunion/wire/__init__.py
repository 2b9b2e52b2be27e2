"""Reading and writing documents, in JSON and YAML.

A document is the JSON or YAML form of a report. Its keys are the field names of the records, and its objects are nested
like the records. Enumerations are written as their values, and dates as `YYYY-MM-DD`. Every field is written; an
unknown value is `null`.
"""

__all__: list[str] = []
