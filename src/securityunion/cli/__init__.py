"""This package implements the command `securityunion`."""
