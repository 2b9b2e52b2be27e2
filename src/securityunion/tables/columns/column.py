"""Classes for the kinds of tables and for the description of a column."""

from attrs import frozen

from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum

__all__ = ["Column", "TableKind"]


@public
class TableKind(PydanticEnum):
    """A kind of table, which determines what each row describes.

    >>> import securityunion as su
    >>> su.TableKind("compliance-records")
    <TableKind.COMPLIANCE_RECORDS: 'compliance-records'>
    """

    INITIATIVES = "initiatives"
    OBLIGATIONS = "obligations"
    COMPLIANCE_RECORDS = "compliance-records"
    MEASURES = "measures"
    INFRINGEMENTS = "infringements"
    EVENTS = "events"
    FINDINGS = "findings"
    DECISIONS = "decisions"


@public
@frozen(weakref_slot=False, kw_only=True)
class Column:
    """A description of one column of a table.

    Attributes:
        name: the name of the column.
        holds: the type of the values in the column: `text`, `number`, `day`, `truth`, `texts`, or the name of an
            enumeration. `truth` means True, False, or None if unknown. `texts` means a tuple of text.
        meaning: what a value in the column means.
        unit: what a number counts, or which kind of code or reference a text contains; None if neither applies.
        values: all values of the enumeration; empty if the column does not hold an enumeration.
        optional: whether a value in the column can be None.

    >>> import securityunion as su
    >>> from securityunion.tables.columns import columns_of
    >>> columns_of(su.TableKind.OBLIGATIONS)["duty"].meaning
    'what the obligation requires'
    """

    name: str
    holds: str
    meaning: str
    unit: str | None = None
    values: tuple[str, ...] = ()
    optional: bool = False
