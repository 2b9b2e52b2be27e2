"""Pause the garbage collector while a document is read.

Reading a large document creates many objects but no garbage. The garbage collector would scan these objects repeatedly.
The scans would take several times as long as reading the document.
"""

import gc
from threading import Lock
from types import TracebackType

__all__ = ["gc_paused"]


class _Pause:
    """A context manager that turns off the garbage collector while at least one thread is in a `with gc_paused` block.

    When the last thread leaves its block, the collector is turned on again, unless it was already off before the first
    thread entered a block.

    >>> with gc_paused:
    ...     gc.isenabled()
    False
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._inside = 0
        self._was_on = False

    def __enter__(self) -> None:
        with self._lock:
            if self._inside == 0:
                self._was_on = gc.isenabled()
                gc.disable()
            self._inside += 1

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        with self._lock:
            self._inside -= 1
            if self._inside == 0 and self._was_on:
                gc.enable()


# All threads share this object, because a process has only one garbage collector.
gc_paused: _Pause = _Pause()
