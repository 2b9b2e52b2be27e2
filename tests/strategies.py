"""Hypothesis strategies for valid records with values that are as unusual as the rules allow."""

from collections.abc import Callable
from datetime import date
from enum import StrEnum
from functools import cache
from typing import Any, TypeVar, cast

import attrs
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st

import securityunion as su
from securityunion._records.fields import Shape, shapes
from securityunion._records.formats import is_plain_text

__all__ = [
    "QUICK",
    "celex_numbers",
    "completed_obligations",
    "completed_state_groups",
    "document_references",
    "elis",
    "obligations",
    "official_journal_references",
    "partial_dates",
    "periods",
    "procedure_references",
    "reports",
    "slugs",
    "state_groups",
    "subsets",
    "texts",
    "web_addresses",
]

T = TypeVar("T")

QUICK = settings(
    max_examples=cast("settings", settings.default).max_examples // 2,
    deadline=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=[HealthCheck.too_slow],
)
"""The number of examples of each property: enough to find mistakes, and few enough to run every time."""

_STATES = tuple(su.MemberState)
_ALL = (1 << len(_STATES)) - 1
_STEERING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
_CHARACTERS = st.characters(
    codec="utf-8",
    categories=("L", "M", "N", "P", "S", "Z", "Cf", "Co", "Cn"),
    exclude_characters=_STEERING,
    include_characters="\n\t",
)
_AWKWARD = (
    "Secure 5G – the “toolbox”",
    "Ελλάδα, България, ČR",
    'a "quoted" title',
    "back\\slash and \\u0041",
    "two\nlines",
    "\ttab and\nnewline\n",
    "zero\u200bwidth\ufeff \u00adhyphen",
    "𝔘nion 🇪🇺",
    "one\u2028two\u2029three",
    "A" * 120,
    "unbreakable-" * 12,
    "words and more words " * 8 + "end",
    "0",
    "null",
    "=1+1",
    "<b>&amp;</b>",
)


def slugs() -> st.SearchStrategy[str]:
    """Return ids of one letter, of several words, and of the maximum length."""
    words = st.lists(st.sampled_from(("a", "b", "5g", "csam", "2020", "borders")), min_size=1, max_size=3)
    return words.map("-".join) | st.sampled_from(("x" * 100, "-".join("y" * 50), "0"))


def texts() -> st.SearchStrategy[str]:
    """Return titles and sentences in every script, with characters that some formats must escape."""
    drawn = st.text(_CHARACTERS, min_size=1, max_size=12).filter(is_plain_text)
    return st.sampled_from(_AWKWARD) | drawn


def days() -> st.SearchStrategy[date]:
    """Return days. Most are near the day of the report, and some are at the limits of the calendar."""
    return st.dates(date(2015, 1, 1), date(2025, 12, 31)) | st.sampled_from((date.min, date.max, date(2020, 2, 29)))


def partial_dates() -> st.SearchStrategy[str]:
    """Return years, half-years, quarters, months and days."""
    exact = st.builds(lambda day, length: day.isoformat()[:length], days(), st.sampled_from((4, 7, 10)))
    parts = st.builds(lambda day, part: f"{day.year:04}-{part}", days(), st.sampled_from(("H1", "H2", "Q1", "Q4")))
    return exact | parts


def periods() -> st.SearchStrategy[su.Period]:
    """Return periods with both ends known, with one end known, and with no end known."""

    def period(ends: list[date], lengths: tuple[int, int], known: tuple[bool, bool]) -> su.Period:
        start, end = (day.isoformat()[:length] for day, length in zip(sorted(ends), lengths, strict=True))
        return su.Period(start=start if known[0] else None, end=end if known[1] else None)

    lengths = st.sampled_from((4, 7, 10))
    return st.builds(
        period,
        st.lists(days(), min_size=2, max_size=2),
        st.tuples(lengths, lengths),
        st.tuples(st.booleans(), st.booleans()),
    )


def celex_numbers() -> st.SearchStrategy[str]:
    """Return CELEX numbers of acts, proposals, treaties, corrigenda, national measures and consolidated texts."""

    def number(kind: tuple[str, str], year: int, count: int, suffix: str) -> str:
        sector, descriptor = kind
        return f"{sector}{year}{descriptor}{count:04}{f'-{year}1209' if sector == '0' else suffix}"

    kinds = (
        ("0", "L"),
        ("2", "D"),
        ("3", "L"),
        ("3", "R"),
        ("3", "D"),
        ("5", "PC"),
        ("5", "DC"),
        ("5", "JC"),
        ("6", "CJ"),
    )
    plain = st.builds(
        number,
        st.sampled_from(kinds),
        st.integers(1951, 2049),
        st.integers(1, 9999),
        st.sampled_from(("", "(01)", "R(01)")),
    )
    return plain | st.sampled_from(("12016E/TXT", "12016E294", "72016L1148FRA_123456", "02014L0042-20140519"))


