"""Generators of the files that are derived from the code: `python -m generate`."""
