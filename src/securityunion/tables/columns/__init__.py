"""The columns of the tables of a report, and their rows.

A row is a named tuple of plain values: text, whole numbers, days, truths and tuples of text. None means *unknown*, or
what the meaning of the column says; it never means zero or no. A tuple has what the report records and is never None.
"""

from securityunion.tables.columns.column import Column, TableKind
from securityunion.tables.columns.declared import columns_of
from securityunion.tables.columns.rows import count_of, rows_of

__all__ = ["Column", "TableKind", "columns_of", "count_of", "rows_of"]
