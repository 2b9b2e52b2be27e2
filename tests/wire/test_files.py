"""Files: compressed if the name says so, written completely or not at all, and read up to a limit."""

import errno
import gzip
import io
import os
import re
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

import securityunion as su
from securityunion.datasets.template import template
from securityunion.wire.files import open_binary, read_bounded, replace_file

REPORT = template()
WRITTEN = su.dumps(REPORT)
PACKED = gzip.compress(WRITTEN, mtime=0)


@pytest.mark.parametrize("name", ["report.json", "report.json.gz", "REPORT.JSON.GZ"])
def test_what_is_written_is_read_back(tmp_path: Path, name: str) -> None:
    for path in (tmp_path / name, str(tmp_path / name)):
        su.dump(REPORT, path)
        assert REPORT == su.load(path)
    assert [name] == [file.name for file in tmp_path.iterdir()]
    is_gzip = (tmp_path / name).read_bytes()[:2] == b"\x1f\x8b"
    assert name.lower().endswith(".gz") == is_gzip


def test_the_same_report_is_the_same_packed_file(tmp_path: Path) -> None:
    su.dump(REPORT, tmp_path / "one.json.gz")
    su.dump(REPORT, tmp_path / "two.json.gz")
    assert (tmp_path / "one.json.gz").read_bytes() == (tmp_path / "two.json.gz").read_bytes()


@pytest.mark.parametrize(
    "damaged",
    [
        b"not packed",
        WRITTEN,
        b"",
        PACKED[:-9],
        PACKED[:40],
        PACKED[:-5] + b"\0\0\0\0\0",
        PACKED + b"garbage",
        PACKED[:60] + b"\xff" * 60 + PACKED[120:],
    ],
)
def test_damaged_files_are_refused(tmp_path: Path, damaged: bytes) -> None:
    file = tmp_path / "report.json.gz"
    file.write_bytes(damaged)
    with pytest.raises(su.DocumentError) as caught:
        su.load(file)
    (problem,) = caught.value.problems
    assert ("$", "not-json" if damaged == b"" else "not-gzip") == (problem.path, problem.code)
    assert str(file) == caught.value.file
    form = "valid JSON" if damaged == b"" else "a valid gzip file"
    assert str(caught.value).startswith(f"{file}: $: not {form} (")


def test_a_failure_midway_leaves_what_was_there(tmp_path: Path) -> None:
    file = tmp_path / "report.json"
    file.write_text("good")
    for error in (OSError(errno.ENOSPC, "No space left on device"), KeyboardInterrupt()):
        with pytest.raises(type(error)), replace_file(file) as new:  # noqa: PT012 - it fails inside
            new.write(b"half of ")
            raise error
        assert "good" == file.read_text()
        assert ["report.json"] == [file.name for file in tmp_path.iterdir()]


def test_a_disk_that_is_full_at_the_end_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    file = tmp_path / "report.json"
    su.dump(REPORT, file)
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        su.dump(su.first_progress_report(), file)
    assert REPORT == su.load(file)
    assert ["report.json"] == [file.name for file in tmp_path.iterdir()]


def test_the_file_that_the_user_named_is_the_one_that_is_reported(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "report.json"
    for code in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        with pytest.raises(OSError, match="report") as caught, replace_file(file):
            raise OSError(code, os.strerror(code))
        assert (str(file), None, code) == (caught.value.filename, caught.value.filename2, caught.value.errno)
    with pytest.raises(OSError, match="elsewhere") as caught, replace_file(file):
        raise OSError(errno.ENOSPC, "No space left on device", "elsewhere")
    assert "elsewhere" == caught.value.filename

    def read_only(path: str, *_: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system", path)

    monkeypatch.setattr("builtins.open", read_only)
    monkeypatch.setattr(os, "unlink", read_only)
    with pytest.raises(OSError, match="Read-only") as caught:
        su.dump(REPORT, file)
    assert str(file) == caught.value.filename


def test_what_a_killed_process_leaves_can_be_recognised(tmp_path: Path) -> None:
    with replace_file(tmp_path / "report.json"):
        (left,) = tmp_path.iterdir()
        assert re.fullmatch(r"report\.json\.[0-9a-f]{8}\.part", left.name)


@pytest.mark.parametrize("encoding", ["utf-8", "ascii"])
def test_a_text_file_in_another_encoding_is_refused_as_its_bytes_are(tmp_path: Path, encoding: str) -> None:
    (tmp_path / "report.json").write_bytes(b'{"title": "caf\xe9"}')
    with (tmp_path / "report.json").open(encoding=encoding) as file, pytest.raises(su.DocumentError) as caught:
        su.load(file)
    assert [("$", "not-utf-8")] == [(problem.path, problem.code) for problem in caught.value.problems]
    assert f"the file is not {encoding}; open it in binary mode" in str(caught.value)


def test_permissions_stay_and_new_files_follow_the_mask(tmp_path: Path) -> None:
    old, new = tmp_path / "old.json", tmp_path / "new.json"
    old.write_text("{}")
    old.chmod(0o640)
    mask = os.umask(0o027)
    try:
        su.dump(REPORT, old)
        su.dump(REPORT, new)
    finally:
        os.umask(mask)
    assert 0o640 == stat.S_IMODE(old.stat().st_mode)
    assert 0o640 == stat.S_IMODE(new.stat().st_mode)


def test_a_link_leads_to_the_new_file(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    target, link = tmp_path / "folder" / "report.json", tmp_path / "latest.json"
    target.write_text("{}")
    link.symlink_to(target)
    su.dump(REPORT, link)
    assert link.is_symlink()
    assert REPORT == su.load(target)


def test_what_is_no_regular_file_is_written_directly() -> None:
    su.dump(REPORT, os.devnull)
    assert not Path(os.devnull).is_file()


def test_missing_folders_and_files_say_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        su.dump(REPORT, tmp_path / "no" / "report.json")
    assert str(tmp_path / "no" / "report.json") == caught.value.filename
    with pytest.raises(FileNotFoundError):
        su.load(tmp_path / "report.json")
    with pytest.raises(IsADirectoryError):
        su.load(tmp_path)


@pytest.mark.parametrize(("file", "expected"), [(io.BytesIO(b"0123"), b"0123"), (io.StringIO("0123"), "0123")])
def test_bounded_reading(file: Any, expected: bytes | str) -> None:
    assert expected == read_bounded(file, 9)
    file.seek(0)
    assert expected[:3] == read_bounded(file, 2)
    file.seek(0, 2)
    assert not read_bounded(file, 2)


def test_a_file_that_gives_little_at_a_time_is_read_to_its_end() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(min(7, size or 0))

    assert REPORT == su.load(Slow(WRITTEN))


def test_nothing_of_gzip_is_loaded_for_plain_files(tmp_path: Path) -> None:
    with open_binary(os.devnull) as file:
        assert b"" == file.read()
    assert "securityunion.wire.files" in sys.modules
    su.dump(REPORT, tmp_path / "x.json")
