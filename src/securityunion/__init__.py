"""securityunion: typed records of EU policy strategies and their implementation.

>>> import securityunion as su
>>> report = su.first_progress_report()
>>> report
<ProgressReport 1, 2020-12-09: 4 priorities, 41 initiatives, 15 obligations>

Importing the package takes almost no time, because public names are loaded only when they are first used. The package
has the records, values, queries and errors, and the functions that read and write documents. The other
public names are in these modules: `su.identifiers`, `su.importers`, `su.vocabularies`, `su.rates`, `su.integrations`,
`su.charts` and `su.frames`.
"""

__version__ = "0.1.0"

# Type checkers recognise the name `TYPE_CHECKING`. Importing the module `typing` to get this name would take about as
# long as starting Python itself.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from securityunion import charts as charts
    from securityunion import frames as frames
    from securityunion import identifiers as identifiers
    from securityunion import importers as importers
    from securityunion import integrations as integrations
    from securityunion import rates as rates
    from securityunion import vocabularies as vocabularies
    from securityunion.datasets import first_progress_report as first_progress_report
    from securityunion.datasets import open_report as open_report
    from securityunion.datasets import reports as reports
    from securityunion.errors import AmbiguousError as AmbiguousError
    from securityunion.errors import DocumentError as DocumentError
    from securityunion.errors import IdentifierError as IdentifierError
    from securityunion.errors import NotFoundError as NotFoundError
    from securityunion.errors import Problem as Problem
    from securityunion.errors import ProblemCode as ProblemCode
    from securityunion.errors import RecordError as RecordError
    from securityunion.errors import UndefinedRateError as UndefinedRateError
    from securityunion.model.act import ActKind as ActKind
    from securityunion.model.act import ActStatus as ActStatus
    from securityunion.model.act import DocumentKind as DocumentKind
    from securityunion.model.act import LegalAct as LegalAct
    from securityunion.model.act import PolicyDocument as PolicyDocument
    from securityunion.model.actor import Actor as Actor
    from securityunion.model.decision import Decision as Decision
    from securityunion.model.infringement import InfringementEvent as InfringementEvent
    from securityunion.model.infringement import InfringementProcedure as InfringementProcedure
    from securityunion.model.infringement import InfringementStep as InfringementStep
    from securityunion.model.initiative import Initiative as Initiative
    from securityunion.model.initiative import InitiativeKind as InitiativeKind
    from securityunion.model.initiative import Position as Position
    from securityunion.model.initiative import PositionStatus as PositionStatus
    from securityunion.model.initiative import Stage as Stage
    from securityunion.model.obligation import ComplianceRecord as ComplianceRecord
    from securityunion.model.obligation import ComplianceStatus as ComplianceStatus
    from securityunion.model.obligation import Deadline as Deadline
    from securityunion.model.obligation import Duty as Duty
    from securityunion.model.obligation import NationalMeasure as NationalMeasure
    from securityunion.model.obligation import Obligation as Obligation
    from securityunion.model.procedure import Event as Event
    from securityunion.model.procedure import EventKind as EventKind
    from securityunion.model.procedure import Institution as Institution
    from securityunion.model.procedure import Procedure as Procedure
    from securityunion.model.procedure import ProcedureStage as ProcedureStage
    from securityunion.model.report import SCHEMA as SCHEMA
    from securityunion.model.report import Finding as Finding
    from securityunion.model.report import FindingKind as FindingKind
    from securityunion.model.report import Part as Part
    from securityunion.model.report import ProgressReport as ProgressReport
    from securityunion.model.report import Source as Source
    from securityunion.model.report import Statement as Statement
    from securityunion.model.strategy import Priority as Priority
    from securityunion.model.strategy import Strategy as Strategy
    from securityunion.model.strategy import StrategyLink as StrategyLink
    from securityunion.model.strategy import StrategyRelation as StrategyRelation
    from securityunion.queries.changes import Change as Change
    from securityunion.queries.changes import changes as changes
    from securityunion.queries.counts import OutstandingObligation as OutstandingObligation
    from securityunion.queries.counts import most_outstanding as most_outstanding
    from securityunion.queries.counts import outstanding_by_state as outstanding_by_state
    from securityunion.queries.counts import stage_counts as stage_counts
    from securityunion.queries.infringements import Infringement as Infringement
    from securityunion.queries.infringements import decisions as decisions
    from securityunion.queries.infringements import infringements as infringements
    from securityunion.queries.lookup import find as find
    from securityunion.queries.overdue import Overdue as Overdue
    from securityunion.queries.overdue import overdue as overdue
    from securityunion.queries.remarks import Remark as Remark
    from securityunion.queries.remarks import RemarkCode as RemarkCode
    from securityunion.queries.remarks import check as check
    from securityunion.queries.select import awaiting as awaiting
    from securityunion.queries.select import findings as findings
    from securityunion.queries.select import initiatives as initiatives
    from securityunion.queries.select import obligations as obligations
    from securityunion.tables.columns import Column as Column
    from securityunion.tables.columns import TableKind as TableKind
    from securityunion.tables.table import Table as Table
    from securityunion.tables.table import table as table
    from securityunion.values.member_state import MemberState as MemberState
    from securityunion.values.member_state import member_states as member_states
    from securityunion.values.partial_date import Period as Period
    from securityunion.values.partial_date import first_day as first_day
    from securityunion.values.partial_date import is_partial_date as is_partial_date
    from securityunion.values.partial_date import last_day as last_day
    from securityunion.values.state_group import StateGroup as StateGroup
    from securityunion.values.truth import Answer as Answer
    from securityunion.values.truth import Bounds as Bounds
    from securityunion.values.truth import Truth as Truth
    from securityunion.wire.document import dump as dump
    from securityunion.wire.document import dumps as dumps
    from securityunion.wire.document import load as load
    from securityunion.wire.document import loads as loads
    from securityunion.wire.document import loads_record as loads_record
    from securityunion.wire.json_lines import dump_lines as dump_lines
    from securityunion.wire.json_lines import load_lines as load_lines
    from securityunion.wire.limits import Limits as Limits
    from securityunion.wire.schema import json_schema as json_schema
    from securityunion.wire.yaml import dumps_yaml as dumps_yaml
    from securityunion.wire.yaml import loads_yaml as loads_yaml
