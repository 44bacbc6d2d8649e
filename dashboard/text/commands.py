"""Words of the command line that the pages do not have."""

from __future__ import annotations

SCORE_STATUS = {"rated": "已评定", "provisional": "暂定", "not_rated": "未评定"}
OVERDUE_STATUS = {"overdue": "逾期", "pending": "待批复", "due_soon": "临期"}
