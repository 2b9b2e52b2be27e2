"""Remarks: what is odd in a report, without being wrong."""

from securityunion.queries.remarks.check import check
from securityunion.queries.remarks.remark import Remark, RemarkCode

__all__ = ["Remark", "RemarkCode", "check"]
