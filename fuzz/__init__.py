"""Fuzz tests, which look for inputs that break the library: `python -m fuzz`."""
