"""Run the notebooks of the documentation and keep their outputs: `python -m generate.notebooks`.

It needs `pip install --group notebooks '.[arrow,frames,plot-export]'`. No times are kept but those that a cell
prints; it is tagged `nbval-ignore-output`.
"""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

NOTEBOOKS = Path(__file__).parents[1] / "docs" / "notebooks"


def main() -> None:
    """Run each notebook from top to bottom, in place."""
    for file in sorted(NOTEBOOKS.glob("*.ipynb")):
        notebook = nbformat.read(file, as_version=4)
        NotebookClient(notebook, record_timing=False).execute()
        notebook.metadata.language_info = {"name": "python"}  # the kernel writes its version there
        nbformat.write(notebook, file)
        print(file.name, "written")


if __name__ == "__main__":
    main()
