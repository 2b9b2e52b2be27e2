"""Run the command-line interface: `python -m securityunion`."""

import sys

from securityunion.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
