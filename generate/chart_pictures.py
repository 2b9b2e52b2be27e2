"""Draw the pictures in `docs/charts.md`: `python -m generate.chart_pictures`. Needs the extra `plot-export`."""

from datetime import date
from pathlib import Path
from typing import Any

import securityunion as su
from securityunion import charts

__all__ = ["pictures"]

IMAGES = Path(__file__).parents[1] / "docs" / "images"


def pictures() -> dict[str, Any]:
    """Return the charts on the page, by the name of their picture."""
    report = su.first_progress_report()
    return {
        "stage-counts": charts.stage_counts(report),
        "most-outstanding": charts.most_outstanding(report),
        "overdue": charts.overdue(report),
        "overdue-later": charts.overdue(report, on=date(2021, 6, 1)),
        "timeline": charts.timeline(su.find(report, "2018/0331(COD)").procedures[0], on=report.published),
        "tile-map": charts.tile_map(report),
        "heat-map": charts.heat_map(report),
    }


if __name__ == "__main__":
    for name, chart in pictures().items():
        (IMAGES / f"{name}.svg").write_text(charts.svg(chart), encoding="utf-8")
