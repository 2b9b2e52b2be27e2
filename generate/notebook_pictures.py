"""Take the pictures of notebooks in the documentation: `python -m generate.notebook_pictures`.

JupyterLab runs on the loopback address and shows a notebook with one cell, in a light and in a dark theme. Headless
Chromium takes the pictures. Install Debian's `chromium` first, and run `pip install --group pictures`.
"""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import nbformat
from nbclient import NotebookClient
from nbformat.sign import NotebookNotary
from PIL import Image
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

IMAGES = Path(__file__).parents[1] / "docs" / "images"
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
CODE = "import securityunion as su\n\nsu.first_progress_report()"
OUTPUT = ".jp-OutputArea-output"
CLIP = {"x": 0, "y": 90, "width": 1000, "height": 1020}
# What the front page shows: the code and the scoreboard alone.
FRONT = {"x": 60, "y": 98, "width": 892, "height": 488}


def main() -> None:
    """Take a picture of the scoreboard in each theme."""
    chromium = shutil.which("chromium") or sys.exit("Chromium is not installed. Run: apt-get install chromium")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["JUPYTER_DATA_DIR"] = str(Path(folder) / "data")  # keeps the signature of the notebook
        _write_notebook(Path(folder) / "scoreboard.ipynb")
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for name, theme in THEMES.items():
                with _lab(Path(folder), theme) as address:
                    page = browser.new_page(viewport={"width": 1000, "height": 1150})
                    page.goto(f"{address}/doc/tree/scoreboard.ipynb")
                    page.wait_for_selector(OUTPUT)
                    page.wait_for_timeout(1500)
                    if name == "light":
                        _save(page.screenshot(clip=FRONT), "front-page")
                    page.evaluate("document.querySelector('details').open = true")
                    _save(page.screenshot(clip=CLIP), f"scoreboard-{name}")
                    page.close()
            browser.close()


def _save(screenshot: bytes, name: str) -> None:
    picture = Image.open(BytesIO(screenshot)).convert("RGB")
    picture.quantize(64).save(IMAGES / f"{name}.png", optimize=True)


def _write_notebook(file: Path) -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(CODE)])
    NotebookClient(notebook).execute()
    nbformat.write(notebook, file)
    NotebookNotary().sign(notebook)


@contextmanager
def _lab(folder: Path, theme: str) -> "Iterator[str]":
    settings = folder / theme / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True)
    wanted = {"themes": {"theme": theme}, "notification": {"fetchNews": "false", "checkForUpdates": False}}
    for name, values in wanted.items():
        (settings / f"{name}.jupyterlab-settings").write_text(json.dumps(values), encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = subprocess.Popen(
        [
            sys.executable, "-m", "jupyterlab", "--no-browser", "--ip=127.0.0.1", f"--port={port}",
            f"--ServerApp.root_dir={folder}", "--IdentityProvider.token=", "--allow-root",
        ],
        env={**os.environ, "JUPYTERLAB_SETTINGS_DIR": str(folder / theme)},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(60):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.5)
        yield address
    finally:
        server.terminate()
        server.wait()


if __name__ == "__main__":
    main()
