"""Documents in and out: one JSON document is one report, strictly read and stably written.

What the class is, the document is: the same field names, enumerations by value, dates as `YYYY-MM-DD`, every field
present, `null` for what is not known.
"""

from securityunion.wire.converter import configure_converter, make_converter
from securityunion.wire.document import dump, dumps, load, loads

__all__ = ["configure_converter", "dump", "dumps", "load", "loads", "make_converter"]
