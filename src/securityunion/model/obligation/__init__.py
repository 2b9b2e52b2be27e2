"""What acts require, and which Member States have met it."""

from securityunion.model.obligation.compliance import ComplianceRecord, ComplianceStatus
from securityunion.model.obligation.obligation import Duty, Obligation

__all__ = ["ComplianceRecord", "ComplianceStatus", "Duty", "Obligation"]
