"""What finds inputs that nobody thought of: `python -m fuzz`."""
