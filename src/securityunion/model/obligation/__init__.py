"""Obligations of Member States, and records of compliance with them."""

from securityunion.model.obligation.compliance import ComplianceRecord, ComplianceStatus
from securityunion.model.obligation.deadline import Deadline
from securityunion.model.obligation.obligation import Duty, Obligation

__all__ = ["ComplianceRecord", "ComplianceStatus", "Deadline", "Duty", "Obligation"]
