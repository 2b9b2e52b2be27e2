"""What a column of a table holds, and the kinds of tables."""

from enum import StrEnum

from attrs import frozen

from securityunion._util.pydantic_hooks import PydanticEnum
from securityunion.values.member_state import MemberState

__all__ = [
    "Column",
    "TableKind",
    "day_column",
    "enumeration_column",
    "number_column",
    "text_column",
    "texts_column",
    "truth_columns",
]

_DAY = "day of the calendar"


class TableKind(PydanticEnum):
    """What a table has a row for.

    >>> TableKind("compliance-records")
    <TableKind.COMPLIANCE_RECORDS: 'compliance-records'>
    """

    INITIATIVES = "initiatives"
    OBLIGATIONS = "obligations"
    COMPLIANCE_RECORDS = "compliance-records"
    EVENTS = "events"
    FINDINGS = "findings"


@frozen(weakref_slot=False, kw_only=True)
class Column:
    """What a column of a table holds.

    Attributes:
        name: its name.
        holds: `text`, `number`, `day`, `truth` (true, false, or None: not known), `texts` (a tuple of text), or the
            name of an enumeration, of which it holds the values.
        meaning: what a value in it says.
        unit: what a number counts, or what kind of code or reference a text is; None where it is neither.
        values: the values of the enumeration; none where it holds something else.
        optional: whether a value may be None: not known.

    >>> columns_of(TableKind.OBLIGATIONS)["deadline"].meaning
    'the last day to meet it'
    """

    name: str
    holds: str
    meaning: str
    unit: str | None = None
    values: tuple[str, ...] = ()
    optional: bool = False


def text_column(name: str, meaning: str, unit: str | None = None, *, optional: bool = False) -> Column:
    return Column(name=name, holds="text", meaning=meaning, unit=unit, optional=optional)


def texts_column(name: str, meaning: str, unit: str | None = None) -> Column:
    return Column(name=name, holds="texts", meaning=meaning, unit=unit)


def enumeration_column(
    values: type[StrEnum], name: str, meaning: str, unit: str | None = None, *, optional: bool = False
) -> Column:
    known = tuple(member.value for member in values)
    return Column(name=name, holds=values.__name__, meaning=meaning, unit=unit, values=known, optional=optional)


def day_column(name: str, meaning: str, *, optional: bool = True) -> Column:
    return Column(name=name, holds="day", meaning=meaning, unit=_DAY, optional=optional)


def number_column(name: str, meaning: str, unit: str, *, optional: bool = False) -> Column:
    return Column(name=name, holds="number", meaning=meaning, unit=unit, optional=optional)


def truth_columns(prefix: str, meaning: str) -> tuple[Column, ...]:
    return tuple(
        Column(name=f"{prefix}_{state}", holds="truth", meaning=f"whether {state.short_name} {meaning}", optional=True)
        for state in MemberState
    )
