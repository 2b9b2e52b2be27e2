"""Pause the garbage collector while a document is read.

Reading a large document creates many objects but no garbage. The garbage collector would scan these objects repeatedly.
The scans would take several times as long as reading the document.
"""

import gc
import os
from collections.abc import Callable
from functools import wraps
from threading import Lock, get_ident
from typing import ParamSpec, TypeVar

__all__ = ["gc_paused"]

P = ParamSpec("P")
R = TypeVar("R")


class _Pause:
    """The calls during which the garbage collector is off. When the last of them ends, it is as it was before.

    An interrupt such as Control-C can arrive at any moment, also between two lines of a method here. So `begin` changes
    nothing that `end` would not undo, and `end` can be repeated until it has finished.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._calls: dict[object, int] = {}
        self._was_on = False

    def begin(self, call: object) -> None:
        with self._lock:
            if not self._calls:
                self._was_on = gc.isenabled()
            self._calls[call] = get_ident()
            gc.disable()

    def end(self, call: object) -> None:
        with self._lock:
            if call in self._calls:
                if self._was_on and len(self._calls) == 1:
                    gc.enable()
                del self._calls[call]

    def after_fork(self) -> None:
        # A child process has only the thread that called `fork`. The calls of all other threads never end in it.
        self._lock = Lock()
        for call, thread in tuple(self._calls.items()):
            if thread != get_ident():
                self.end(call)


# All threads share this object, because a process has only one garbage collector.
_pause = _Pause()
if hasattr(os, "register_at_fork"):  # pragma: no branch - Windows and Pyodide cannot fork
    os.register_at_fork(after_in_child=_pause.after_fork)


def gc_paused(function: Callable[P, R]) -> Callable[P, R]:
    """Turn off the garbage collector of the process while at least one thread is in the function.

    When the last thread leaves, the collector is turned on again, unless it was off before the first thread entered.

    >>> gc_paused(gc.isenabled)()
    False
    """

    @wraps(function)
    def paused(*arguments: P.args, **named: P.kwargs) -> R:
        call = object()
        try:
            _pause.begin(call)
            result = function(*arguments, **named)
        finally:
            try:
                _pause.end(call)
            finally:  # after an interrupt in the line above, this line finishes what it began
                _pause.end(call)
        return result

    return paused
