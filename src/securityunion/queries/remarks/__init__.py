"""Remarks: what is odd in a report, without being wrong."""

from securityunion.queries.remarks.remark import Remark, RemarkCode
from securityunion.queries.remarks.report import check

__all__ = ["Remark", "RemarkCode", "check"]
