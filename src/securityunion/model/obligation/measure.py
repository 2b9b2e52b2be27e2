"""National measures: the laws of Member States that they notify as transposing a directive."""

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import Id, SourceId, Text, WebAddress
from securityunion._records.validation import exact_types
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticRecord
from securityunion.identifiers import Celex
from securityunion.values.member_state import MemberState
from securityunion.values.partial_date import PartialDate

__all__ = ["NationalMeasure"]


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class NationalMeasure(PydanticRecord):
    """A national measure that a Member State has notified to the Commission as transposing a directive.

    A notification is a claim of the Member State. It does not show that the directive is transposed, and a Member State
    without measures may have transposed the directive all the same. So measures do not affect whether an obligation is
    outstanding.

    Args:
        state: the Member State that has notified the measure.
        id: an id of the measure. If a measure serves several acts, it has the same id under each of their obligations,
            so that it is counted once. None if the measure has no id.
        title: the title of the measure, as published; None if unknown.
        published: when the measure was adopted or published, as exact as the source gives it; None if unknown.
        notified: when the Member State notified the measure to the Commission; None if unknown.
        celex: the CELEX number of the measure, such as `72016L1148FRA_123456`; None if unknown.
        reference: the reference of the measure in its Member State, such as a number in the official journal; None if
            unknown.
        url: the web address of the measure; None if unknown.
        sources: the ids of the sources that state these facts.

    >>> import securityunion as su
    >>> state = su.MemberState.CZ
    >>> measure = su.NationalMeasure(state=state, id="cz-1", published="2020-06")
    >>> measure
    NationalMeasure(state=MemberState.CZ, id='cz-1', published='2020-06')
    """

    state: MemberState
    id: Id | None = None
    title: Text | None = None
    published: PartialDate | None = None
    notified: PartialDate | None = None
    celex: Celex | None = None
    reference: Text | None = None
    url: WebAddress | None = None
    sources: tuple[SourceId, ...] = ()

    # There may be very many measures, so an `Obligation` checks all of them in bulk, as it does its compliance records.
    __repr__ = record_repr
