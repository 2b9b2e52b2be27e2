"""Remarks on odd data in a report, and a stable code for each kind of remark."""

from attrs import frozen

from securityunion._util.public_home import public
from securityunion._util.pydantic_hooks import PydanticEnum

__all__ = ["Remark", "RemarkCode"]


@public
class RemarkCode(PydanticEnum):
    """A stable code that names one kind of remark.

    >>> import securityunion as su
    >>> su.RemarkCode.PROPOSAL_LISTED_AS_ADOPTED.value
    'proposal-listed-as-adopted'
    """

    PROPOSAL_LISTED_AS_ADOPTED = "proposal-listed-as-adopted"
    LISTED_AGAINST_PROCEDURE = "listed-against-procedure"
    LISTED_AGAINST_ACT = "listed-against-act"
    LISTED_AGAINST_OBLIGATION = "listed-against-obligation"
    DEADLINE_NOT_PASSED = "deadline-not-passed"
    DATES_OUT_OF_ORDER = "dates-out-of-order"
    EVENTS_OUT_OF_ORDER = "events-out-of-order"
    EVENT_AGAINST_ACT = "event-against-act"
    OJ_OF_ANOTHER_DAY = "oj-of-another-day"
    ELI_OF_ANOTHER_ACT = "eli-of-another-act"
    ITS_OWN_SUCCESSOR = "its-own-successor"
    NO_OBLIGATION = "no-obligation"
    REGULATION_TO_TRANSPOSE = "regulation-to-transpose"
    DEADLINE_BEFORE_ACT = "deadline-before-act"
    ACT_NOT_LISTED = "act-not-listed"
    STATUS_BEFORE_ACT = "status-before-act"
    STATUS_BEFORE_DEADLINE = "status-before-deadline"
    STEP_BEFORE_DEADLINE = "step-before-deadline"
    STATUS_AFTER_REPORT = "status-after-report"
    NOT_A_MEMBER = "not-a-member"
    NO_SOURCE = "no-source"
    SOURCE_BEFORE_FACT = "source-before-fact"
    SENTINEL_DATE = "sentinel-date"
    IMPLAUSIBLE_DATE = "implausible-date"
    KIND_AGAINST_CELEX = "kind-against-celex"
    ACT_CANNOT_OBLIGE = "act-cannot-oblige"
    STEP_AFTER_END = "step-after-end"
    COUNT_ABOVE_BOUND = "count-above-bound"
    STAGE_AGAINST_KIND = "stage-against-kind"
    SAME_OBLIGATION = "same-obligation"
    POSITION_AGAINST_EVENT = "position-against-event"
    EXAMPLE_LEFT = "example-left"


@public
@frozen(weakref_slot=False)
class Remark:
    """A remark on something in a report that is odd but not an error.

    Attributes:
        path: the place in the report, such as `$.initiatives[0].stage`.
        code: the kind of remark.
        explanation: a short text that says what is odd and what to check or do.

    >>> import securityunion as su
    >>> code = su.RemarkCode.PROPOSAL_LISTED_AS_ADOPTED
    >>> explanation = "a proposal is not law yet; check its stage"
    >>> print(su.Remark("$.initiatives[0].stage", code, explanation))
    $.initiatives[0].stage: a proposal is not law yet; check its stage
    """

    path: str
    code: RemarkCode
    explanation: str

    def __str__(self) -> str:
        return f"{self.path}: {self.explanation}"
