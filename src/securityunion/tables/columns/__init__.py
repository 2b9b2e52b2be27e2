"""Define the columns of each kind of table, and create the rows.

A row is a named tuple of plain values: text, whole numbers, days, truths and tuples of text. None means *unknown*,
unless the meaning of the column gives another reason for None. None never means 0 or *no*. A tuple of text contains
what the report records, and is never None.
"""

from securityunion.tables.columns.column import Column, TableKind
from securityunion.tables.columns.declared import columns_of
from securityunion.tables.columns.rows import count_of, rows_of

__all__ = ["Column", "TableKind", "columns_of", "count_of", "rows_of"]
