"""The garbage collector, paused while a document is read.

A large document makes many objects and no garbage, and the collector would look through them again and again: that
takes several times as long as the reading itself.
"""

import gc
from threading import Lock
from types import TracebackType

__all__ = ["gc_paused"]


class _Pause:
    """Turns the collector off for as long as anybody is inside, in whatever thread, and then on if it was on.

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


# The collector is one for the whole process, and so is its pause.
gc_paused: _Pause = _Pause()
