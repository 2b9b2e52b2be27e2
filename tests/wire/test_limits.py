"""Limits on documents: at the limit, above the limit, with raised limits, and counted as by a parser."""

import gzip
import io
import json
from pathlib import Path
from typing import Any

import pytest
from documents import TEMPLATE, nodes, written
from hypothesis import given
from hypothesis import strategies as st
from strategies import QUICK

import securityunion as su
from securityunion.datasets.template import template
from securityunion.wire.limits import check_depth, check_nodes, may_hold_long_text, refuse_long_text

DOCUMENT = written(TEMPLATE)

AWKWARD = st.text(st.sampled_from('ab",:[]{}\\\n\u00e9 '), max_size=8)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | AWKWARD,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(AWKWARD, inner, max_size=4),
    max_leaves=12,
)


def depth(value: Any) -> int:
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inside is None else 1 + max(map(depth, inside), default=0)


def longest(value: Any) -> int:
    if isinstance(value, str):
        return len(value)
    if isinstance(value, dict):
        return max([0, *map(len, value), *map(longest, value.values())])
    return max([0, *map(longest, value)]) if isinstance(value, list) else 0


def codes(document: Any, limits: su.Limits) -> list[tuple[str, str]]:
    try:
        su.loads(document, limits=limits)
    except su.DocumentError as error:
        return [(problem.path, problem.code.value) for problem in error.problems]
    return []


@QUICK
@given(JSON, st.sampled_from((None, 1)), st.booleans())
def test_values_and_levels_are_counted_as_a_parser_counts_them(
    value: Any, indent: int | None, ascii_only: bool
) -> None:
    document = json.dumps(value, indent=indent, ensure_ascii=ascii_only).encode()
    for count, check, name in ((nodes(value), check_nodes, "nodes"), (depth(value), check_depth, "depth")):
        check(document, su.Limits(**{name: max(1, count)}))
        if count > 1:
            what = "values" if name == "nodes" else "levels"
            with pytest.raises(su.DocumentError, match=rf"^\$: {count} {what} exceed the limit of {count - 1}; "):
                check(document, su.Limits(**{name: count - 1}))


@QUICK
@given(JSON, st.booleans())
def test_no_long_text_is_overlooked(value: Any, ascii_only: bool) -> None:
    document = json.dumps(value, ensure_ascii=ascii_only).encode()
    for most in range(1, 10):
        too_long = longest(value) > most
        if too_long:
            assert may_hold_long_text(document, su.Limits(text=most))
            with pytest.raises(
                su.DocumentError,
                match=f"characters exceed the limit of {most}; shorten the text or raise the limit `text`$",
            ):
                refuse_long_text(value, su.Limits(text=most))
        else:
            refuse_long_text(value, su.Limits(text=most))


def test_the_default_bounds() -> None:
    assert su.Limits(size=16 * 2**20, depth=64, nodes=200_000, text=100_000) == su.Limits()


@pytest.mark.parametrize("name", ["size", "depth", "nodes", "text"])
@pytest.mark.parametrize("value", [0, -1, 1.5, "9", True, None])
def test_a_bound_is_a_whole_number_above_zero(name: str, value: Any) -> None:
    with pytest.raises(
        ValueError, match=rf"^Limits\.{name}: {value!r} is not allowed; pass a whole number of 1 or more$"
    ):
        su.Limits(**{name: value})


@pytest.mark.parametrize(
    ("name", "met", "expected"),
    [
        ("size", len(DOCUMENT), ("$", "too-large")),
        ("depth", depth(TEMPLATE), ("$", "too-deep")),
        ("nodes", nodes(TEMPLATE), ("$", "too-many-nodes")),
    ],
)
def test_a_bound_just_met_and_just_passed(name: str, met: int, expected: tuple[str, str]) -> None:
    for document in (DOCUMENT, DOCUMENT.decode(), bytearray(DOCUMENT), memoryview(DOCUMENT)):
        assert [] == codes(document, su.Limits(**{name: met}))
        assert [expected] == codes(document, su.Limits(**{name: met - 1}))


def test_the_bound_of_texts_names_the_path() -> None:
    longest_text = max(longest(TEMPLATE), 300)
    document = {**TEMPLATE, "title": "x" * longest_text}
    assert [] == codes(written(document), su.Limits(text=longest_text))
    assert [("$.title", "too-long")] == codes(written(document), su.Limits(text=longest_text - 1))
    deep = json.loads(written(TEMPLATE))
    deep["initiatives"][1]["acts"][0]["sources"].append("\u00e9" * 400)
    assert [("$.initiatives[1].acts[0].sources[1]", "too-long")] == codes(written(deep), su.Limits(text=399))
    assert [("$['" + "k" * 55 + "...']", "too-long")] == codes(written({"k" * 400: 1}), su.Limits(text=399))


def test_a_text_with_many_escapes_is_as_long_as_it_reads() -> None:
    document = written({**TEMPLATE, "title": '"\\' * 200})
    assert [] == codes(document, su.Limits(text=400))
    assert [("$.title", "too-long")] == codes(document, su.Limits(text=399))


def test_white_space_is_no_text() -> None:
    spaced = json.dumps(TEMPLATE, separators=(",", ":" + " " * 3_000))
    assert template() == su.loads(spaced, limits=su.Limits(text=2_000))


def test_files_are_read_no_further_than_the_bound(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            assert 0 < size
            self.given += size
            return b" " * size

    endless = Endless()
    with pytest.raises(
        su.DocumentError, match=r"more than 1,000 bytes; shorten the document or raise the limit `size`$"
    ):
        su.load(endless, limits=su.Limits(size=1_000))  # type: ignore[arg-type]
    assert 1_001 == endless.given
    bomb = tmp_path / "bomb.json.gz"
    bomb.write_bytes(gzip.compress(b" " * 30_000_000))
    with pytest.raises(su.DocumentError, match=r"bomb\.json\.gz: \$: more than 16,777,216 bytes; shorten the document"):
        su.load(bomb)
    with pytest.raises(su.DocumentError, match=r"more than 10 bytes; shorten the document or raise the limit `size`$"):
        su.load(io.StringIO(DOCUMENT.decode()), limits=su.Limits(size=10))


def test_a_limit_raised_above_what_python_reads_is_still_an_error() -> None:
    deep = b"[" * 200_000 + b"]" * 200_000
    assert [("$", "too-deep")] == codes(deep, su.Limits(depth=10**9, nodes=10**9))
    assert [("$", "too-deep")] == codes(deep, su.Limits(nodes=10**9))
    assert [("$", "too-deep")] == codes(deep[:25_000], su.Limits())


def test_commas_and_brackets_inside_texts_are_not_counted() -> None:
    document = written({"a": "[{,," * 20})
    check_nodes(document, su.Limits(nodes=3))
    check_nodes(document, su.Limits(nodes=2))
    with pytest.raises(su.DocumentError, match="2 values exceed the limit of 1;"):
        check_nodes(document, su.Limits(nodes=1))
