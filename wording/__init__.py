"""A checked list of phrases that make a reader slow down: `python -m wording` finds them."""
