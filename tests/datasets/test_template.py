"""The template is valid and made up, and has an example of every kind of record."""

import json
from typing import Any

import attrs

import securityunion as su
from securityunion._records.fields import records
from securityunion.datasets.template import template


def _records(value: Any) -> list[Any]:
    if isinstance(value, tuple):
        return [one for item in value for one in _records(item)]
    if not attrs.has(type(value)):
        return []
    return [value, *(one for field in attrs.fields(type(value)) for one in _records(getattr(value, field.name)))]


def test_the_template_is_a_document() -> None:
    for indent in (None, 2):
        assert template() == su.loads(su.dumps(template(), indent=indent))
    assert template() == template()


def test_it_has_an_example_of_every_record() -> None:
    assert set(records(su.ProgressReport)) == {type(one) for one in _records(template())}


def test_no_list_of_it_is_empty_everywhere() -> None:
    filled = {
        (type(one), field.name)
        for one in _records(template())
        for field in attrs.fields(type(one))
        if getattr(one, field.name) not in (None, ())
    }
    every = {
        (record, field.name)
        for record in records(su.ProgressReport)
        for field in attrs.fields(record)
        if field.default == () and record is not su.Procedure
    }
    assert every <= filled
    assert {(su.Procedure, "events"), (su.StateGroup, "named"), (su.StateGroup, "count")} <= filled


def test_every_title_and_summary_asks_to_be_replaced() -> None:
    def texts(value: Any) -> list[str]:
        if isinstance(value, list):
            return [text for item in value for text in texts(item)]
        if not isinstance(value, dict):
            return []
        own = [value[key] for key in ("title", "summary", "speaker") if isinstance(value.get(key), str)]
        return own + [text for item in value.values() for text in texts(item)]

    found = texts(json.loads(su.dumps(template())))
    assert len(found) > 10
    assert [] == [text for text in found if not text.startswith("EXAMPLE: ")]


def test_it_repeats_nothing_of_the_bundled_report() -> None:
    first, made_up = su.first_progress_report(), template()
    assert first.id != made_up.id
    assert set() == {one.id for one in first.initiatives} & {one.id for one in made_up.initiatives}
    assert set() == {one.id for one in first.sources} & {one.id for one in made_up.sources}
