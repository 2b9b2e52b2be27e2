"""Run the service: `python -m examples.service`, then open http://127.0.0.1:8000/docs."""

import argparse

import uvicorn

from examples.service.app import make_app

parser = argparse.ArgumentParser(prog="python -m examples.service", description=__doc__)
parser.add_argument("--port", type=int, default=8000, help="the port to listen on (default: 8000)")
parser.add_argument(
    "--database", default="sqlite:///reports.sqlite", help="a SQLAlchemy database URL (default: %(default)s)"
)
parser.add_argument("--quiet", action="store_true", help="print only warnings and errors")
options = parser.parse_args()
uvicorn.run(
    make_app(options.database), host="127.0.0.1", port=options.port, log_level="warning" if options.quiet else "info"
)
