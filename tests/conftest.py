"""Settings for all tests."""

from hypothesis import settings

# A slow machine must not fail a test: speed is measured by the benchmarks.
settings.register_profile("house", settings(), deadline=None)
# For runs that ask something else, such as which lines are covered: `--hypothesis-profile few`.
settings.register_profile("few", settings(), deadline=None, max_examples=20)
settings.load_profile("house")
