"""Parsed identifiers are immutable values, which can be compared and sorted within their class."""

import copy
import pickle
import subprocess
import sys
from collections.abc import Callable

import pytest

import securityunion as su
from securityunion import identifiers
from securityunion.errors import IdentifierError
from securityunion.identifiers import (
    CelexParts,
    DocumentParts,
    EliParts,
    Identifier,
    OfficialJournalParts,
    ProcedureParts,
)

EXAMPLES: list[tuple[type[Identifier], str, str]] = [
    (CelexParts, "32016L1148", "32019L0069"),
    (EliParts, "http://data.europa.eu/eli/dir/2016/1148/oj", "http://data.europa.eu/eli/dir/2019/69/oj"),
    (ProcedureParts, "2018/0331(COD)", "2020/0260(NLE)"),
    (DocumentParts, "COM(2020) 605 final", "COM(2020) 797 final"),
    (OfficialJournalParts, "OJ L 194, 19.7.2016, p. 1", "OJ L, 2023/2131, 11.10.2023"),
]


@pytest.mark.parametrize(("kind", "lower", "higher"), EXAMPLES)
def test_values(kind: type[Identifier], lower: str, higher: str) -> None:
    one, other = kind(lower), kind(higher)
    assert one == kind(lower)
    assert one != other
    assert one != lower
    assert hash(one) == hash(kind(lower))
    assert lower == str(one) == one.text
    assert repr(one) == f"{kind.__name__}({lower!r})"
    assert one < other
    assert one <= other
    assert other > one
    assert other >= one
    assert one <= kind(lower)
    assert not one < kind(lower)
    for again in (copy.copy(one), copy.deepcopy(one), pickle.loads(pickle.dumps(one))):  # noqa: S301 - our own
        assert one == again


@pytest.mark.parametrize(("kind", "lower", "_"), EXAMPLES)
def test_frozen(kind: type[Identifier], lower: str, _: str) -> None:
    one = kind(lower)
    with pytest.raises(
        AttributeError, match=rf"^{kind.__name__} is frozen; create a new object instead of setting 'text'$"
    ):
        one.text = "else"
    with pytest.raises(
        AttributeError, match=rf"^{kind.__name__} is frozen; create a new object instead of setting 'other'$"
    ):
        one.other = "else"
    with pytest.raises(
        AttributeError, match=rf"^{kind.__name__} is frozen; create a new object instead of deleting 'text'$"
    ):
        del one.text
    assert not hasattr(one, "__dict__")


@pytest.mark.parametrize(("kind", "lower", "_"), EXAMPLES)
def test_the_constructor_checks(kind: type[Identifier], lower: str, _: str) -> None:
    assert kind.matches(kind.example)
    with pytest.raises(match=r"^'.*' is not .*; write it like "):
        kind(lower + "\n")
    with pytest.raises(TypeError, match=rf"^text: None is not allowed; pass {kind.form} as text$"):
        kind(None)  # type: ignore[arg-type]


def test_kinds_are_not_compared() -> None:
    celex, procedure = CelexParts("32016L1148"), ProcedureParts("2018/0331(COD)")
    assert celex != procedure
    for compare in ("__lt__", "__le__", "__gt__", "__ge__"):
        assert getattr(celex, compare)(procedure) is NotImplemented
    with pytest.raises(TypeError):
        sorted([celex, procedure])


class Word(Identifier):
    __slots__ = ()

    form = "a word"
    example = "word"
    matches = staticmethod(str.isalpha)


def test_the_base_is_of_no_kind_and_sorts_by_text() -> None:
    with pytest.raises(AttributeError, match="matches"):
        Identifier("32016L1148")
    assert Word("a") < Word("b")
    assert Word("a").canonical == "a"


def test_the_package_has_the_names_that_it_lists() -> None:
    for name in identifiers.__all__:
        assert getattr(identifiers, name) is not None
    with pytest.raises(AttributeError, match="no attribute 'parse_isbn'"):
        getattr(identifiers, "parse_isbn")  # noqa: B009 - a type checker knows that it is missing


def test_an_identifier_error_is_a_value_error() -> None:
    with pytest.raises(ValueError, match=r"^'2016/1148' is not a CELEX number; write it like '32016L1148'$"):
        su.identifiers.parse_celex("2016/1148")


