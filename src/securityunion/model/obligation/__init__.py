"""Obligations: what an act demands of Member States, and what is known of who has met it."""

from securityunion.model.obligation.compliance import ComplianceRecord, ComplianceStatus
from securityunion.model.obligation.obligation import Duty, Obligation

__all__ = ["ComplianceRecord", "ComplianceStatus", "Duty", "Obligation"]
