"""The command `securityunion` shows reports, and it validates, converts, formats and creates documents."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from datetime import date
from errno import EEXIST
from io import TextIOWrapper

from securityunion import __version__
from securityunion._util.text import counted, not_a
from securityunion.cli.documents import STANDARD_STREAM, in_yaml, read_bytes, read_report
from securityunion.cli.output import complain, file_name, print_lines, terminal_width
from securityunion.cli.validation import validate
from securityunion.datasets import first_progress_report
from securityunion.datasets.template import template
from securityunion.errors import AmbiguousError, DocumentError, NotFoundError
from securityunion.model.initiative import Initiative, Stage
from securityunion.model.obligation import Obligation
from securityunion.model.report import ProgressReport
from securityunion.queries.lookup import find
from securityunion.queries.select import initiatives
from securityunion.values.member_state import MemberState
from securityunion.values.partial_date import is_partial_date
from securityunion.views.detail_pages import initiative_page
from securityunion.views.list_columns import Listing, columns_for
from securityunion.views.text import (
    listing_lines,
    obligation_lines,
    overdue_lines,
    page_lines,
    scoreboard_lines,
    state_lines,
)
from securityunion.wire.document import dump, dumps
from securityunion.wire.files import is_json_lines, is_yaml, replace_file
from securityunion.wire.reformat import reformat, reformat_file
from securityunion.wire.schema import schema_bytes

__all__ = ["main"]

_EXAMPLES = """\
examples:
  securityunion show                                  show the scoreboard of the bundled report
  securityunion show --obligations                    list obligations with deadlines and numbers of Member States
  securityunion show etias                            show one initiative
  securityunion show --stage under-negotiation        list the initiatives at a stage
  securityunion show --state PT                       list the obligations outstanding in Portugal
  securityunion show --overdue --on 2020-12-09        list the obligations that were overdue on a day
  securityunion show report.json --state EL           read the report from a file
  securityunion new report.json                       create a template for the next report
  securityunion validate report.json                  list every problem of a document
  securityunion convert report.yaml report.json       convert a document from YAML to JSON
  securityunion validate --strict --format json -     check standard input, for programs
  securityunion fmt report.yaml                       fix the indentation of a document and keep the comments
  securityunion schema                                print the JSON Schema of documents