def elis() -> st.SearchStrategy[str]:
    """Return European Legislation Identifiers."""
    return st.builds(
        "http://data.europa.eu/eli/{}/{}/{}/{}{}".format,
        st.sampled_from(("dir", "reg", "dec_impl")),
        st.integers(1952, 2049),
        st.integers(1, 999_999),
        st.sampled_from(("oj", "2049-07-19")),
        st.sampled_from(("", "/eng")),
    )


def procedure_references() -> st.SearchStrategy[str]:
    """Return references of interinstitutional procedures."""
    return st.builds(
        "{}/{:04}{}({})".format,
        st.integers(1980, 2049),
        st.integers(1, 9999),
        st.sampled_from(("", "A", "B")),
        st.sampled_from(("COD", "CNS", "NLE")),
    )


def document_references() -> st.SearchStrategy[str]:
    """Return references of documents of the Commission."""
    return st.builds(
        "{}({}) {}{}".format,
        st.sampled_from(("COM", "JOIN", "SWD", "SEC", "HR", "C")),
        st.integers(1980, 2049),
        st.integers(1, 99_999),
        st.sampled_from(("", " final", " final/2", " final PART 1/12")),
    )


def official_journal_references() -> st.SearchStrategy[str]:
    """Return references to the Official Journal, by page and by number."""
    return st.sampled_from(
        (
            "OJ L 194, 19.7.2016, p. 1",
            "OJ L 194, 19.7.2016, p. 1\u201330",
            "OJ C 115 E, 9.5.2008, p. 47-199",
            "OJ L, 2023/2131, 11.10.2023",
        )
    )


def web_addresses() -> st.SearchStrategy[str]:
    """Return web addresses: short addresses, and addresses with every part."""
    return st.sampled_from(("https://eur-lex.europa.eu/", "http://x:80/?a=%20&b=<'>#c", "https://a.eu"))


def subsets(of: frozenset[su.MemberState] = frozenset(_STATES)) -> st.SearchStrategy[frozenset[su.MemberState]]:
    """Return subsets of some Member States: none, a few, many or all of them."""
    masks = st.integers(0, _ALL) | st.sampled_from((0, _ALL)) | st.integers(0, 27).map(lambda place: 1 << place)
    return masks.map(lambda mask: of.intersection(_STATES[place] for place in range(len(_STATES)) if mask >> place & 1))


@st.composite
def completed_state_groups(
    draw: st.DrawFn, members: st.SearchStrategy[frozenset[su.MemberState]] | None = None
) -> tuple[su.StateGroup, frozenset[su.MemberState]]:
    """Return a group, and one set of Member States that could be the members of the group."""
    truth = draw(subsets() if members is None else members)
    scope = draw(st.none() | subsets())
    named = draw(subsets(truth))
    excluded = draw(subsets(frozenset(_STATES) - truth))
    count = draw(st.sampled_from((None, len(truth))))
    limits = {} if count is not None else draw(_limits(len(truth)))
    return su.StateGroup(
        named=_in_some_order(draw, named),
        excluded=_in_some_order(draw, excluded),
        count=count,
        scope=None if scope is None else _in_some_order(draw, scope | truth),
        words=draw(st.none() | texts()),
        **limits,
    ), truth


def _limits(size: int) -> st.SearchStrategy[dict[str, int | None]]:
    return st.fixed_dictionaries(
        {
            "at_least": st.none() | st.integers(0, size),
            "at_most": st.none() | st.integers(size, len(_STATES)),
        }
    )


def state_groups() -> st.SearchStrategy[su.StateGroup]:
    """Return groups of Member States, known in full, in part or not at all."""
    return completed_state_groups().map(lambda completed: completed[0])


@st.composite
def completed_obligations(
    draw: st.DrawFn, obligation: str = "obligation", initiative: str = "initiative", sources: tuple[str, ...] = ()
) -> tuple[su.Obligation, frozenset[su.MemberState], frozenset[su.MemberState]]:
    """Return an obligation, and one possible case: who is bound, and where the obligation is outstanding."""
    bound, really_bound = draw(completed_state_groups())
    outstanding, really_outstanding = draw(completed_state_groups(subsets(really_bound)))
    records = tuple(
        su.ComplianceRecord(
            state=state,
            status=draw(_said_of(state in really_outstanding)),
            **draw(_fields(su.ComplianceRecord, sources, "state status")),
        )
        for state in sorted(draw(_FEW_STATES))
    )
    made = su.Obligation(
        id=obligation,
        initiative=initiative,
        bound=bound,
        outstanding=outstanding,
        records=records,
        measures=draw(_measures(sources)),
        infringements=draw(_infringements(sources)),
        **draw(_fields(su.Obligation, sources, "id initiative bound outstanding records measures infringements")),
    )
    return made, really_bound, really_outstanding


