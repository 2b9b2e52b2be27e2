"""What the service answers with. An answer in three parts stays in three parts, and bounds stay bounds."""

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
    """One thing that is wrong with a document."""

    path: str
    code: su.ProblemCode
    message: str
    line: int | None


class Problems(BaseModel):
    """All that is wrong with a document."""

    problems: list[Problem]
    omitted: int = Field(description="how many further problems were found and are not listed")


class Remark(BaseModel):
    """Something odd about a report, which is no error."""

    path: str
    code: su.RemarkCode
    explanation: str


class Validation(BaseModel):
    """A document is sound."""

    id: str
    remarks: list[Remark]


class Stored(BaseModel):
    """A report was stored."""

    id: str


class ReportEntry(BaseModel):
    """A report that the service has."""

    id: str
    published: date


class Outstanding(BaseModel):
    """How many obligations a Member State had outstanding on the day of a report."""

    report: str
    state: su.MemberState
    outstanding: su.Bounds
    in_words: str


class States(BaseModel):
    """Member States, by whether they were late: certainly, possibly, certainly not."""

    yes: list[su.MemberState]
    unknown: list[su.MemberState]
    no: list[su.MemberState]


class Overdue(BaseModel):
    """An obligation past its deadline."""

    initiative: str
    obligation: su.Obligation
    days: int | None = Field(description="days past the deadline; null where the deadline is not known")
    count: su.Bounds = Field(description="how many Member States were late")
    late: States

    @classmethod
    def of(cls, found: su.Overdue) -> "Overdue":
        """Return the answer for what a query *found*."""
        late = States(yes=list(found.late.yes), unknown=list(found.late.unknown), no=list(found.late.no))
        return cls(
            initiative=found.initiative.title,
            obligation=found.obligation,
            days=found.days,
            count=found.count,
            late=late,
        )


class OverdueOn(BaseModel):
    """The obligations with which some Member State was late on a day: certainly, possibly, certainly none."""

    report: str
    on: date
    yes: list[Overdue]
    unknown: list[Overdue]
    no: list[Overdue]


class Found(BaseModel):
    """The initiatives that a search found."""

    report: str
    initiatives: list[su.Initiative]
