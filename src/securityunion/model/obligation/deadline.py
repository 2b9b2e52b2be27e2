"""Deadlines of obligations. A directive can set several, each for other provisions."""

from datetime import date

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import Text
from securityunion._records.validation import check_record, exact_types
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticRecord

__all__ = ["Deadline"]


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class Deadline(PydanticRecord):
    """The last day on which a part of an obligation, or all of it, is met in time.

    Args:
        on: the last day in time.
        provision: the provisions that are due by then, such as `Art. 32a`; None if the deadline is for everything that
            has no other deadline, or if unknown.

    Raises:
        RecordError: if the provision is blank.

    >>> from datetime import date
    >>> import securityunion as su
    >>> su.Deadline(on=date(2020, 9, 10), provision="Art. 32a")
    Deadline(on=datetime.date(2020, 9, 10), provision='Art. 32a')
    """

    on: date
    provision: Text | None = None

    __attrs_post_init__ = check_record
    __repr__ = record_repr