"""
_OK, _PROBLEMS, _USAGE, _INTERRUPTED = 0, 1, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command `securityunion` and return its exit status.

    - 0 means success.
    - 1 means that a document has problems, that a file cannot be read or written, or that `fmt --check` found a file to
      reformat.
    - 2 means that the arguments are wrong.
    - 130 means that the user interrupted the command.

    Args:
        arguments: the arguments after the name of the program; None to use the arguments of the process.

    >>> main(["show", "--stage", "in-froce"])
    2
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # Without this setting, an en dash, for example, would raise an error in an encoding such as ASCII.
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        status: int = options.run(options)
    except DocumentError as error:
        complain(f"{file_name(options.file)}: not a valid report")
        complain(error.in_file(None).text())
        return _PROBLEMS
    except BrokenPipeError:
        # The program that reads the output has closed the pipe, as `head` does.
        # Send the rest of the output to the null device. Otherwise the error would occur again on exit, when Python
        # flushes standard output.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _OK
    except KeyboardInterrupt:
        return _INTERRUPTED
    except OSError as error:
        complain(f"{file_name(str(error.filename or 'output'))}: {error.strerror or error}")
        return _PROBLEMS
    except (NotFoundError, AmbiguousError, ModuleNotFoundError, ValueError) as error:
        complain(str(error))
        return _USAGE
    return status


def _parser() -> ArgumentParser:
    parser = ArgumentParser(
        prog="securityunion",
        description="Show EU policy strategies and their implementation, and check and convert documents.",
        epilog=_EXAMPLES,
        formatter_class=RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"securityunion {__version__}")
    # Without a command, the program shows the bundled report. So set the defaults of `show` here.
    nothing = dict.fromkeys(("file", "id", "priority", "stage", "state", "on"))
    parser.set_defaults(run=_show, obligations=False, overdue=False, **nothing)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    show = commands.add_parser("show", help="show a report or a part of it")
    show.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="the document to show, or - for standard input; by default, the bundled report",
    )
    show.add_argument(
        "id",
        nargs="?",
        metavar="ID",
        help="the id of an initiative, or the CELEX number or reference of one of its acts, documents or procedures; "
        "FILE can be left out",
    )
    show.add_argument("--priority", metavar="ID", help="show only initiatives under the priority with this id")
    show.add_argument("--stage", help=f"show only initiatives at this stage: {', '.join(Stage)}")
    show.add_argument(
        "--state",
        metavar="CODE",
        help="list the obligations outstanding in the Member State with this code, such as PT, PRT or EL",
    )
    show.add_argument(
        "--obligations", action="store_true", help="list the obligations, with deadlines and numbers of Member States"
    )
    show.add_argument("--overdue", action="store_true", help="list overdue obligations, the longest overdue first")
    show.add_argument(
        "--on", metavar="DAY", type=_day, help="use this day with --overdue; by default, the day of the report"
    )
    show.set_defaults(run=_show)

    checking = commands.add_parser("validate", help="check documents and list every problem")
    checking.add_argument(
        "files",
        nargs="+",
        metavar="FILE",
        help="a file with one document in JSON or YAML, or several in JSON Lines; - for standard input",
    )
    checking.add_argument("--strict", action="store_true", help="exit with status 1 if there are remarks")
    checking.add_argument("--format", choices=("text", "json"), default="text", help="how to print the result")
    checking.set_defaults(run=_validate)

    convert = commands.add_parser("convert", help="convert a document between JSON and YAML")
    convert.add_argument("file", metavar="FILE", help="the document to convert; - for standard input")
    convert.add_argument(
        "target",
        metavar="TARGET",
        help="the file to write; its name ends in .json, .yaml or .yml, followed by .gz if compressed; - prints JSON",
    )
    convert.add_argument("--force", action="store_true", help="overwrite TARGET if it exists")
    convert.set_defaults(run=_convert)

    fmt = commands.add_parser("fmt", help="fix the indentation of documents and keep comments in YAML")
    fmt.add_argument(
        "files", nargs="+", metavar="FILE", help="a document in JSON or YAML; - prints the result for standard input"
    )
    fmt.add_argument("--check", action="store_true", help="write nothing; exit with status 1 if a file would change")
    fmt.set_defaults(run=_fmt)

    new = commands.add_parser("new", help="create a template for the next report")
    new.add_argument(
        "file",
        nargs="?",
        metavar="FILE",
        help="the .json or .yaml file to create; by default, the template is printed",
    )
    new.set_defaults(run=_new)

    schema = commands.add_parser("schema", help="print the JSON Schema of documents, for editors and other languages")
    schema.set_defaults(run=_schema)
    return parser


def _show(options: Namespace) -> int:
    report, one = _report_and_initiative(options)
    filtered = options.priority is not None or options.stage is not None
    chosen = initiatives(report, priority=options.priority, stage=options.stage) if one is None else (one,)
    among = {initiative.id for initiative in chosen}
    state = None if options.state is None else MemberState.from_code(options.state)
    if one is not None and filtered:
        raise ValueError(f"--priority and --stage cannot be combined with the initiative {one.id!r}; leave them out")
    if options.on is not None and not options.overdue:
        raise ValueError("--on requires --overdue; add --overdue, or leave out --on to see the day of the report")
    if options.obligations and (options.overdue or state is not None):
        raise ValueError("--obligations cannot be combined with --overdue or --state; leave --obligations out")

    width = terminal_width()

    def is_among(obligation: Obligation) -> bool:
        return obligation.initiative in among

    if options.overdue:
        print_lines(overdue_lines(report, options.on or report.published, state, is_among, width=width))
    elif state is not None:
        print_lines(state_lines(report, state, is_among, width=width))
    elif options.obligations:
        print_lines(obligation_lines(report, is_among, width=width))
    elif one is not None:
        print_lines(page_lines(initiative_page(one), width=width))
    elif filtered:
        caption = f"{len(chosen)} of {counted(len(report.initiatives), 'initiative')}"
        print_lines(listing_lines(Listing(caption, columns_for(chosen), chosen), width=width))
    else:
        print_lines(scoreboard_lines(report, width=width))
    return _OK


def _report_and_initiative(options: Namespace) -> tuple[ProgressReport, Initiative | None]:
    """Return the report and the initiative to show.

    The initiative is None if no argument identifies an initiative.

    A single argument is the name of a file if it has the extension of a document, or if a file of that name exists.
    Otherwise the argument identifies an initiative of the bundled report.
    """
    word = options.file
    if word is None:
        return first_progress_report(), None
    if options.id is not None:
        report = read_report(word)
        return report, find(report, options.id)
    if not _is_document(word):
        report = first_progress_report()
        try:
            return report, find(report, word)
        except NotFoundError:
            if not os.path.lexists(word):
                raise
            # The path exists but is not a regular file. Call `load`, which raises an error that explains the problem.
    return read_report(word), None


def _is_document(word: str) -> bool:
    return word == STANDARD_STREAM or _is_target(word) or is_json_lines(word) or os.path.isfile(word)  # noqa: PTH113 - pathlib costs start-up time


def _is_target(word: str) -> bool:
    return word.lower().removesuffix(".gz").endswith(".json") or is_yaml(word)


def _validate(options: Namespace) -> int:
    valid = validate(options.files, as_json=options.format == "json", strict=options.strict)
    return _OK if valid else _PROBLEMS


def _convert(options: Namespace) -> int:
    if options.target == STANDARD_STREAM:
        print_lines([dumps(read_report(options.file), indent=2).decode()])
        return _OK
    if not _is_target(options.target):
        raise ValueError(
            f"{file_name(options.target)}: not the name of a document; use a name that ends in .json, .yaml or .yml"
        )
    if not options.force and os.path.lexists(options.target):
        raise FileExistsError(EEXIST, "already exists; use --force to overwrite it", options.target)
    dump(read_report(options.file), options.target, indent=2)
    return _OK


def _fmt(options: Namespace) -> int:
    status = _OK
    for file in options.files:
        name = file_name(file)
        try:
            if file == STANDARD_STREAM:
                document = read_bytes(file)
                better = reformat(document, in_yaml=in_yaml(file, document))
                changes = better != document
                if not options.check:
                    print_lines(better.decode().splitlines())
                    continue
            else:
                changes = reformat_file(file, check_only=options.check)
        except DocumentError as error:
            complain(f"{name}: not a valid report; the file was not changed")
            complain(error.in_file(None).text())
            status = _PROBLEMS
            continue
        if changes:
            print_lines([f"{name}: {'would be reformatted' if options.check else 'reformatted'}"])
            status = _PROBLEMS if options.check else status
    return status


def _day(text: str) -> date:
    # A partial date can be a month or a year, but `--on` requires a day.
    if not is_partial_date(text) or len(text) < len("YYYY-MM-DD"):
        raise ArgumentTypeError(not_a("a day", text, "write it like 2020-12-09"))
    return date.fromisoformat(text)


def _new(options: Namespace) -> int:
    if options.file is None:
        print_lines([dumps(template(), indent=2).decode()])
        return _OK
    if os.path.lexists(options.file):
        raise FileExistsError(EEXIST, "already exists; choose another name", options.file)
    if is_yaml(options.file):
        from securityunion.wire.yaml_comments import dumps_yaml_with_comments  # noqa: PLC0415 - needs an extra

        document = dumps_yaml_with_comments(template())
        with replace_file(options.file) as file:
            file.write(document)
    else:
        dump(template(), options.file, indent=2)
    name = file_name(options.file)
    print_lines([f"Created {name}. Replace every EXAMPLE, then run: securityunion validate --strict {name}"])
    return _OK


def _schema(_options: Namespace) -> int:
    print_lines(schema_bytes().decode().splitlines())
    return _OK
