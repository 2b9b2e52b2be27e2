"""What a column of a table holds, and the kinds of tables."""

from attrs import frozen

from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum

__all__ = ["Column", "TableKind"]


@public
class TableKind(PydanticEnum):
    """What a table has a row for.

    >>> import securityunion as su
    >>> su.TableKind("compliance-records")
    <TableKind.COMPLIANCE_RECORDS: 'compliance-records'>
    """

    INITIATIVES = "initiatives"
    OBLIGATIONS = "obligations"
    COMPLIANCE_RECORDS = "compliance-records"
    EVENTS = "events"
    FINDINGS = "findings"


@public
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

    >>> import securityunion as su
    >>> from securityunion.tables.columns import columns_of
    >>> columns_of(su.TableKind.OBLIGATIONS)["deadline"].meaning
    'the last day to meet it'
    """

    name: str
    holds: str
    meaning: str
    unit: str | None = None
    values: tuple[str, ...] = ()
    optional: bool = False
