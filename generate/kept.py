"""The files that contain the bundled report: the dataset, and the golden files that later versions must read.

Until the first release, the golden files are updated with the code. After the first release, the golden files are
frozen, and a new version of the document format gets new golden files.
"""

import pickle
import sys
from pathlib import Path
from typing import Any

import securityunion as su

__all__ = ["kept_files"]

_ROOT = Path(__file__).parents[1]
_DATASETS = _ROOT / "src" / "securityunion" / "datasets"
_GOLDEN = _ROOT / "tests" / "golden" / "securityunion-1.json"


def kept_files() -> dict[Path, bytes]:
    """Return the files with their contents."""
    written = {_DATASETS / f"{name}.json": su.dumps(su.open_report(name), indent=2) + b"\n" for name in su.reports()}
    report = su.first_progress_report()
    return {**written, _GOLDEN: su.dumps(report, indent=2) + b"\n", **_pickled()}


def _pickled() -> dict[Path, bytes]:
    sys.path.insert(0, str(_ROOT / "tests"))
    import pickled_values  # noqa: PLC0415 - in the folder that was added to the path

    kept: bytes = pickled_values.PICKLED.read_bytes()
    return {pickled_values.PICKLED: kept if _is_current(pickled_values, kept) else pickled_values.made()}


def _is_current(helper: Any, kept: bytes) -> bool:
    """Say whether the pickle gives the current values. Its bytes may differ between versions of Python."""
    values = helper.values()
    try:
        read = pickle.loads(kept)  # noqa: S301 - our own file
        return list(read) == list(values) and all(helper.same(read[name], one) for name, one in values.items())
    except (AttributeError, EOFError, ImportError, TypeError, ValueError, pickle.UnpicklingError):
        # A class or one of its fields has changed, or the file is damaged.
        return False
