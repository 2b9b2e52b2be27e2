"""Find phrases that make readers slow down: `python -m wording`."""
