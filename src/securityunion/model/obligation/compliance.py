"""Compliance records, which hold what a source states about one Member State and one obligation."""

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

__all__ = ["NOT_NOTIFIED", "OUTSTANDING", "ComplianceRecord", "ComplianceStatus"]


@public
class ComplianceStatus(PydanticEnum):
    """Whether a Member State has met an obligation, according to a source.

    These statuses mean that the obligation is outstanding: `NOT_COMMUNICATED`, `PARTLY_COMMUNICATED`,
    `NOT_FULLY_COMMUNICATED` (the source does not say whether anything was communicated), `NOT_CONFORM` and
    `NOT_APPLIED`. `COMPLETE` means that the source states that nothing is outstanding.

    The others do not show whether the obligation is outstanding. `MEASURES_NOTIFIED` means that the Member State has
    notified at least one measure. `DECLARED_COMPLETE` means that the Member State itself says that its measures are
    complete. `COMMUNICATED` means that the Commission counts the Member State as having notified all its measures,
    which may still be incomplete.

    >>> import securityunion as su
    >>> su.ComplianceStatus.NOT_COMMUNICATED.value
    'not-communicated'
    """

    NOT_COMMUNICATED = "not-communicated"
    PARTLY_COMMUNICATED = "partly-communicated"
    NOT_FULLY_COMMUNICATED = "not-fully-communicated"
    NOT_CONFORM = "not-conform"
    NOT_APPLIED = "not-applied"
    MEASURES_NOTIFIED = "measures-notified"
    DECLARED_COMPLETE = "declared-complete"
    COMMUNICATED = "communicated"
    COMPLETE = "complete"


NOT_NOTIFIED = frozenset(
    {
        ComplianceStatus.NOT_COMMUNICATED,
        ComplianceStatus.PARTLY_COMMUNICATED,
        ComplianceStatus.NOT_FULLY_COMMUNICATED,
    }
)
"""The statuses of a Member State that has not notified complete measures."""

OUTSTANDING = NOT_NOTIFIED | {ComplianceStatus.NOT_CONFORM, ComplianceStatus.NOT_APPLIED}
"""The statuses of a Member State in which the obligation is outstanding."""


@public
@frozen(kw_only=True, weakref_slot=False, field_transformer=exact_types)
class ComplianceRecord(PydanticRecord):
    """The statement of a source about one Member State and one obligation, on the day of the report.

    Args:
        state: the Member State.
        status: whether the Member State has met the obligation; None if unknown.
        on: the day to which the statement of the source refers; None if unknown.
        infringement: the last step of an infringement procedure over the obligation; None if unknown.
        case: the case number of the infringement procedure; None if unknown. The case number is not checked until the
            record becomes part of an `Obligation`.
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

    # Unlike other records, this record does not use `check_record`, which would be slow for millions of records.
    # Instead, an `Obligation` checks all its compliance records in bulk.
    __repr__ = record_repr
