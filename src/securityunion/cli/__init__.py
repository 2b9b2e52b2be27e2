"""The command line: `securityunion.cli.main`."""
