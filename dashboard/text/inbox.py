"""Words of 待办: what waits for the reader."""

from __future__ import annotations

PAGE_INBOX = "待办"
TITLE = "有{count}件事等您办理"
TITLE_ONE = "今天没有等您办理的事"
# what → name of the list, what to do
UNIT_LISTS = {
    "sign": ("待签收的问题{count}项", "签收"),
    "again": ("复查未通过、要重新整改的问题{count}项", "重新整改"),
    "rectify": ("待整改的问题{count}项", "报告整改"),
    "returned": ("退回重报的台账{count}条", "重新填报"),
}
OFFICE_LISTS = {
    "approval": ("等您审核的提请{count}项", "审核"),
    "recheck": ("单位已报整改、待复查的问题{count}项", "复查"),
    "extension": ("待批复的整改延期申请{count}项", "批复"),
    "extension_task": ("待批复的任务延期申请{count}项", "批复"),
    "appeal": ("待裁定的问题申诉{count}项", "裁定"),
    "appeal_check": ("待裁定的抽测申诉{count}项", "裁定"),
    "entries": ("台账待审核的单位{count}个", "审核"),
    "draw": ("抽样还有没测的", "抽测"),
    "own": ("您提请、等别人审核的{count}项", "查看"),
}
TASKS_TITLE = "已到期和即将到期的任务{count}件"
COLUMN_REF = "编号"
COLUMN_WHAT = "内容"
COLUMN_SINCE = "等待自"
COLUMN_DUE = "时限"
COLUMN_DO = "办理"
COLUMN_STATE = "状态"
ENTRIES_COUNT = "{count}条"
DRAW_COUNT = "第{ref}次抽样，还有{count}项没测"
SHOWN = "先列最早的{shown}项。"
