"""The layout of documents is corrected without changing their content."""

from pathlib import Path

import msgspec
import pytest
from documents import TEMPLATE, written
from hypothesis import given, settings
from strategies import QUICK, reports

import securityunion as su
from securityunion.datasets.template import template
from securityunion.wire import reformat as layout
from securityunion.wire.reformat import reformat, reformat_file

SMALL = template()


@pytest.mark.thorough
@settings(QUICK, max_examples=20)
@given(reports())
def test_nothing_changes_but_the_layout_and_only_once(report: su.ProgressReport) -> None:
    for document, in_yaml in ((su.dumps(report), False), (su.dumps_yaml(report), True)):
        better = reformat(document, in_yaml=in_yaml)
        assert report == (su.loads_yaml if in_yaml else su.loads)(better)
        assert better == reformat(better, in_yaml=in_yaml)


def test_json_keeps_its_keys_in_their_order() -> None:
    document = written({"$schema": "x", **TEMPLATE})
    assert b'{\n  "$schema": "x",\n' == reformat(document)[:20]
    assert msgspec.json.format(reformat(document), indent=-1) == document


def test_yaml_keeps_comments_order_and_quotes(tmp_path: Path) -> None:
    lines = su.dumps_yaml(SMALL).decode().splitlines()
    lines[1:1] = ["# who we are", "number:    2   # the second"]
    del lines[lines.index("number: 2")]
    file = tmp_path / "report.yaml"
    file.write_text("\n".join(lines).replace("id: example-strategy", "'id': 'example-strategy'") + "\n\n# the end\n")
    assert reformat_file(file, check_only=True)
    assert reformat_file(file)
    assert not reformat_file(file)
    better = file.read_text()
    assert "# who we are\nnumber: 2" in better
    assert "# the second" in better
    assert "'id': 'example-strategy'" in better
    assert better.endswith("# the end\n")
    assert SMALL == su.load(file)


def test_a_packed_file_stays_packed(tmp_path: Path) -> None:
    file = tmp_path / "report.json.gz"
    su.dump(SMALL, file)
    assert reformat_file(file)
    assert SMALL == su.load(file)


@pytest.mark.parametrize("name", ["report.json", "report.yaml"])
def test_what_cannot_be_read_is_left_as_it_is(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_text("{id: 1}")
    with pytest.raises(su.DocumentError) as caught:
        reformat_file(file)
    assert str(file) == caught.value.file
    assert "{id: 1}" == file.read_text()


def test_a_layout_that_would_change_what_is_said_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    from securityunion.wire import yaml as yaml_out

    other = su.dumps_yaml(su.first_progress_report())
    monkeypatch.setattr(yaml_out, "reformat_yaml", lambda _: other)
    with pytest.raises(su.DocumentError, match=r"reformatting would change the content; use plain block style$"):
        layout.reformat(su.dumps_yaml(SMALL), in_yaml=True)