def test_records_load_no_pattern_and_nothing_for_mending() -> None:
    code = (
        "import sys, re; compiled = []; real = re._compiler.compile\n"
        "import securityunion._records.validation, securityunion._records.formats\n"
        "re._compiler.compile = lambda pattern, flags: compiled.append(pattern) or real(pattern, flags)\n"
        "import securityunion.identifiers\n"
        "assert not compiled, compiled\n"
        "assert 'securityunion.identifiers.normalise' not in sys.modules\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_parts_that_no_pattern_names_are_none() -> None:
    assert su.identifiers.parse_procedure_reference("2018/0331(COD)")._part("number") is None


@pytest.mark.parametrize(("kind", "lower", "higher"), EXAMPLES)
def test_each_comparison_tells_lower_equal_and_higher_apart(kind: type[Identifier], lower: str, higher: str) -> None:
    small, same, large = kind(lower), kind(lower), kind(higher)
    assert [small < large, small < same, large < small] == [True, False, False]
    assert [small <= large, small <= same, large <= small] == [True, True, False]
    assert [large > small, small > same, small > large] == [True, False, False]
    assert [large >= small, small >= same, small >= large] == [True, True, False]
    assert [small == same, small == large, large == small] == [True, False, False]


@pytest.mark.parametrize(
    "in_order",
    [
        ["OJ L 194, 19.7.2016, p. 1", "OJ L 194, 19.7.2016, p. 5", "OJ L 194, 19.7.2016, p. 10"],
        ["OJ C 202, 7.6.2016, p. 47", "OJ L 150, 7.6.2016, p. 1", "OJ L 151, 7.6.2016, p. 1"],
        ["OJ 7, 28.1.1961, p. 5", "OJ 7, 28.1.1961, p. 12", "OJ L 1, 3.1.1968, p. 1"],
        ["OJ L, 2023/999, 11.10.2023", "OJ L, 2023/2131, 11.10.2023"],
    ],
)
def test_references_to_the_official_journal_are_in_order(in_order: list[str]) -> None:
    backwards = map(su.identifiers.parse_official_journal_reference, reversed(in_order))
    assert in_order == list(map(str, sorted(backwards)))


def test_document_references_are_in_order() -> None:
    in_order = ["COM(2020) 797", "COM(2020) 797 PART 2/12", "COM(2020) 797 PART 10/12", "COM(2020) 797 final/2"]
    assert in_order == list(map(str, sorted(map(su.identifiers.parse_document_reference, reversed(in_order)))))


ELI = "http://data.europa.eu/eli/" + "_".join(["a" * 12] * 3) + "/2016/123456(123)/abcde_12345678/abcde_12345678"
ANNEX = "N02A/ABC/ABC/ABC/ABC(104)R(01)"
SINCE_2023 = (
    "OJ C, C/2023/12345, 11.10.2023, ELI: http://data.europa.eu/eli/C/2023/12345" + "/artic_12345678" * 2 + "/artic"
)


@pytest.mark.parametrize(
    ("parse", "longest", "longer", "limit"),
    [
        (su.identifiers.parse_eli, f"{ELI}/abc_1/oj", f"{ELI}/abc_12/oj", 120),
        (su.identifiers.parse_celex, f"12003T{ANNEX}", f"12003TA{ANNEX}", 36),
        (su.identifiers.parse_official_journal_reference, f"{SINCE_2023}_12345/oj", f"{SINCE_2023}_123456/oj", 120),
        (su.identifiers.normalise_celex, " " * 490 + "32016L1148", " " * 491 + "32016L1148", 500),
    ],
)
def test_the_longest_is_read_and_one_of_a_character_more_is_not(
    parse: Callable[[str], object], longest: str, longer: str, limit: int
) -> None:
    assert (len(longest), len(longer)) == (limit, limit + 1)
    assert parse(longest) is not None
    with pytest.raises(IdentifierError):
        parse(longer)


NO_TEXTS: list[object] = [None, 32016, 3.5, b"32016L1148", bytearray(b"3"), ["3"], ["32016L1148"], ("3",), {}, {0: "3"}]
NO_TEXTS += [{"3"}, {0: "0"}, ["0"], [["3"]], [], object(), str]


@pytest.mark.parametrize(
    "check",
    [
        identifiers.is_case_number,
        identifiers.is_celex,
        identifiers.is_document_reference,
        identifiers.is_eli,
        identifiers.is_official_journal_reference,
        identifiers.is_procedure_reference,
    ],
)
def test_what_is_no_text_has_no_form(check: Callable[[object], bool]) -> None:
    # The checks of sectors are built when the first number is parsed. The first and later results must be the same.
    assert not any(map(check, NO_TEXTS))
    assert identifiers.is_celex("32016L1148")
    assert identifiers.is_celex("02014L0042-20140519")
    assert [check(value) for value in NO_TEXTS] == [False] * len(NO_TEXTS)


@pytest.mark.parametrize(
    ("function", "name", "remedy"),
    [
        (su.identifiers.parse_celex, "text", "a CELEX number as text"),
        (su.identifiers.parse_eli, "text", "a European Legislation Identifier as text"),
        (su.identifiers.parse_procedure_reference, "text", "a procedure reference as text"),
        (su.identifiers.parse_document_reference, "text", "a document reference as text"),
        (su.identifiers.parse_official_journal_reference, "text", "an Official Journal reference as text"),
        (su.identifiers.normalise_celex, "text", "a CELEX number as text"),
        (su.identifiers.normalise_eli, "text", "a European Legislation Identifier as text"),
        (su.identifiers.normalise_procedure_reference, "text", "a procedure reference as text"),
        (su.identifiers.normalise_document_reference, "text", "a document reference as text"),
        (su.identifiers.normalise_official_journal_reference, "text", "an Official Journal reference as text"),
        (su.identifiers.eur_lex_url, "celex", "a CELEX number as text"),
        (su.identifiers.oeil_url, "procedure", "a procedure reference as text"),
        (su.identifiers.celex_for, "eli", "a European Legislation Identifier as text"),
        (lambda value: su.identifiers.eli_for(value, "directive"), "celex", "a CELEX number as text"),
        (lambda value: su.identifiers.eli_for("32016L1148", value), "kind", "an ActKind or its value"),
        (
            lambda value: su.identifiers.eur_lex_url("32016L1148", language=value),
            "language",
            "the code of an official language, such as 'EN'",
        ),
    ],
)
def test_an_error_says_that_text_was_expected(function: Callable[[object], object], name: str, remedy: str) -> None:
    for value in NO_TEXTS:
        wrong = "None is not allowed" if value is None else f"(.* is )?(an? )?{type(value).__name__}( is not allowed)?"
        with pytest.raises(TypeError, match=rf"^{name}: {wrong}; pass {remedy}$"):
            function(value)


def test_a_type_of_procedure_is_text() -> None:
    for value in NO_TEXTS[1:]:
        with pytest.raises(TypeError, match=r"^type: .*; pass a type of procedure as text, such as 'COD'$"):
            su.identifiers.normalise_procedure_reference("2018_172", type=value)  # type: ignore[arg-type]