else:
    # This table repeats the names from the imports above, grouped by module. A test checks that no name differs.
    _NAMES = {
        "datasets": "first_progress_report open_report reports",
        "errors": (
            "AmbiguousError DocumentError IdentifierError NotFoundError Problem ProblemCode RecordError "
            "UndefinedRateError"
        ),
        "model.act": "ActKind ActStatus DocumentKind LegalAct PolicyDocument",
        "model.actor": "Actor",
        "model.decision": "Decision",
        "model.infringement": "InfringementEvent InfringementProcedure InfringementStep",
        "model.initiative": "Initiative InitiativeKind Position PositionStatus Stage",
        "model.obligation": "ComplianceRecord ComplianceStatus Deadline Duty NationalMeasure Obligation",
        "model.procedure": "Event EventKind Institution Procedure ProcedureStage",
        "model.report": "SCHEMA Finding FindingKind Part ProgressReport Source Statement",
        "model.strategy": "Priority Strategy StrategyLink StrategyRelation",
        "queries.changes": "Change changes",
        "queries.counts": "OutstandingObligation most_outstanding outstanding_by_state stage_counts",
        "queries.infringements": "Infringement decisions infringements",
        "queries.overdue": "Overdue overdue",
        "queries.remarks": "Remark RemarkCode check",
        "queries.lookup": "find",
        "queries.select": "awaiting findings initiatives obligations",
        "tables.columns": "Column TableKind",
        "tables.table": "Table table",
        "values.member_state": "MemberState member_states",
        "values.partial_date": "Period first_day is_partial_date last_day",
        "values.state_group": "StateGroup",
        "values.truth": "Answer Bounds Truth",
        "wire.document": "dump dumps load loads loads_record",
        "wire.json_lines": "dump_lines load_lines",
        "wire.limits": "Limits",
        "wire.schema": "json_schema",
        "wire.yaml": "dumps_yaml loads_yaml",
    }
    _HOMES = {name: module for module, names in _NAMES.items() for name in names.split()}
    _NAMESPACES = ("charts", "frames", "identifiers", "importers", "integrations", "rates", "vocabularies")

    __all__ = ["__version__", *sorted(_HOMES)]  # noqa: PLE0604 - the list contains only strings

    def __getattr__(name):
        if name not in _HOMES and name not in _NAMESPACES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 - importlib is needed only when a name is used

        module = import_module(f"{__name__}.{_HOMES.get(name, name)}")
        globals()[name] = value = getattr(module, name) if name in _HOMES else module
        return value

    def __dir__():
        return sorted([*__all__, *_NAMESPACES, "__doc__", "__file__", "__name__", "__path__"])
