"""What mypy, pyright and ty make of the public API: `python -m typing_tests`."""
