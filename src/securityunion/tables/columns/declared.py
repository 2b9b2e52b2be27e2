"""The columns of each table: names, what they hold, and what a value in them means."""

from collections.abc import Mapping
from types import MappingProxyType

from securityunion.model.infringement import InfringementStep
from securityunion.model.initiative import InitiativeKind, Stage
from securityunion.model.obligation import ComplianceStatus, Duty
from securityunion.model.procedure import EventKind, Institution
from securityunion.model.report import FindingKind
from securityunion.tables.columns.column import (
    Column,
    TableKind,
    day_column,
    enumeration_column,
    number_column,
    text_column,
    texts_column,
    truth_columns,
)
from securityunion.values.member_state import MemberState

__all__ = ["columns_of"]

_BOUND, _OUTSTANDING = "bound", "outstanding"
_CELEX = "CELEX number"
_STATES = "Member States"


def columns_of(kind: TableKind) -> Mapping[str, Column]:
    """Return the columns of a table of this kind by name, in their order: its column dictionary.

    >>> list(columns_of(TableKind.COMPLIANCE_RECORDS))
    ['report', 'initiative', 'obligation', 'state', 'status', 'on', 'infringement', 'case']
    """
    return _COLUMNS[kind]


_REPORT = text_column("report", "the id of the report")


_PUBLISHED = day_column("published", "the day of the report: what it says holds on that day", optional=False)


_INITIATIVE = text_column("initiative", "the id of the initiative")


_STAGE = enumeration_column(Stage, "stage", "where the report files the initiative")


_SOURCES = texts_column("sources", "the ids of the report's sources that state it")


_DECLARED: dict[TableKind, tuple[Column, ...]] = {
    TableKind.INITIATIVES: (
        _REPORT,
        _PUBLISHED,
        _INITIATIVE,
        text_column("title", "its title, as the report prints it"),
        text_column("priority", "the id of the priority that it stands under"),
        text_column("priority_title", "the title of that priority"),
        enumeration_column(InitiativeKind, "kind", "what kind of measure it is"),
        _STAGE,
        texts_column("positions_adopted", "the institutions whose position the report notes as adopted"),
        texts_column("positions_awaited", "the institutions whose position the report notes as awaited"),
        texts_column(
            "documents", "the documents that set it out, as far as their references are known", "document reference"
        ),
        texts_column("acts", "the legal acts that it consists of or led to, as far as their numbers are known", _CELEX),
        texts_column("procedures", "the interinstitutional files behind it", "procedure reference"),
        number_column("obligations", "how many obligations the report records with it", "obligations"),
        _SOURCES,
    ),
    TableKind.OBLIGATIONS: (
        _REPORT,
        _PUBLISHED,
        text_column("obligation", "the id of the obligation"),
        _INITIATIVE,
        text_column("initiative_title", "the title of the initiative"),
        text_column("priority", "the id of the priority that the initiative stands under"),
        _STAGE,
        text_column("act", "the act that demands it", _CELEX, optional=True),
        enumeration_column(Duty, "duty", "what is demanded"),
        day_column("deadline", "the last day to meet it"),
        number_column(
            "outstanding_count", "how many a source counts that have not fully met it", _STATES, optional=True
        ),
        number_column("outstanding_at_least", "how many have certainly not fully met it", _STATES),
        number_column(
            "outstanding_at_most", "how many have perhaps not; null: no limit is known", _STATES, optional=True
        ),
        number_column("bound_at_least", "how many it certainly binds", _STATES),
        number_column("bound_at_most", "how many it perhaps binds; null: no limit is known", _STATES, optional=True),
        *truth_columns(_OUTSTANDING, "has not fully met it on the day of the report"),
        *truth_columns(_BOUND, "is bound by it"),
        texts_column("law_sources", "the ids of the report's sources that state what the law says"),
        texts_column("sources", "the ids of the report's sources that state that it is outstanding, and for whom"),
    ),
    TableKind.COMPLIANCE_RECORDS: (
        _REPORT,
        _INITIATIVE,
        text_column("obligation", "the id of the obligation"),
        enumeration_column(MemberState, "state", "the Member State", "ISO 3166-1 alpha-2 code"),
        enumeration_column(ComplianceStatus, "status", "how far it has met the obligation", optional=True),
        day_column("on", "the day of which the source states it"),
        enumeration_column(
            InfringementStep, "infringement", "the last step of an infringement procedure", optional=True
        ),
        text_column("case", "the number of that procedure", "number of an infringement case", optional=True),
    ),
    TableKind.EVENTS: (
        _REPORT,
        _INITIATIVE,
        text_column("procedure", "the interinstitutional file", "procedure reference"),
        enumeration_column(EventKind, "kind", "which step the file took"),
        day_column("on", "the day of the step"),
        enumeration_column(
            Institution, "by", "the institution that took it; null also where several took it together", optional=True
        ),
        day_column("known_until", "the day up to which the steps of the file are recorded in full"),
        _SOURCES,
    ),
    TableKind.FINDINGS: (
        _REPORT,
        text_column("finding", "the id of the finding"),
        enumeration_column(FindingKind, "kind", "progress made, or action needed"),
        text_column(
            "priority", "the id of the priority that the source puts it under; null: under none", optional=True
        ),
        texts_column("addressees", "who is asked to act, or acts, as far as the source names them"),
        texts_column("initiatives", "the ids of the initiatives that the source names with it"),
        text_column(
            "due", "when it is due; null: the source gives no day", "YYYY, YYYY-MM or YYYY-MM-DD", optional=True
        ),
        text_column("summary", "what was found"),
        _SOURCES,
    ),
}


_COLUMNS = {kind: MappingProxyType({column.name: column for column in columns}) for kind, columns in _DECLARED.items()}
