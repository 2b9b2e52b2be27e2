"""Run the notebooks in the documentation and save their outputs: `python -m generate.notebooks`.

Run `pip install --group notebooks '.[arrow,frames,plot-export]'` first. The time of running a cell is not saved. A cell
that prints times is tagged `nbval-ignore-output`.
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
        notebook.metadata.language_info = {"name": "python"}  # without the version of Python, which the kernel adds
        nbformat.write(notebook, file)
        print(file.name, "written")


if __name__ == "__main__":
    main()
