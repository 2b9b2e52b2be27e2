"""The kinds of tables, and descriptions of their columns."""

from attrs import frozen

from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum

__all__ = ["Column", "TableKind"]


@public
class TableKind(PydanticEnum):
    """What each row of a table describes.

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
    """The description of a table column.

    Attributes:
        name: the name of the column.
        holds: the type of its values: `text`, `number`, `day`, `truth` (true, false, or None if unknown), `texts` (a
            tuple of text), or the name of an enumeration.
        meaning: what a value means.
        unit: what a number counts, or what kind of code or reference a text is; None if neither applies.
        values: the values of the enumeration; empty for other types.
        optional: whether a value may be None.

    >>> import securityunion as su
    >>> from securityunion.tables.columns import columns_of
    >>> columns_of(su.TableKind.OBLIGATIONS)["deadline"].meaning
    'the last day to meet the obligation'
    """

    name: str
    holds: str
    meaning: str
    unit: str | None = None
    values: tuple[str, ...] = ()
    optional: bool = False
