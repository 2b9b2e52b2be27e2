"""The garbage collector is off while a document is read, and then as before, even after a fork or an interrupt."""

import dis
import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator
from types import FrameType
from typing import Any, NoReturn

import pytest

import securityunion as su
from securityunion._util import gc_pause
from securityunion._util.gc_pause import gc_paused

DOCUMENT = su.dumps(su.first_progress_report())


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was_on else gc.disable)()


is_on = gc_paused(gc.isenabled)


@pytest.mark.parametrize("error", [ValueError(), KeyboardInterrupt(), su.DocumentError([])])
def test_it_is_on_again_whatever_happens(error: BaseException) -> None:
    @gc_paused
    def fails() -> NoReturn:
        assert not gc.isenabled()
        raise error

    with pytest.raises(type(error)):
        fails()
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    assert not is_on()
    assert not gc.isenabled()


def test_within_each_other() -> None:
    @gc_paused
    def outer() -> tuple[bool, bool]:
        return is_on(), gc.isenabled()

    assert (False, False) == outer()
    assert gc.isenabled()


@pytest.mark.parametrize("document", [DOCUMENT, b"[]", b"[" * 9_000, b"\xff", b'{"id": 1}'])
def test_reading_leaves_it_as_it_was(document: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    turned: list[str] = []

    def noting(what: str, turn: Callable[[], None]) -> Callable[[], None]:
        def noted() -> None:
            turned.append(what)
            turn()

        return noted

    monkeypatch.setattr(gc, "disable", noting("off", gc.disable))
    monkeypatch.setattr(gc, "enable", noting("on", gc.enable))
    try:
        su.loads(document)
    except su.DocumentError:
        assert document is not DOCUMENT
    assert gc.isenabled()
    assert ["off", "on"] == turned


def test_threads_at_once() -> None:
    together, failed = threading.Barrier(8), list[BaseException]()

    def work(number: int) -> None:
        try:
            together.wait()
            for turn in range(20):
                if (number + turn) % 3:
                    assert not is_on()
                else:
                    with pytest.raises(su.DocumentError):
                        su.loads(b"[]")
        except BaseException as error:  # noqa: BLE001 - the test checks `failed` after all threads end
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [] == failed
    assert gc.isenabled()


class _Interrupt:
    """A trace function that interrupts the module at one of the moments at which Python looks for signals.

    Python looks for signals where a function begins, after each call, and where a loop begins anew.
    """

    def __init__(self, moment: int) -> None:
        self._left = moment
        self._before: dict[FrameType, str] = {}
        self.done = False

    def __call__(self, frame: FrameType, event: str, _: object) -> Any:
        if frame.f_code.co_filename != gc_pause.__file__:
            return None
        frame.f_trace_opcodes = True
        if event == "opcode":
            before = self._before.get(frame, "")
            self._before[frame] = dis.opname[frame.f_code.co_code[frame.f_lasti]]
            if not self.done and before.startswith(("RESUME", "CALL", "JUMP_BACKWARD")):
                self._left -= 1
                if self._left < 0:
                    self.done = True
                    raise KeyboardInterrupt
        return self


def test_an_interrupt_at_any_moment() -> None:
    for moment in range(1_000):
        interrupt, before = _Interrupt(moment), sys.gettrace()
        sys.settrace(interrupt)
        try:
            is_on()
        except KeyboardInterrupt:
            pass
        finally:
            sys.settrace(before)
        assert gc.isenabled(), f"off after an interrupt at moment {moment}"
        if not interrupt.done:
            break
        # The next calls find nothing that the interrupt left behind.
        gc.disable()
        assert not is_on()
        assert not gc.isenabled()
        gc.enable()
    assert 10 < moment < 1_000


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_child_process_has_the_collector_that_it_would_have_without_the_other_threads() -> None:
    inside, done = threading.Event(), threading.Event()

    @gc_paused
    def waits() -> None:
        inside.set()
        done.wait()

    @gc_paused
    def forks() -> int:
        return _status_of_child(lambda: not gc.isenabled())

    thread = threading.Thread(target=waits)
    thread.start()
    try:
        inside.wait()
        assert not gc.isenabled()
        assert 0 == _status_of_child(lambda: gc.isenabled() and not is_on() and gc.isenabled())
        assert 0 == forks()
    finally:
        done.set()
        thread.join()
    assert gc.isenabled()


def test_the_calls_of_threads_that_are_gone_have_ended() -> None:
    # What a child process does runs here too, where its coverage can be measured.
    inside, done = threading.Event(), threading.Event()

    @gc_paused
    def waits() -> None:
        inside.set()
        done.wait()

    @gc_paused
    def forgets() -> bool:
        gc_pause._pause.after_fork()
        return gc.isenabled()

    thread = threading.Thread(target=waits)
    thread.start()
    inside.wait()
    assert not forgets()
    assert gc.isenabled()
    done.set()
    thread.join()
    assert gc.isenabled()


def _status_of_child(holds: Callable[[], bool]) -> int:
    child = os.fork()
    if child == 0:
        os._exit(0 if holds() else 1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
