"""`securityunion.wire.fast_path`: decoders are created by one thread at a time."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Lock
from time import sleep
from typing import Any

import msgspec
import pytest

import securityunion as su
from securityunion.wire import fast_path, slow_path
from securityunion.wire.fast_path import decoder_of


def test_a_decoder_is_made_once_and_reads_the_record() -> None:
    assert decoder_of(su.Period) is decoder_of(su.Period)
    assert su.Period(start="2020") == decoder_of(su.Period).decode(b'{"start": "2020"}')


@pytest.mark.parametrize(
    "document", [b"[" * 20_000, b'{"a":' * 20_000 + b"1" + b"}" * 20_000, b'{"x":"]","y":[' + b'["]",' * 99]
)
def test_levels_are_counted_before_anything_recursive_reads_them(
    document: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fast_path, "_STACK_IS_UNGUARDED", True)
    monkeypatch.setattr(fast_path, "decoder_of", None)
    monkeypatch.setattr(slow_path, "parse_with_valid_records", None)
    with pytest.raises(su.DocumentError, match=r"levels exceed the limit of 64; use fewer levels"):
        su.loads(document)
    with pytest.raises(su.DocumentError, match=r"levels exceed the limit of 64; use fewer levels"):
        slow_path.read_slow(document, su.Limits())


def test_no_two_are_made_at_the_same_time(monkeypatch: pytest.MonkeyPatch) -> None:
    making, together, seen = Lock(), Barrier(8), []

    def decoder(record: type[Any]) -> object:
        assert making.acquire(blocking=False), "another one is being made"
        sleep(0.001)
        seen.append(record)
        making.release()
        return object()

    def make(record: type[Any]) -> object:
        together.wait()
        return decoder_of(record)

    monkeypatch.setattr(msgspec.json, "Decoder", decoder)
    classes = [type(f"Class{number // 2}", (), {}) for number in range(8)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(make, classes))
    assert set(classes) == set(seen)
