"""Draw the pictures in `docs/charts.md`: `python -m generate.chart_pictures`. Needs the extra `plot-export`."""

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import securityunion as su
from securityunion import charts

__all__ = ["PICTURES"]

IMAGES = Path(__file__).parents[1] / "docs" / "images"
_REPORT = su.first_progress_report()

PICTURES: Mapping[str, Callable[[], Any]] = {
    "stage-counts": partial(charts.stage_counts, _REPORT),
    "most-outstanding": partial(charts.most_outstanding, _REPORT),
    "overdue": partial(charts.overdue, _REPORT),
    "overdue-later": partial(charts.overdue, _REPORT, on=date(2021, 6, 1)),
    "timeline": partial(charts.timeline, su.find(_REPORT, "2018/0331(COD)").procedures[0], on=_REPORT.published),
    "tile-map": partial(charts.tile_map, _REPORT),
    "heat-map": partial(charts.heat_map, _REPORT),
}
"""Functions that return the charts on the page, by the names of the pictures."""


if __name__ == "__main__":
    for name, chart in PICTURES.items():
        (IMAGES / f"{name}.svg").write_text(charts.svg(chart()), encoding="utf-8")
