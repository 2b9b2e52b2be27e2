"""Makes the files of the repository that follow from its classes: `python -m generate`."""
