"""JSON Lines: reports are read one at a time. Invalid lines are reported by number, or skipped on request."""

import gzip
import io
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import securityunion as su
from securityunion.datasets.template import template
from securityunion.wire import json_lines

SMALL, FIRST = template(), su.first_progress_report()
LINE = su.dumps(SMALL) + b"\n"


@pytest.mark.parametrize("name", ["reports.jsonl", "reports.jsonl.gz"])
def test_many_reports_go_and_come_back(tmp_path: Path, name: str) -> None:
    reports = [SMALL, FIRST, SMALL]
    assert 3 == su.dump_lines(iter(reports), tmp_path / name)
    assert reports == list(su.load_lines(tmp_path / name))
    assert reports == list(su.load_lines(str(tmp_path / name)))


def test_open_files_of_bytes_and_of_text() -> None:
    for file in (io.BytesIO(), io.StringIO()):
        assert 2 == su.dump_lines([SMALL, FIRST], file)
        file.seek(0)
        assert [SMALL, FIRST] == list(su.load_lines(file))


def test_blank_lines_and_other_ends_of_lines() -> None:
    text = b"\n" + LINE.replace(b"\n", b"\r\n") + b"  \t\r\n" + LINE.strip()
    assert [SMALL, SMALL] == list(su.load_lines(io.BytesIO(text)))
    assert [] == list(su.load_lines(io.BytesIO(b"")))


def test_a_bad_line_ends_it_and_is_named() -> None:
    found = su.load_lines(io.BytesIO(LINE + b"\n[]\n" + LINE))
    assert SMALL == next(found)
    with pytest.raises(su.DocumentError) as caught:
        next(found)
    assert [3] == [problem.line for problem in caught.value.problems]
    assert str(caught.value).startswith(
        "line 3: $: a list of 0 is not allowed; write an object with the keys of ProgressReport"
    )


def test_a_bad_line_is_passed_over_on_request(tmp_path: Path) -> None:
    file, told = tmp_path / "reports.jsonl.gz", list[su.DocumentError]()
    file.write_bytes(gzip.compress(LINE + b'{"id": 1}\n' + LINE + b"\xff\n" + LINE + b"{"))
    assert [SMALL] * 3 == list(su.load_lines(file, on_error=told.append))
    assert [{2}, {4}, {6}] == [{problem.line for problem in error.problems} for error in told]
    assert [str(file)] * 3 == [error.file for error in told]
    assert str(told[1]).startswith(f"{file}:4: $: byte 0xff at offset 0 is not UTF-8; save the document as UTF-8")
    with pytest.raises(su.DocumentError, match=r"reports\.jsonl\.gz:2: \$\.id: 1 is a number; write an id"):
        list(su.load_lines(file))


def test_a_line_that_is_too_long_is_not_kept() -> None:
    told: list[su.DocumentError] = []
    limits = su.Limits(size=len(LINE) - 1)
    for text in (LINE + b"x" * 300_000 + b"\n" + LINE, LINE + b"x" * len(LINE) + b"\n" + LINE):
        told.clear()
        assert [SMALL] * 2 == list(su.load_lines(io.BytesIO(text), limits=limits, on_error=told.append))
        assert [("$", "too-large", 2)] == [(one.path, one.code, one.line) for error in told for one in error.problems]
    told.clear()
    assert [] == list(su.load_lines(io.BytesIO(b"x" * 300_000), limits=limits, on_error=told.append))
    assert 1 == len(told)


class Endless(io.RawIOBase):
    """A file that gives the same bytes for ever, such as `/dev/zero`."""

    def __init__(self, part: bytes) -> None:
        self._part = part
        self.given = 0

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        length = len(buffer) // len(self._part) * len(self._part)
        buffer[:length] = self._part * (length // len(self._part))
        self.given += length
        return length


@pytest.mark.parametrize("part", [b"\0", b"x", b" "])
def test_a_line_without_an_end_ends_the_reading(part: bytes) -> None:
    endless, limits = Endless(part), su.Limits(size=5_000)
    with pytest.raises(su.DocumentError) as caught:
        list(su.load_lines(io.BufferedReader(endless, 2**16), limits=limits))
    assert [("too-large", 1)] == [(problem.code, problem.line) for problem in caught.value.problems]
    assert endless.given < 2**18


def test_what_is_skipped_of_a_line_is_bounded_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_lines, "_MOST_SKIPPED", 2**20)
    endless, told = Endless(b"x"), list[su.DocumentError]()
    with pytest.raises(su.DocumentError, match=r"^line 1: \$: more than 5,000 bytes; shorten the document or raise"):
        list(su.load_lines(io.BufferedReader(endless), limits=su.Limits(size=5_000), on_error=told.append))
    assert ["too-large"] == [error.problems[0].code for error in told]
    assert endless.given < 2**21


