"""Write lines to the terminal: as wide as the terminal, and with bold headings if it can show them."""

import os
import sys
from collections.abc import Iterable

from securityunion.views.text import WIDTH, Heading

__all__ = ["complain", "file_name", "print_lines", "terminal_width"]

_NARROWEST, _WIDEST = 40, 120
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"


def print_lines(lines: Iterable[str]) -> None:
    """Print *lines*, with headings in bold if standard output is a terminal and NO_COLOR is not set.

    >>> print_lines([Heading("4 priorities"), "  1  Tackling evolving threats"])
    4 priorities
      1  Tackling evolving threats
    """
    if sys.stdout is None:  # in a program without a console, such as pythonw
        return
    bold = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    written = (f"{_BOLD}{line}{_PLAIN}" if bold and isinstance(line, Heading) else line for line in lines)
    sys.stdout.write("".join(f"{line}\n" for line in written))
    sys.stdout.flush()


def complain(message: str) -> None:
    """Print *message* to standard error, with the name of the program.

    >>> from contextlib import redirect_stderr
    >>> with redirect_stderr(sys.stdout):
    ...     complain("report.json: not a valid report")
    securityunion: report.json: not a valid report
    """
    if sys.stderr is not None:
        sys.stderr.write(f"securityunion: {message}\n")


def terminal_width() -> int:
    """Return the number of columns of the terminal, from 40 to 120, or 80 if standard output is not a terminal.

    >>> terminal_width()
    80
    """
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else WIDTH
    except (AttributeError, OSError, ValueError):  # no console, or a stream that only claims to be a terminal
        return WIDTH
    return min(max(columns, _NARROWEST), _WIDEST)


def file_name(path: str) -> str:
    r"""Return the name of a file for a message, with every character that could control the terminal escaped.

    >>> print(file_name("x\x1b[31m.json"))
    x\x1b[31m.json
    """
    return "".join(sign if sign.isprintable() else ascii(sign)[1:-1] for sign in path)
