"""The responses of the service. They keep all three parts of an answer, and both bounds of an uncertain number."""

from datetime import date

from pydantic import BaseModel, Field

import securityunion as su

__all__ = [
    "Found",
    "Outstanding",
    "Overdue",
    "OverdueOn",
    "Problem",
    "Problems",
    "Remark",
    "ReportEntry",
    "States",
    "Stored",
    "Validation",
]


class Problem(BaseModel):
    """One problem in a document."""

    path: str
    code: su.ProblemCode
    message: str
    line: int | None


class Problems(BaseModel):
    """All problems in a document."""

    problems: list[Problem]
    omitted: int = Field(description="the number of further problems, which are not listed")


class Remark(BaseModel):
    """A note on something in a report that is odd, but not an error."""

    path: str
    code: su.RemarkCode
    explanation: str


class Validation(BaseModel):
    """The response after a document was found to be valid."""

    id: str
    remarks: list[Remark]


class Stored(BaseModel):
    """The response after a report was stored."""

    id: str


class ReportEntry(BaseModel):
    """A stored report in the list of reports."""

    id: str
    published: date


class Outstanding(BaseModel):
    """The number of obligations that were outstanding in a Member State on the day of a report."""

    report: str
    state: su.MemberState
    outstanding: su.Bounds
    in_words: str


class States(BaseModel):
    """The Member States in three groups by the answer to "was this Member State late?": yes, unknown or no."""

    yes: list[su.MemberState]
    unknown: list[su.MemberState]
    no: list[su.MemberState]


class Overdue(BaseModel):
    """An obligation, and the Member States that were late with this obligation on a given day."""

    initiative: str
    obligation: su.Obligation
    days: int | None = Field(description="days past the deadline; null if the deadline is unknown")
    count: su.Bounds = Field(description="the number of Member States that were late")
    late: States

    @classmethod
    def of(cls, found: su.Overdue) -> "Overdue":
        """Return the response for one result of `su.overdue`."""
        late = States(yes=list(found.late.yes), unknown=list(found.late.unknown), no=list(found.late.no))
        return cls(
            initiative=found.initiative.title,
            obligation=found.obligation,
            days=found.days,
            count=found.count,
            late=late,
        )


class OverdueOn(BaseModel):
    """Obligations in three groups by the answer to "was any Member State late on a given day?": yes, unknown or no."""

    report: str
    on: date
    yes: list[Overdue]
    unknown: list[Overdue]
    no: list[Overdue]


class Found(BaseModel):
    """The initiatives that a search found."""

    report: str
    initiatives: list[su.Initiative]
