"""Output: as wide as the terminal, and with bold headings where they can be shown."""

import io
import os
import sys

import pytest

from securityunion.cli.output import complain, file_name, print_lines, terminal_width
from securityunion.views.text import Heading


class Terminal(io.StringIO):
    """A stream that says that it is a terminal."""

    def isatty(self) -> bool:
        return True

    def fileno(self) -> int:
        return 99


@pytest.mark.parametrize(("columns", "width"), [(1, 40), (40, 40), (93, 93), (120, 120), (500, 120)])
def test_the_width_is_that_of_the_terminal_within_bounds(
    columns: int, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", Terminal())
    monkeypatch.setattr(os, "get_terminal_size", lambda _: os.terminal_size((columns, 24)))
    assert width == terminal_width()


def test_what_is_no_terminal_is_80_columns_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    for stream in (io.StringIO(), None, Terminal()):  # the last one only claims to be a terminal
        monkeypatch.setattr(sys, "stdout", stream)
        assert 80 == terminal_width()


@pytest.mark.parametrize(
    ("stream", "colour", "bold"), [(Terminal, "", True), (Terminal, "1", False), (io.StringIO, "", False)]
)
def test_headings_are_bold_in_a_terminal_that_wants_it(
    stream: type[io.StringIO], colour: str, bold: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", colour)
    out = stream()
    monkeypatch.setattr(sys, "stdout", out)
    print_lines([Heading("a heading"), "a line"])
    heading = "\x1b[1ma heading\x1b[0m" if bold else "a heading"
    assert f"{heading}\na line\n" == out.getvalue()


def test_without_a_console_nothing_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    print_lines(["a line"])
    complain("a message")


@pytest.mark.parametrize(
    ("name", "shown"),
    [("a b.json", "a b.json"), ("Ελλάδα.json", "Ελλάδα.json"), ("\x1b[31m\n", r"\x1b[31m\n"), ("\udcff", r"\udcff")],
)
def test_a_name_is_shown_without_control_characters(name: str, shown: str) -> None:
    assert shown == file_name(name)
