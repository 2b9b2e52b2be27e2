"""A pause of the garbage collector while a document is read.

Reading a large document creates many objects and no garbage. The collector would scan these objects again and again,
which takes several times as long as the reading itself.
"""

import gc
from threading import Lock
from types import TracebackType

__all__ = ["gc_paused"]


class _Pause:
    """A context manager that turns the garbage collector off while at least one thread is inside.

    When the last thread leaves, the collector is turned on again if it was on before.

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


# A process has a single garbage collector, so there is a single pause that counts its users.
gc_paused: _Pause = _Pause()
