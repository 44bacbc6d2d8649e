"""Words of the command line that the pages do not have."""

from __future__ import annotations

SCORE_STATUS = {"rated": "已评定", "provisional": "暂定", "not_rated": "未评定"}
OVERDUE_STATUS = {"overdue": "逾期", "pending": "待批复", "due_soon": "临期"}
BATCH_KINDS = {
    "facts": "事实文件",
    "plan": "工作方案",
    "scheme": "考核办法",
    "calendar": "工作日历",
    "template": "文书模板",
    "district": "地区信息",
    "undo": "撤销",
    "rollback": "回退",
    "round": "轮次",
    "draw": "抽样",
}
