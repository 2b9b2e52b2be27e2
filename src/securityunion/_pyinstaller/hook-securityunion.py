# noqa: N999 - PyInstaller looks for a file of this name
"""List what a frozen program needs and PyInstaller cannot see: bundled documents, and modules loaded by their names.

PyInstaller reads the two names `datas` and `hiddenimports`.
"""

from pathlib import Path

import securityunion

__all__ = ["datas", "hiddenimports"]

_ROOT = Path(securityunion.__file__).parent
_ABOVE = _ROOT.parent

datas = [(str(file), str(file.parent.relative_to(_ABOVE))) for file in sorted(_ROOT.rglob("*.json"))]
hiddenimports = [
    ".".join(file.relative_to(_ABOVE).with_suffix("").parts).removesuffix(".__init__")
    for file in sorted(_ROOT.rglob("*.py"))
    if file.stem.isidentifier()
]
