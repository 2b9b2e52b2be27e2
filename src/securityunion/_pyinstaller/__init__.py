"""Make programs complete that PyInstaller freezes.

PyInstaller finds the hook in this folder by an entry point of the package.
"""

import os

__all__ = ["hook_folders"]


def hook_folders() -> list[str]:
    """Return the folders in which PyInstaller looks for hooks.

    >>> [os.path.basename(folder) for folder in hook_folders()]
    ['_pyinstaller']
    """
    return [os.path.dirname(__file__)]  # noqa: PTH120 - PyInstaller asks for text
