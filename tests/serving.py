"""Real servers on a free local port, and the unchanged recipes of the documentation."""

import re
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

import httpx
from places import DOCS

__all__ = ["recipe", "serve", "serve_wsgi"]

_PAGE = DOCS / "frameworks.md"
_PATIENCE = 20


def recipe(heading: str, number: int = 0) -> Any:
    """Run the unchanged recipe under a *heading* of the documentation, and return the resulting module."""
    section = _PAGE.read_text(encoding="utf-8").split(f"\n## {heading}\n")[1].split("\n## ")[0]
    code = re.findall(r"^```python\n(.*?)^```$", section, re.MULTILINE | re.DOTALL)[number]
    module = ModuleType(f"recipe_{heading}_{number}")
    sys.modules[module.__name__] = module  # frameworks look for names in the module of a function
    exec(compile(code, str(_PAGE), "exec"), vars(module))  # noqa: S102 - our own page
    return module


@contextmanager
def serve(app: Any) -> Iterator[httpx.Client]:
    """Run the ASGI application *app* in uvicorn, and give a client that talks HTTP to it."""
    import uvicorn

    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            started = time.monotonic()
            while not server.started and thread.is_alive() and time.monotonic() < started + _PATIENCE:
                time.sleep(0.01)
            with httpx.Client(base_url=f"http://127.0.0.1:{listening.getsockname()[1]}", timeout=_PATIENCE) as client:
                yield client
        finally:
            server.should_exit = True
            thread.join()


@contextmanager
def serve_wsgi(app: Any) -> Iterator[httpx.Client]:
    """Run the WSGI application *app* in the server of Werkzeug, and give a client that talks HTTP to it."""
    from werkzeug.serving import make_server

    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        with httpx.Client(base_url=f"http://127.0.0.1:{server.server_port}", timeout=_PATIENCE) as client:
            yield client
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
