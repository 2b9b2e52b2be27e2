"""Obligations of Member States, and records of compliance with them."""

from securityunion.model.obligation.compliance import ComplianceRecord, ComplianceStatus
from securityunion.model.obligation.deadline import Deadline
from securityunion.model.obligation.measure import NationalMeasure
from securityunion.model.obligation.obligation import LASTING_DUTIES, Duty, Obligation

__all__ = [
    "LASTING_DUTIES",
    "ComplianceRecord",
    "ComplianceStatus",
    "Deadline",
    "Duty",
    "NationalMeasure",
    "Obligation",
]
