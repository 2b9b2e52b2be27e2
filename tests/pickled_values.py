"""One value of each class that the library returns, and a pickle of all these values."""

import pickle
from datetime import date
from fractions import Fraction
from functools import cache
from typing import Any, cast

from places import GOLDEN

import securityunion as su

PICKLED = GOLDEN / "securityunion-0.1.0.pickle"
PROTOCOL = 4
DAY = date(2020, 12, 9)


@cache
def values() -> dict[str, Any]:
    """Return values of every class: the report of the golden document, its records, answers, parts and errors."""
    report = su.loads((GOLDEN / "securityunion-1.json").read_bytes())
    member = su.MemberState
    ours = su.StateGroup(named=(member.SI,), excluded=(member.DK,), count=2, scope=(member.DK, member.SI, member.PT))
    nis, missing = (
        su.find(report, "nis"),
        su.Problem("$.title", su.ProblemCode.MISSING_KEY, "missing key; add text", line=7),
    )
    return {
        "report": report,
        "compliance": su.ComplianceRecord(state=member.SI, infringement=su.InfringementStep.REASONED_OPINION, on=DAY),
        "measure": su.NationalMeasure(state=member.CZ, id="cz-1", published="2020-06"),
        "infringement": su.InfringementProcedure(
            state=member.SI,
            case="INFR(2020)0001",
            events=(su.InfringementEvent(step=su.InfringementStep.REASONED_OPINION, on="2020-12"),),
        ),
        "finding": su.Finding(id="finding", kind=su.FindingKind.ACTION_NEEDED, summary="A finding.", due="2020-12"),
        "decision": su.Decision(
            id="decision",
            step=su.InfringementStep.CLOSURE,
            on="2021",
            states=su.StateGroup(count=2),
            case="INFR(2020)0001",
        ),
        "statement": su.Statement(speaker="A speaker", summary="A statement.", on=DAY),
        "position": su.Position(institution=su.Institution.COUNCIL, status=su.PositionStatus.ADOPTED),
        "group": ours,
        "period": su.Period(start="2020", end="2025-07"),
        "bounds": su.Bounds(0, 15),
        "answer": su.Answer(yes=(member.PT,), unknown=(member.FR, member.ES)),
        "outstanding obligation": su.OutstandingObligation(nis, nis.obligations[0], su.Bounds(3, 3)),
        "overdue": su.Overdue(
            initiative=nis,
            obligation=nis.obligations[0],
            on=DAY,
            days=945,
            days_since_first=945,
            late=su.Answer(unknown=(member.PT,)),
            count=su.Bounds(3, 3),
        ),
        "recorded infringement": su.infringements(report)[0],
        "change": su.Change(initiative="nis", stage_before=None, stage_after=su.Stage.IN_FORCE),
        "remark": su.Remark("$.title", su.RemarkCode.LISTED_AGAINST_ACT, "an explanation"),
        "problem": missing,
        "limits": su.Limits(depth=12),
        "stored": su.integrations.sqlalchemy.StoredReport(report, revision=3),
        "share": su.rates.Share(su.Bounds(1, 2), su.Bounds(3, 3), Fraction(1, 3), Fraction(2, 3)),
        "delay": su.rates.AverageDelay(su.Bounds(2, 2), Fraction(10), Fraction(21, 2)),
        "translation": su.vocabularies.Translation(term="W", meanings=(su.ProcedureStage.WITHDRAWN,), note="a note"),
        "read procedure": su.importers.ParliamentProcedure(
            procedure=su.Procedure(reference="2018/0331(COD)"),
            titles=((None, "A title"),),
            unread=(su.importers.UnreadTerm(path="$.consists_of[0]", term="REFERRAL", on=DAY, note="a note"),),
        ),
        "column": su.table(report, "findings").columns["due"],
        "celex": su.identifiers.parse_celex("32016L1148"),
        "eli": su.identifiers.parse_eli("http://data.europa.eu/eli/dir/2016/1148/oj"),
        "oj": su.identifiers.parse_official_journal_reference("OJ L 194, 19.7.2016, p. 1"),
        "procedure": su.identifiers.parse_procedure_reference("2018/0331(COD)"),
        "document": su.identifiers.parse_document_reference("COM(2020) 797 final"),
        "document error": su.DocumentError([missing], omitted=2, file="report.json"),
        "record error": su.RecordError("Period", [missing]),
        "not found": su.NotFoundError("initiative", "niss", ("nis",), ("nis", "tco")),
        "ambiguous": su.AmbiguousError("32016L1148", ("nis", "nis-2")),
        "identifier error": su.IdentifierError("'x' is not a CELEX number; write it like '32016L1148'"),
        "undefined rate": su.UndefinedRateError("no rate of SI", "nothing certainly counts", ("a deadline",)),
    }


def same(one: Any, other: Any) -> bool:
    """Say whether two values are the same. Errors are compared by content, because Python compares them by identity."""
    if isinstance(one, Exception):
        return (type(one), str(one), one.args) == (type(other), str(other), other.args)
    return type(one) is type(other) and cast("bool", one == other)


def made() -> bytes:
    """Return a new pickle of the values."""
    return pickle.dumps(values(), PROTOCOL)
