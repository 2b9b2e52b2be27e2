"""Tests of the public types with mypy, pyright and ty: `python -m typing_tests`."""
