"""Write the files that are derived from the code: `python -m generate`. `--check` only lists outdated files."""

import argparse
import sys

from generate.api_summary import SUMMARY_FILE, api_summary
from generate.json_schema import SCHEMA_FILE, schema_document
from generate.kept import kept_files
from generate.layout import GUIDE, guide_with_layout
from generate.pages import pages


def main() -> int:
    """Write the outdated files. With `--check`, only list the outdated files, and return 1 if there are any."""
    parser = argparse.ArgumentParser(prog="python -m generate", description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit with status 1 if a file is out of date"
    )
    options = parser.parse_args()
    files = {
        SCHEMA_FILE: schema_document(),
        SUMMARY_FILE: api_summary(),
        GUIDE: guide_with_layout(),
        **kept_files(),
        **pages(),
    }
    stale = [file for file, content in files.items() if not file.exists() or file.read_bytes() != content]
    for file in stale:
        if not options.check:
            file.write_bytes(files[file])
        print(f"{file.name}: {'out of date' if options.check else 'written'}")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
