"""securityunion: typed records of EU policy strategies, and how far they are carried out.

>>> import securityunion as su
>>> report = su.first_progress_report()
>>> report
<ProgressReport 1, 2020-12-09: 4 priorities, 41 initiatives, 15 obligations>

Every public name is loaded when it is first used, so that importing the package costs next to nothing.
"""

__version__ = "0.1.0"

# Type checkers know the name; to import it from typing would cost as much as all else that Python does to start.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from securityunion.act import ActKind as ActKind
    from securityunion.act import ActStatus as ActStatus
    from securityunion.act import DocumentKind as DocumentKind
    from securityunion.act import LegalAct as LegalAct
    from securityunion.act import PolicyDocument as PolicyDocument
    from securityunion.comparison import Change as Change
    from securityunion.comparison import changes as changes
    from securityunion.database.column import report_type as report_type
    from securityunion.database.tables import ReportTables as ReportTables
    from securityunion.database.tables import StoredReport as StoredReport
    from securityunion.datasets import first_progress_report as first_progress_report
    from securityunion.datasets import open_report as open_report
    from securityunion.datasets import reports as reports
    from securityunion.deadline import Overdue as Overdue
    from securityunion.deadline import overdue as overdue
    from securityunion.enforcement import infringements as infringements
    from securityunion.errors import AmbiguousError as AmbiguousError
    from securityunion.errors import DocumentError as DocumentError
    from securityunion.errors import NotFoundError as NotFoundError
    from securityunion.errors import Problem as Problem
    from securityunion.errors import ProblemCode as ProblemCode
    from securityunion.errors import RecordError as RecordError
    from securityunion.identifier import IdentifierError as IdentifierError
    from securityunion.identifier import celex_for as celex_for
    from securityunion.identifier import eli_for as eli_for
    from securityunion.identifier import eur_lex_url as eur_lex_url
    from securityunion.identifier import normalise_celex as normalise_celex
    from securityunion.identifier import normalise_document_reference as normalise_document_reference
    from securityunion.identifier import normalise_eli as normalise_eli
    from securityunion.identifier import normalise_official_journal_reference as normalise_official_journal_reference
    from securityunion.identifier import normalise_procedure_reference as normalise_procedure_reference
    from securityunion.identifier import oeil_url as oeil_url
    from securityunion.identifier import parse_celex as parse_celex
    from securityunion.identifier import parse_document_reference as parse_document_reference
    from securityunion.identifier import parse_eli as parse_eli
    from securityunion.identifier import parse_official_journal_reference as parse_official_journal_reference
    from securityunion.identifier import parse_procedure_reference as parse_procedure_reference
    from securityunion.infringement import InfringementEvent as InfringementEvent
    from securityunion.infringement import InfringementProcedure as InfringementProcedure
    from securityunion.infringement import InfringementStep as InfringementStep
    from securityunion.initiative import Initiative as Initiative
    from securityunion.initiative import InitiativeKind as InitiativeKind
    from securityunion.initiative import Position as Position
    from securityunion.initiative import PositionStatus as PositionStatus
    from securityunion.initiative import Stage as Stage
    from securityunion.member_state import MemberState as MemberState
    from securityunion.member_state import member_states as member_states
    from securityunion.obligation import ComplianceRecord as ComplianceRecord
    from securityunion.obligation import ComplianceStatus as ComplianceStatus
    from securityunion.obligation import Duty as Duty
    from securityunion.obligation import Obligation as Obligation
    from securityunion.parliament import ParliamentProcedure as ParliamentProcedure
    from securityunion.parliament import UnreadTerm as UnreadTerm
    from securityunion.parliament import read_procedure as read_procedure
    from securityunion.partial_date import Period as Period
    from securityunion.partial_date import first_day as first_day
    from securityunion.partial_date import is_partial_date as is_partial_date
    from securityunion.partial_date import last_day as last_day
    from securityunion.procedure import Event as Event
    from securityunion.procedure import EventKind as EventKind
    from securityunion.procedure import Institution as Institution
    from securityunion.procedure import Procedure as Procedure
    from securityunion.procedure import ProcedureStage as ProcedureStage
    from securityunion.queries import Gap as Gap
    from securityunion.queries import awaiting as awaiting
    from securityunion.queries import find as find
    from securityunion.queries import findings as findings
    from securityunion.queries import initiatives as initiatives
    from securityunion.queries import largest_gaps as largest_gaps
    from securityunion.queries import obligations as obligations
    from securityunion.queries import outstanding_by_state as outstanding_by_state
    from securityunion.queries import stage_counts as stage_counts
    from securityunion.rate import AverageDelay as AverageDelay
    from securityunion.rate import Share as Share
    from securityunion.rate import UndefinedRateError as UndefinedRateError
    from securityunion.remark import Remark as Remark
    from securityunion.remark import RemarkCode as RemarkCode
    from securityunion.remark import check as check
    from securityunion.report import SCHEMA as SCHEMA
    from securityunion.report import Addressee as Addressee
    from securityunion.report import Finding as Finding
    from securityunion.report import FindingKind as FindingKind
    from securityunion.report import ProgressReport as ProgressReport
    from securityunion.report import Source as Source
    from securityunion.report import Statement as Statement
    from securityunion.rows import Column as Column
    from securityunion.rows import TableKind as TableKind
    from securityunion.single_market import average_delay as average_delay
    from securityunion.single_market import incompleteness_rate as incompleteness_rate
    from securityunion.single_market import transposition_deficit as transposition_deficit
    from securityunion.state_group import StateGroup as StateGroup
    from securityunion.strategy import Priority as Priority
    from securityunion.strategy import Strategy as Strategy
    from securityunion.tables import Table as Table
    from securityunion.tables import table as table
    from securityunion.truth import Answer as Answer
    from securityunion.truth import Bounds as Bounds
    from securityunion.truth import Truth as Truth
    from securityunion.vocabulary import Translation as Translation
    from securityunion.vocabulary import cellar_event as cellar_event
    from securityunion.vocabulary import infringement_step as infringement_step
    from securityunion.vocabulary import oeil_event as oeil_event
    from securityunion.vocabulary import oeil_stage as oeil_stage
    from securityunion.vocabulary import parliament_activity as parliament_activity
    from securityunion.vocabulary import parliament_phase as parliament_phase
    from securityunion.vocabulary import parliament_status as parliament_status
    from securityunion.vocabulary import translations as translations
    from securityunion.wire.converter import configure_converter as configure_converter
    from securityunion.wire.converter import make_converter as make_converter
    from securityunion.wire.document import dump as dump
    from securityunion.wire.document import dumps as dumps
    from securityunion.wire.document import load as load
    from securityunion.wire.document import loads as loads
    from securityunion.wire.limits import Limits as Limits
    from securityunion.wire.lines import dump_lines as dump_lines
    from securityunion.wire.lines import load_lines as load_lines
    from securityunion.wire.schema import json_schema as json_schema
    from securityunion.wire.single import loads_record as loads_record
    from securityunion.wire.yaml_in import loads_yaml as loads_yaml
    from securityunion.wire.yaml_out import dumps_yaml as dumps_yaml