@cache
def _infringements(sources: tuple[str, ...]) -> st.SearchStrategy[tuple[su.InfringementProcedure, ...]]:
    procedures = _any(su.InfringementProcedure, sources)
    return st.lists(procedures, max_size=2, unique_by=lambda procedure: procedure.case).map(tuple)


@cache
def _measures(sources: tuple[str, ...]) -> st.SearchStrategy[tuple[su.NationalMeasure, ...]]:
    measures = _any(su.NationalMeasure, sources)
    return st.lists(measures, max_size=2, unique_by=lambda measure: measure.id or id(measure)).map(tuple)


def obligations(
    obligation: str = "obligation", initiative: str = "initiative", sources: tuple[str, ...] = ()
) -> st.SearchStrategy[su.Obligation]:
    """Return obligations whose `bound`, `outstanding` and `records` do not contradict each other."""
    return completed_obligations(obligation, initiative, sources).map(lambda completed: completed[0])


@st.composite
def reports(draw: st.DrawFn) -> su.ProgressReport:
    """Return whole reports, with every kind of record and enumeration, unique ids and valid references."""
    sources = draw(st.sampled_from((*_FEW_IDS, _IDS[:3])))
    priorities = draw(st.sampled_from((*_FEW_IDS, _IDS[:3], _IDS)))
    initiatives = draw(st.sampled_from((*_FEW_IDS, _IDS[2:5]))) if priorities else ()
    report = draw(_reports(sources, priorities, initiatives, draw(st.sampled_from(_FEW_IDS))))
    known = tuple(obligation.id for initiative in report.initiatives for obligation in initiative.obligations)
    return attrs.evolve(report, decisions=draw(_decisions(known[:2], sources)))


@cache
def _decisions(obligations: tuple[str, ...], sources: tuple[str, ...]) -> st.SearchStrategy[tuple[su.Decision, ...]]:
    return st.tuples() | st.tuples(
        *(
            _any(su.Decision, sources, id=st.just(one), states=state_groups(), obligations=_some(obligations))
            for one in ("decision", "other-decision")
        )
    )


# Strategies are made once for the same ids, because Hypothesis validates each new strategy, which takes long.
@cache
def _reports(
    sources: tuple[str, ...], priorities: tuple[str, ...], initiatives: tuple[str, ...], findings: tuple[str, ...]
) -> st.SearchStrategy[su.ProgressReport]:
    strategy = _any(
        su.Strategy,
        sources,
        document=st.none() | _any(su.PolicyDocument, sources),
        links=st.lists(_any(su.StrategyLink, sources, title=texts()), max_size=2).map(tuple),
        priorities=st.tuples(*(_any(su.Priority, sources, id=st.just(one)) for one in priorities)),
    )
    found = (
        _any(
            su.Finding,
            sources,
            id=st.just(one),
            priority=st.sampled_from((None, *priorities)),
            initiatives=_some(initiatives),
            states=state_groups(),
        )
        for one in findings
    )
    return _any(
        su.ProgressReport,
        sources,
        number=st.none() | st.integers(1, 9999),
        strategy=strategy if priorities else st.none() | strategy,
        initiatives=st.tuples(
            *(_initiatives(one, priorities, sources, initiatives[:number]) for number, one in enumerate(initiatives))
        ),
        findings=st.tuples(*found),
        statements=st.lists(_any(su.Statement, sources), max_size=1).map(tuple),
        decisions=st.just(()),
        complete=st.lists(st.sampled_from(su.Part), max_size=3, unique=True).map(tuple),
        sources=st.tuples(*(_any(su.Source, id=st.just(one)) for one in sources)),
        schema=st.just(su.SCHEMA),
    )


_IDS = ("a", "b", "5g", "csam-interim", "2020", "x" * 100, "-".join("y" * 50), "0", "z-9")
_FEW_IDS = ((), _IDS[:1], _IDS[4:6])
_FEW_STATES = st.sets(st.sampled_from(_STATES), max_size=2) | st.just(set[su.MemberState]())
_BY_EXAMPLE: dict[str, Callable[[], st.SearchStrategy[str]]] = {
    "terrorist-content-online": slugs,
    "A title or a sentence": texts,
    "https://eur-lex.europa.eu/": web_addresses,
    "2020-07-24": partial_dates,
    "32016L1148": celex_numbers,
    "http://data.europa.eu/eli/dir/2016/1148/oj": elis,
    "2018/0331(COD)": procedure_references,
    "COM(2020) 797 final": document_references,
    "OJ L 194, 19.7.2016, p. 1": official_journal_references,
}