@pytest.mark.parametrize("on_error", [None, print])
def test_blank_lines_without_an_end_end_the_reading(on_error: Any) -> None:
    endless = Endless(b"\n \t\n")
    with pytest.raises(su.DocumentError, match=r"^line 10001: \$: more than 10,000 blank lines in a row; remove them$"):
        list(su.load_lines(io.BufferedReader(endless), on_error=on_error))
    assert endless.given < 2**18
    assert [SMALL] * 2 == list(su.load_lines(io.BytesIO(b"\n" * 10_000 + LINE + b"\n" * 10_000 + LINE)))


@pytest.mark.parametrize("space", [b"\x0b", b"\x0c", b"\x1c", b"\xc2\x85", b"\xc2\xa0", b"\xe2\x80\xa8"])
@pytest.mark.parametrize("kind", [io.BytesIO, lambda text: io.StringIO(text.decode(), newline="\n")])
def test_only_the_white_space_of_json_may_surround_a_document(space: bytes, kind: Any) -> None:
    with pytest.raises(su.DocumentError, match=r"^line 1: \$: not valid JSON"):
        list(su.load_lines(kind(space + LINE)))
    assert [SMALL] == list(su.load_lines(kind(b" \t\r" + LINE)))


def test_a_line_of_a_text_file_in_another_encoding_does_not_hide_the_others(tmp_path: Path) -> None:
    (tmp_path / "reports.jsonl").write_bytes(LINE + LINE + b'{"title": "caf\xe9"}\n' + LINE)
    told: list[su.DocumentError] = []
    with (tmp_path / "reports.jsonl").open(encoding="utf-8") as file:
        assert su.dumps(SMALL).decode() == file.readline().strip()
        assert [SMALL] * 2 == list(su.load_lines(file, on_error=told.append))
    assert [("not-utf-8", 2)] == [(problem.code, problem.line) for error in told for problem in error.problems]


def test_a_stream_of_text_that_cannot_go_back_ends_where_its_encoding_is_wrong() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    with pytest.raises(su.DocumentError) as caught:
        list(su.load_lines(io.TextIOWrapper(Pipe(LINE + b"\xff\n"), encoding="utf-8"), on_error=print))
    assert str(caught.value).startswith("line 1: $: the file is not utf-8; open it in binary mode")


def test_a_file_that_turns_out_damaged_is_told_as_such(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl.gz"
    file.write_bytes(gzip.compress(LINE * 3)[:-4])
    with pytest.raises(su.DocumentError, match=r"\$: not a valid gzip file \(.+\); compress the file again$"):
        list(su.load_lines(file, on_error=print))


def test_reports_are_written_when_all_are_there(tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    su.dump_lines([SMALL], file)

    def broken() -> Iterator[su.ProgressReport]:
        yield FIRST
        raise RuntimeError

    with pytest.raises(RuntimeError):
        su.dump_lines(broken(), file)
    with pytest.raises(TypeError, match=r"^report: 'report' is a str; pass a ProgressReport$"):
        su.dump_lines(["report"], file)  # type: ignore[list-item]
    assert [SMALL] == list(su.load_lines(file))


def test_what_is_neither_path_nor_file() -> None:
    with pytest.raises(TypeError, match=r"^source: 5 is an int; pass a path or an open file$"):
        su.load_lines(5)  # type: ignore[arg-type]


def test_one_report_at_a_time_lies_in_memory(tmp_path: Path) -> None:
    file, line = tmp_path / "archive.jsonl", su.dumps(FIRST) + b"\n"
    with file.open("wb") as opened:
        for _ in range(100):
            opened.write(line)
    assert 12_000_000 < file.stat().st_size
    tracemalloc.start()
    try:
        assert 100 == sum(1 for _ in su.load_lines(file))
        assert tracemalloc.get_traced_memory()[1] < 4_000_000
    finally:
        tracemalloc.stop()