else:
    # The same names again, by the module that defines them; a test holds the two lists together.
    _NAMES = {
        "act": "ActKind ActStatus DocumentKind LegalAct PolicyDocument",
        "comparison": "Change changes",
        "database.column": "report_type",
        "database.tables": "ReportTables StoredReport",
        "datasets": "first_progress_report open_report reports",
        "deadline": "Overdue overdue",
        "enforcement": "infringements",
        "errors": "AmbiguousError DocumentError NotFoundError Problem ProblemCode RecordError",
        "identifier": (
            "IdentifierError celex_for eli_for eur_lex_url normalise_celex normalise_document_reference normalise_eli "
            "normalise_official_journal_reference normalise_procedure_reference oeil_url parse_celex "
            "parse_document_reference parse_eli parse_official_journal_reference parse_procedure_reference"
        ),
        "infringement": "InfringementEvent InfringementProcedure InfringementStep",
        "initiative": "Initiative InitiativeKind Position PositionStatus Stage",
        "member_state": "MemberState member_states",
        "obligation": "ComplianceRecord ComplianceStatus Duty Obligation",
        "parliament": "ParliamentProcedure UnreadTerm read_procedure",
        "partial_date": "Period first_day is_partial_date last_day",
        "procedure": "Event EventKind Institution Procedure ProcedureStage",
        "queries": (
            "Gap awaiting find findings initiatives largest_gaps obligations outstanding_by_state stage_counts"
        ),
        "remark": "Remark RemarkCode check",
        "rate": "AverageDelay Share UndefinedRateError",
        "report": "Addressee Finding FindingKind ProgressReport SCHEMA Source Statement",
        "rows": "Column TableKind",
        "single_market": "average_delay incompleteness_rate transposition_deficit",
        "state_group": "StateGroup",
        "strategy": "Priority Strategy",
        "tables": "Table table",
        "truth": "Answer Bounds Truth",
        "vocabulary": (
            "Translation cellar_event infringement_step oeil_event oeil_stage parliament_activity parliament_phase"
            " parliament_status translations"
        ),
        "wire.converter": "configure_converter make_converter",
        "wire.document": "dump dumps load loads",
        "wire.limits": "Limits",
        "wire.lines": "dump_lines load_lines",
        "wire.schema": "json_schema",
        "wire.single": "loads_record",
        "wire.yaml_in": "loads_yaml",
        "wire.yaml_out": "dumps_yaml",
    }
    _HOME = {name: module for module, names in _NAMES.items() for name in names.split()}

    __all__ = ["__version__", *sorted(_HOME)]  # noqa: PLE0604 - names of strings all the same

    def __getattr__(name):
        if name not in _HOME:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module  # noqa: PLC0415 - only when a name is used

        value = getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
        globals()[name] = value
        return value

    def __dir__():
        return sorted({*globals(), *__all__})