@cache
def _values(shape: Shape, sources: tuple[str, ...]) -> st.SearchStrategy[Any]:
    """Return values for a field of any type. A form of text without a strategy gives only its example."""
    item: st.SearchStrategy[Any]
    if shape.refers == "source":
        return _some(sources)
    if shape.item is su.Period:
        item = periods()
    elif shape.is_record:
        item = _any(shape.item, sources)
    elif issubclass(shape.item, StrEnum):
        item = st.sampled_from(shape.item)
    elif shape.item is date:
        item = days()
    elif shape.item is int:
        item = st.integers(1, 40)
    else:
        assert shape.form is not None
        example = shape.form.example
        item = _BY_EXAMPLE[example]() if example in _BY_EXAMPLE else st.just(example)
    many = st.lists(item, max_size=2).map(tuple) if shape.many else item
    return st.none() | many if shape.optional else many


def _any(record: type[T], sources: tuple[str, ...] = (), /, **given: st.SearchStrategy[Any]) -> st.SearchStrategy[T]:
    """Return instances of *record*. Fields that are not in *given* have any allowed value."""
    others = _fields(cast("Any", record), sources, " ".join(given))
    return st.tuples(others, st.fixed_dictionaries(given)).map(lambda fields: record(**fields[0], **fields[1]))


@cache
def _fields(record: type[Any], sources: tuple[str, ...], without: str) -> st.SearchStrategy[dict[str, Any]]:
    """Return values for all fields of *record* but those *without*, by the names of the fields."""
    values = {shape.name: _values(shape, sources) for shape in shapes(record) if shape.name not in without.split()}
    fields = st.fixed_dictionaries(values)
    return fields.map(_in_the_order_of_time) if record is su.LegalAct else fields


def _in_the_order_of_time(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the fields of an act, with the known days in chronological order and with corrigenda of this act."""
    names = [shape.name for shape in shapes(su.LegalAct) if shape.item is date and fields[shape.name] is not None]
    celex = fields["celex"] or "32016L0680"
    count = len(fields["corrigenda"]) if celex[0] in "235" and celex[-1].isdigit() else 0
    corrigenda = tuple(f"{celex}R({number:02})" for number in range(1, count + 1))
    return {**fields, "corrigenda": corrigenda, **dict(zip(names, sorted(fields[name] for name in names), strict=True))}


@cache
def _initiatives(
    one: str, priorities: tuple[str, ...], sources: tuple[str, ...], earlier: tuple[str, ...]
) -> st.SearchStrategy[su.Initiative]:
    position = _any(su.Position, sources)
    return _any(
        su.Initiative,
        sources,
        id=st.just(one),
        priority=st.sampled_from(priorities),
        part_of=st.sampled_from((None, *earlier)),  # so no initiative is a part of itself
        positions=st.lists(position, max_size=2, unique_by=lambda position: position.institution).map(tuple),
        documents=st.lists(_any(su.PolicyDocument, sources), max_size=1).map(tuple),
        acts=st.lists(_any(su.LegalAct, sources), max_size=1).map(tuple),
        procedures=st.lists(_any(su.Procedure, sources), max_size=1).map(tuple),
        obligations=st.integers(0, 2).flatmap(
            lambda count: st.tuples(
                *(obligations(f"obligation-{len(earlier)}-{place}", one, sources) for place in range(count))
            )
        ),
    )


def _in_some_order(draw: st.DrawFn, states: frozenset[su.MemberState]) -> tuple[su.MemberState, ...]:
    return tuple(sorted(states, reverse=draw(st.booleans())))


def _some(of: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sampled_from(((), of[:1], of[1:], of[::-1])) if of else st.just(())


def _said_of(is_outstanding: bool) -> st.SearchStrategy[su.ComplianceStatus | None]:
    said = (
        (
            su.ComplianceStatus.NOT_COMMUNICATED,
            su.ComplianceStatus.PARTLY_COMMUNICATED,
            su.ComplianceStatus.NOT_FULLY_COMMUNICATED,
            su.ComplianceStatus.NOT_CONFORM,
            su.ComplianceStatus.NOT_APPLIED,
        )
        if is_outstanding
        else (su.ComplianceStatus.COMPLETE,)
    )
    undecided = (
        su.ComplianceStatus.MEASURES_NOTIFIED,
        su.ComplianceStatus.DECLARED_COMPLETE,
        su.ComplianceStatus.COMMUNICATED,
    )
    return st.sampled_from((None, *undecided, *said))
