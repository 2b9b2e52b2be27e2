"""Find and describe data in a report that are odd but not wrong."""

from securityunion.queries.remarks.remark import Remark, RemarkCode
from securityunion.queries.remarks.report import check

__all__ = ["Remark", "RemarkCode", "check"]
