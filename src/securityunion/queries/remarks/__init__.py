"""Remarks: odd things in a report that are not errors."""

from securityunion.queries.remarks.remark import Remark, RemarkCode
from securityunion.queries.remarks.report import check

__all__ = ["Remark", "RemarkCode", "check"]
