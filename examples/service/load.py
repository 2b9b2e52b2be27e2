"""Measure the processor time of each request to the service, and the part of that time spent in the library.

`python -m examples.service.load` starts a server on a free port, with a new database. It sends a fixed number of
requests and then stops the server. Processor time depends little on other programs that run at the same time. The time
is read from /proc, which exists only on Linux.
"""

import argparse
import http.client
import os
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
from typing import NamedTuple

import securityunion as su

__all__ = ["Cost", "Question", "cost_of", "main", "questions", "server"]

_ROOT = Path(__file__).parents[2]
_CONNECTIONS = 4
_PATIENCE = 30


class Question(NamedTuple):
    """A request to the service, and a function that does the same work with the library alone."""

    method: str
    path: str
    body: bytes | None
    work: Callable[[], object]


class Cost(NamedTuple):
    """The cost of a request.

    Attributes:
        rate: the number of requests answered per second.
        whole: the processor time of the whole server, in milliseconds per request.
        library: the processor time of the library alone, in milliseconds per request.
    """

    rate: float
    whole: float
    library: float


def questions() -> list[Question]:
    """Return the requests to measure."""
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
def server() -> Iterator[tuple[int, int]]:
    """Run the service in a separate process, and yield the port of the service and the process id."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as folder:
        database = f"sqlite:///{folder}/reports.sqlite"
        command = [sys.executable, "-m", "examples.service", "--port", str(port), "--database", database, "--quiet"]
        with subprocess.Popen(command, cwd=_ROOT) as process:
            try:
                _wait_for(port, process)
                yield port, process.pid
            finally:
                process.terminate()


def cost_of(question: Question, port: int, process: int, requests: int) -> Cost:
    """Send *question* about *requests* times over four connections, and return the cost of one request."""
    each = max(1, requests // _CONNECTIONS)
    requests = each * _CONNECTIONS
    threads = [threading.Thread(target=_ask, args=(question, port, each)) for _ in range(_CONNECTIONS)]
    began, used = time.perf_counter(), _used_by(process)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate, whole = requests / (time.perf_counter() - began), (_used_by(process) - used) / requests
    began = time.process_time()
    for _ in range(requests):
        question.work()
    return Cost(rate, 1000 * whole, 1000 * (time.process_time() - began) / requests)


def main() -> None:
    """Print a table with the cost of each request."""
    parser = argparse.ArgumentParser(prog="python -m examples.service.load", description=__doc__)
    parser.add_argument("--requests", type=int, default=400, help="how often to send each request (default: 400)")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {_CONNECTIONS} connections, {options.requests} requests each")
    print(f"{'request':38}{'per second':>12}{'server, ms':>12}{'library, ms':>12}{'share':>8}")
    with server() as (port, process):
        for question in questions():
            cost = cost_of(question, port, process, options.requests)
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
    raise RuntimeError(f"the service does not answer on port {port}; look at the output of the service")


def _ask(question: Question, port: int, times: int) -> None:
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=_PATIENCE)) as connection:
        for _ in range(times):
            connection.request(question.method, question.path, question.body, {"content-type": "application/json"})
            answer = connection.getresponse()
            answer.read()
            if answer.status != http.HTTPStatus.OK:
                raise RuntimeError(f"{question.path} has the status {answer.status}; look at the output of the service")


def _used_by(process: int) -> float:
    """Return the processor time, in seconds, that a process has used so far."""
    used = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(used[11]) + int(used[12])) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    main()
