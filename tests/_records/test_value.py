"""Everything that the library returns is a value, which can be copied, pickled, hashed, shown and matched."""

import copy
import gc
import inspect
import pickle
import pickletools
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from threading import Barrier
from typing import TYPE_CHECKING, Any

import attrs
import pytest
from documents import TEMPLATE, written
from pickled_values import DAY, PICKLED, PROTOCOL, same, values
from places import GOLDEN

import securityunion as su

if TYPE_CHECKING:
    from types import ModuleType

THREADS = 16


def caught(call: Callable[[], object]) -> Exception:
    try:
        call()
    except Exception as error:  # noqa: BLE001 - whichever it is
        return error
    raise AssertionError("nothing was raised")


def parts(value: Any) -> set[type[Any]]:
    """Return the class of *value* and the classes of all values inside *value*."""
    found = {type(value)}
    inside = (
        [getattr(value, field.name) for field in attrs.fields(type(value))]
        if attrs.has(type(value))
        else value.args
        if isinstance(value, Exception)
        else value
        if isinstance(value, tuple)
        else ()
    )
    for one in inside:
        found |= parts(one)
    return found


def public_classes() -> list[type[Any]]:
    """Return the public classes of the package, its namespaces and its integrations."""
    spaces: list[ModuleType] = [su, *(getattr(su, name) for name in vars(su)["_NAMESPACES"])]
    spaces += [getattr(su.integrations, name) for name in su.integrations.__all__]
    things = [getattr(space, name) for space in spaces for name in vars(space)["__all__"]]
    return [thing for thing in things if isinstance(thing, type)]


CLASSES = public_classes()
ENUMERATIONS = [one for one in CLASSES if issubclass(one, str)]
NO_VALUES = {
    su.Table: "a view of reports: two tables are never equal",
    su.identifiers.Identifier: "only its subclasses have instances; there is one of each",
    su.integrations.sqlalchemy.ReportTables: "it holds the tables of a database, which belong to SQLAlchemy",
}
"""Public classes without a value below, each with the reason."""


def test_there_is_one_of_everything() -> None:
    covered = {part for value in values().values() for part in parts(value)}
    expected = set(CLASSES) - set(ENUMERATIONS)
    assert {
        su.rates.Share,
        su.vocabularies.Translation,
        su.identifiers.CelexParts,
    } <= expected  # some classes are public only in a namespace
    assert expected - covered == NO_VALUES.keys()


@pytest.mark.parametrize("name", values())
def test_copies_and_pickles_say_the_same(name: str) -> None:
    value = values()[name]
    twins = [copy.copy(value), copy.deepcopy(value)]
    twins += [pickle.loads(pickle.dumps(value, protocol)) for protocol in range(pickle.HIGHEST_PROTOCOL + 1)]  # noqa: S301 - our own
    for twin in twins:
        assert same(value, twin)
        assert repr(value) == repr(twin)
        if not isinstance(value, Exception):
            assert hash(value) == hash(twin)
            assert len({value, twin}) == 1


@pytest.mark.parametrize("enumeration", ENUMERATIONS)
def test_members_stay_the_same_objects(enumeration: type[Any]) -> None:
    for member in enumeration:
        assert copy.copy(member) is copy.deepcopy(member) is member
        assert pickle.loads(pickle.dumps(member, PROTOCOL)) is member  # noqa: S301 - our own bytes
        assert hash(member) == hash(member.value)


def test_a_member_inside_a_record_is_the_same_object_after_a_pickle() -> None:
    again = pickle.loads(pickle.dumps(values()["report"], PROTOCOL))  # noqa: S301 - our own bytes
    assert su.Stage.UNDER_NEGOTIATION is again.initiatives[5].stage


# A pickle that is stored in a file.


def test_the_pickle_of_this_version_is_read() -> None:
    kept = pickle.loads(PICKLED.read_bytes())  # noqa: S301 - our own file
    assert list(values()) == list(kept)
    assert [] == [name for name, value in values().items() if not same(value, kept[name])]
    assert (GOLDEN / "securityunion-1.json").read_bytes() == su.dumps(kept["report"], indent=2) + b"\n"


def test_the_pickle_names_only_our_classes_and_those_of_python() -> None:
    operations = list(pickletools.genops(PICKLED.read_bytes()))
    assert ("PROTO", PROTOCOL) == (operations[0][0].name, operations[0][1])
    assert "STACK_GLOBAL" in {operation.name for operation, _, _ in operations}

    class Listing(pickle.Unpickler):
        def find_class(self, module: str, name: str) -> Any:
            found.add(module.partition(".")[0])
            return super().find_class(module, name)

    found: set[str] = set()
    Listing(BytesIO(PICKLED.read_bytes())).load()
    assert {"securityunion", "builtins", "datetime", "fractions"} == found


# Match statements.


