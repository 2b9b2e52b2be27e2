"""Benchmarks that compare the library with others: `python -m benchmarks`."""
