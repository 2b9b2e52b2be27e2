"""What is known of one Member State and one obligation."""

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
    """How far one Member State has met an obligation, as a source states it.

    The first four leave the obligation outstanding. `COMMUNICATED` (measures were notified and declared complete,
    nobody has said that they are) decides nothing. `COMPLETE`: the source states that nothing is outstanding.

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
    """What is known of one Member State and one obligation on the report's day.

    Args:
        state: the Member State.
        status: how far it has met the obligation; None where not known.
        on: the day of which the source states it; None where not known.
        infringement: the last step of an infringement procedure; None where not known.
        case: the number of that procedure; None where not known. The obligation checks its form: a class of
            which there may be millions has no rules of its own.
        sources: ids of the report's sources that state it.

    >>> import securityunion as su
    >>> su.ComplianceRecord(state=su.MemberState.SI, infringement=su.InfringementStep.REASONED_OPINION)
    ComplianceRecord(state=MemberState.SI, infringement=InfringementStep.REASONED_OPINION)
    """

    state: MemberState
    status: ComplianceStatus | None = None
    on: date | None = None
    infringement: InfringementStep | None = None
    case: CaseNumber | None = None
    sources: tuple[SourceId, ...] = ()

    __repr__ = record_repr
