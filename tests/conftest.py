"""Settings for all tests."""

from hypothesis import settings

# A slow machine must not fail a test: speed is measured by the benchmarks.
settings.register_profile("house", settings(), deadline=None)
settings.load_profile("house")
