"""Obligations: what acts require of Member States, and which Member States have met them."""

from securityunion.model.obligation.compliance import ComplianceRecord, ComplianceStatus
from securityunion.model.obligation.obligation import Duty, Obligation

__all__ = ["ComplianceRecord", "ComplianceStatus", "Duty", "Obligation"]
