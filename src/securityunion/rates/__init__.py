"""Compute rates of the Single Market Scoreboard as exact intervals."""

from securityunion.rates.intervals import AverageDelay, Share
from securityunion.rates.transposition import average_delay, incompleteness_rate, transposition_deficit

__all__ = ["AverageDelay", "Share", "average_delay", "incompleteness_rate", "transposition_deficit"]


def __dir__() -> list[str]:
    return sorted(__all__)
