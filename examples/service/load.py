"""Load the service on this machine and say what a request costs, and how much of that is the library's.

`python -m examples.service.load` starts a server of its own on a free port, over a database of its own, asks it a
bounded number of times, and stops it. Client and server share the machine, and so do the four connections.
"""

import argparse
import http.client
import platform
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from typing import NamedTuple

import securityunion as su

__all__ = ["Cost", "Question", "cost_of", "main", "questions", "server"]

_ROOT = Path(__file__).parents[2]
_CONNECTIONS = 4
_PATIENCE = 30


class Question(NamedTuple):
    """A request, and what the library does to answer it."""

    method: str
    path: str
    body: bytes | None
    work: Callable[[], object]


class Cost(NamedTuple):
    """What a request costs: how many a second over four connections; in milliseconds alone, and of that the library."""

    rate: float
    whole: float
    library: float


def questions() -> list[Question]:
    """Return what is asked."""
    report = su.first_progress_report()
    document = su.dumps(report)
    return [
        Question("GET", "/reports", None, lambda: None),
        Question("GET", "/reports/first-progress-report", None, lambda: None),
        Question("GET", "/outstanding/PT", None, lambda: su.outstanding_by_state(su.loads(document))),
        Question("GET", "/overdue?on=2020-12-09", None, lambda: su.overdue(su.loads(document), on=report.published)),
        Question("GET", "/search?text=money", None, lambda: su.initiatives(su.loads(document), text="money")),
        Question("POST", "/validate", document, lambda: su.check(su.loads(document))),
    ]


@contextmanager
def server() -> Iterator[int]:
    """Run the service as a process of its own, and give its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/reports.sqlite"
        command = [sys.executable, "-m", "examples.service", "--port", str(port), "--database", database, "--quiet"]
        with subprocess.Popen(command, cwd=_ROOT) as process:
            try:
                _wait_for(port, process)
                yield port
            finally:
                process.terminate()


def cost_of(question: Question, port: int, requests: int) -> Cost:
    """Return what *question* costs, asked *requests* times by one, and as often by four at once."""
    alone, library = [], []
    with _asking(question, port) as ask:
        for _ in range(requests):  # by turns, so that a busy machine slows both
            alone.append(_timed(ask))
            library.append(_timed(question.work))
    each = requests // _CONNECTIONS

    def ask_often() -> None:
        with _asking(question, port) as ask:
            for _ in range(each):
                ask()

    threads = [threading.Thread(target=ask_often) for _ in range(_CONNECTIONS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = each * _CONNECTIONS / (time.perf_counter() - began)
    return Cost(rate, 1000 * median(alone), 1000 * median(library))


def main() -> None:
    """Print a table of costs."""
    parser = argparse.ArgumentParser(prog="python -m examples.service.load", description=__doc__)
    parser.add_argument("--requests", type=int, default=400, help="how often each question is asked (default: 400)")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {_CONNECTIONS} connections, {options.requests} requests each")
    print(f"{'request':38}{'per second':>12}{'alone, ms':>12}{'library, ms':>12}{'share':>8}")
    with server() as port:
        for question in questions():
            cost = cost_of(question, port, options.requests)
            name = f"{question.method} {question.path}"
            share = cost.library / cost.whole
            print(f"{name:38}{cost.rate:12.0f}{cost.whole:12.2f}{cost.library:12.2f}{share:8.0%}")


def _wait_for(port: int, process: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + _PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise RuntimeError(f"the service does not answer on port {port}")


@contextmanager
def _asking(question: Question, port: int) -> Iterator[Callable[[], None]]:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)) as connection:

        def ask() -> None:
            connection.request(question.method, question.path, question.body, {"content-type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != http.HTTPStatus.OK:
                raise RuntimeError(f"found the answer {answer.status} to {question.path}; expected 200")

        yield ask


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
