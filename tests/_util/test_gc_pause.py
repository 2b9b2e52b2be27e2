"""The garbage collector is paused while a document is read, and is restored even after an error or in threads."""

import gc
import threading
from collections.abc import Callable, Iterator

import pytest

import securityunion as su
from securityunion._util.gc_pause import gc_paused

DOCUMENT = su.dumps(su.first_progress_report())


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    was_on = gc.isenabled()
    gc.enable()
    yield
    (gc.enable if was_on else gc.disable)()


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, su.DocumentError])
def test_it_is_on_again_whatever_happens(error: type[BaseException]) -> None:
    with pytest.raises(error), gc_paused:  # noqa: PT012 - the statements in the block are tested
        assert not gc.isenabled()
        raise error([]) if error is su.DocumentError else error
    assert gc.isenabled()


def test_it_stays_off_where_it_was_off() -> None:
    gc.disable()
    with gc_paused:
        assert not gc.isenabled()
    assert not gc.isenabled()


def test_within_each_other() -> None:
    with gc_paused:
        with gc_paused:
            pass
        assert not gc.isenabled()
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
                    with gc_paused:
                        assert not gc.isenabled()
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
