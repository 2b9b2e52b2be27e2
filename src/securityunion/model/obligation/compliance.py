"""Compliance records: what a source states about one Member State and one obligation."""

from datetime import date

from attrs import frozen

from securityunion._records.fields import record_repr
from securityunion._records.formats import SourceId
from securityunion._records.validation import exact_types
from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum, PydanticRecord
from securityunion.identifiers import CaseNumber
from securityunion.model.infringement import InfringementStep
from securityunion.values.member_state import MemberState

__all__ = ["OUTSTANDING", "ComplianceRecord", "ComplianceStatus"]


@public
class ComplianceStatus(PydanticEnum):
    """Whether a Member State has met an obligation, as a source states it.

    The first four mean that the obligation is outstanding. `COMMUNICATED` leaves it unknown: the Member State has
    notified measures and declared them complete, but nobody has confirmed this. `COMPLETE` means that the
    source states that nothing is outstanding.

    >>> import securityunion as su
    >>> su.ComplianceStatus.NOT_COMMUNICATED.value
    'not-communicated'
    """

    NOT_COMMUNICATED = "not-communicated"
    PARTLY_COMMUNICATED = "partly-communicated"
    NOT_CONFORM = "not-conform"
    NOT_APPLIED = "not-applied"
    COMMUNICATED = "communicated"
    COMPLETE = "complete"


OUTSTANDING = frozenset(
    {
        ComplianceStatus.NOT_COMMUNICATED,
        ComplianceStatus.PARTLY_COMMUNICATED,
        ComplianceStatus.NOT_CONFORM,
        ComplianceStatus.NOT_APPLIED,
    }
)


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class ComplianceRecord(PydanticRecord):
    """What a source states about one Member State and one obligation on the day of the report.

    Args:
        state: the Member State.
        status: whether it has met the obligation; None if unknown.
        on: the day to which the statement refers; None if unknown.
        infringement: the last step of an infringement procedure; None if unknown.
        case: the number of the case; None if unknown. Its form is checked when the record becomes part of an
            `Obligation`.
        sources: the ids of the sources that state these facts.

    >>> import securityunion as su
    >>> status = su.ComplianceStatus.NOT_COMMUNICATED
    >>> su.ComplianceRecord(state=su.MemberState.SI, status=status)
    ComplianceRecord(state=MemberState.SI, status=ComplianceStatus.NOT_COMMUNICATED)
    """

    state: MemberState
    status: ComplianceStatus | None = None
    on: date | None = None
    infringement: InfringementStep | None = None
    case: CaseNumber | None = None
    sources: tuple[SourceId, ...] = ()

    # No `check_record` here, unlike in other records: there may be millions of these, so `Obligation` checks them in
    # bulk.
    __repr__ = record_repr
