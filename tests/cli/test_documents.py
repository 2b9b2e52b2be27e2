"""Documents from files and from standard input."""

import io
import sys
from pathlib import Path

import pytest

import securityunion as su
from securityunion.cli.documents import in_yaml, parse, read_bytes, read_report
from securityunion.datasets.template import template

JSON, YAML = su.dumps(template(), indent=2), su.dumps_yaml(template())


@pytest.mark.parametrize(("document", "yaml"), [(JSON, False), (YAML, True), (b"\n " + JSON, False), (b"[]", False)])
def test_the_format_of_standard_input_is_seen_from_its_beginning(
    document: bytes, yaml: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pipe() -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(document)))

    pipe()
    assert document == read_bytes("-")
    assert yaml is in_yaml("-", document)
    pipe()
    if document == b"[]":
        with pytest.raises(su.DocumentError):
            read_report("-")
    else:
        assert template() == read_report("-") == parse(document, yaml=yaml)


def test_the_format_of_a_file_is_seen_from_its_name(tmp_path: Path) -> None:
    for name, document in (("a.json", JSON), ("b.yaml", YAML)):
        (tmp_path / name).write_bytes(document)
        assert document == read_bytes(str(tmp_path / name))
        assert template() == read_report(str(tmp_path / name))
        assert (name == "b.yaml") is in_yaml(name, b"")