def described(thing: object) -> str:  # noqa: PLR0911 - a case each
    match thing:
        case su.Initiative(
            stage=su.Stage.PENDING_TRANSPOSITION,
            obligations=(su.Obligation(deadlines=(su.Deadline(on=date() as day),)), *_),
        ):
            return f"due {day}"
        case su.Initiative(stage=su.Stage.PENDING_TRANSPOSITION):
            return "pending"
        case su.Initiative(id=name):
            return f"the initiative {name}"
        case su.Bounds(least, None):
            return f"{least} or more"
        case su.Bounds(least, most) if least == most:
            return f"{least}"
        case su.Answer(yes=(), unknown=()):
            return "none at all"
        case su.Answer((), unknown):
            return f"none for certain, {len(unknown)} unknown"
        case su.Truth.UNKNOWN:
            return "unknown"
        case su.DocumentError(problems=(su.Problem(path, code), *_)):
            return f"{code} at {path}"
        case _:
            return "something else"


def test_values_are_matched() -> None:
    report = values()["report"]
    cases = {
        "due 2018-05-09": su.find(report, "nis"),
        "the initiative tco": su.find(report, "tco"),
        "pending": attrs.evolve(su.find(report, "nis"), obligations=()),
        "3 or more": su.Bounds(3),
        "4": su.Bounds(4, 4),
        "something else": su.Bounds(0, 15),
        "none for certain, 15 unknown": su.obligations(report, state="PT"),
        "none at all": su.Answer(no=(1,)),
        "unknown": su.Truth.UNKNOWN,
        "missing-key at $.title": values()["document error"],
    }
    assert list(cases) == [described(value) for value in cases.values()]


def test_records_are_matched_by_keyword_only() -> None:
    for value in values().values():
        if attrs.has(type(value)):
            by_place = tuple(field.name for field in attrs.fields(type(value)) if not field.kw_only)
            assert by_place == type(value).__match_args__

    def is_matched(period: object) -> bool:
        match period:
            case su.Period("2020"):  # type: ignore[misc]
                return True
            case _:
                return False

    with pytest.raises(TypeError, match="0 positional sub-patterns"):
        is_matched(values()["period"])


# Threads.


def work(document: bytes) -> list[Any]:
    """Return the results of one thread, which reads, writes and queries reports, and reads invalid documents."""
    report = su.loads(document)
    return [
        report,
        su.dumps(report),
        su.loads_yaml(su.dumps_yaml(su.loads(written(TEMPLATE)))),
        [su.obligations(report, state=state) for state in su.MemberState],
        su.outstanding_by_state(report),
        su.stage_counts(report),
        su.changes(report, report),
        su.overdue(report, on=DAY),
        su.check(report),
        hash(report),
        repr(report),
        str(caught(lambda: su.loads(document.replace(b'"under-negotiation"', b'"negotiation"')))),
        su.integrations.cattrs.make_converter().loads(document, su.ProgressReport),
    ]


@pytest.mark.thorough
def test_sixteen_threads_see_what_one_sees() -> None:
    document = su.dumps(values()["report"])
    expected = work(document)
    together = Barrier(THREADS)

    def at_once(_: int) -> list[list[Any]]:
        together.wait()
        return [work(document) for _ in range(2)]

    with ThreadPoolExecutor(THREADS) as pool:
        for results in pool.map(at_once, range(THREADS)):
            assert [expected] * 2 == results
    assert gc.isenabled()


# Some classes, decoders and modules are created on first use. In a new process, 16 threads use them first at once.
FIRST_USE = """
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

sys.setswitchinterval(1e-6)
import securityunion as su

together = Barrier(16)


def first(number):
    together.wait()
    {work}


with ThreadPoolExecutor(16) as pool:
    print(len(set(pool.map(first, range(16)))))
"""


@pytest.mark.thorough
@pytest.mark.parametrize(
    "work",
    [
        "return hash(su.first_progress_report())",
        "return str(su.outstanding_by_state(su.first_progress_report())[su.MemberState.PT])",
        "from securityunion.datasets.template import template; return hash(su.loads_yaml(su.dumps_yaml(template())))",
        (
            "converter = su.integrations.cattrs.make_converter(); "
            "return hash(converter.loads(su.dumps(su.first_progress_report()), su.ProgressReport))"
        ),
        "from securityunion.wire.fast_path import decoder_of; return decoder_of(su.Period).decode('{}')",
        (
            "return repr(su.identifiers.parse_celex('32016L1148')), "
            "su.vocabularies.oeil_stage('Procedure completed').meaning"
        ),
    ],
)
def test_what_sixteen_threads_use_first_at_once(work: str) -> None:
    for _ in range(3):
        code = FIRST_USE.replace("{work}", work)
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
        assert (0, "1", "") == (done.returncode, done.stdout.strip(), done.stderr)


def test_constructors_take_what_their_signature_names() -> None:
    for one in (su.Bounds, su.Answer, su.Problem):
        parameters = inspect.signature(one).parameters.values()
        by_place = [each.name for each in parameters if each.kind is not inspect.Parameter.KEYWORD_ONLY]
        assert by_place == list(one.__match_args__)
