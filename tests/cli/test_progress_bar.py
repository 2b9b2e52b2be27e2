"""The progress bar counts the documents, and is absent if the output is not a terminal."""

import builtins
import sys
from pathlib import Path
from typing import Any, Self

import pytest
import tqdm

from securityunion.cli import progress_bar
from securityunion.cli.progress_bar import open_with_progress


class Bar:
    made: "list[Bar]" = []  # noqa: RUF012 - emptied by each test

    def __init__(self, **options: Any) -> None:
        self.options, self.seen = options, 0
        Bar.made.append(self)

    def update(self, count: int) -> None:
        self.seen += count

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass


@pytest.mark.parametrize(("name", "total"), [("a.jsonl", 8), ("a.jsonl.gz", None)])
def test_it_counts_what_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, total: int | None) -> None:
    import gzip

    Bar.made.clear()
    monkeypatch.setattr(tqdm, "tqdm", Bar)
    file = tmp_path / name
    file.write_bytes(gzip.compress(b"one\ntwo\n") if total is None else b"one\ntwo\n")
    with open_with_progress(file) as lines:
        assert [b"one\n", b"two\n", b""] == [lines.readline(9) for _ in range(3)]
    (bar,) = Bar.made
    assert 8 == bar.seen
    assert (total, None) == (bar.options["total"], bar.options["disable"])


def test_without_the_extra_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *rest: Any, **options: Any) -> Any:
        if name == "tqdm":
            raise ModuleNotFoundError(name)
        return real(name, *rest, **options)

    (tmp_path / "a").write_text("one\n")
    monkeypatch.setattr(builtins, "__import__", without)
    with open_with_progress(tmp_path / "a") as lines:
        assert b"one\n" == lines.readline(9)


def test_nothing_is_drawn_where_it_is_no_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "a").write_text("one\n" * 10)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(progress_bar, "_LONG_WORK", 0)
        with open_with_progress(tmp_path / "a") as lines:
            while lines.readline(9):
                pass
    assert ("", "") == tuple(capsys.readouterr())
    assert not sys.stderr.isatty()
