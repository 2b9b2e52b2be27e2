"""Documents in and out: one JSON document is one report, strictly read and stably written.

What the class is, the document is: the same field names, enumerations by value, dates as `YYYY-MM-DD`, every field
present, `null` for what is not known.
"""

from securityunion.wire.converter import configure_converter, make_converter
from securityunion.wire.document import dump, dumps, load, loads
from securityunion.wire.limits import Limits
from securityunion.wire.lines import dump_lines, load_lines

__all__ = [
    "Limits",
    "configure_converter",
    "dump",
    "dump_lines",
    "dumps",
    "load",
    "load_lines",
    "loads",
    "make_converter",
]
