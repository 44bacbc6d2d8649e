"""Words of 台账填报: a unit's tasks and entries, the form of one line, the office's word on it."""

from __future__ import annotations

PAGE_ENTRIES = "台账填报"
CHOOSE_UNIT = "选择单位"
CHOOSE_UNIT_WHY = "选一个单位，查看它的任务，代它填报，或审核它的填报。"

# the office's word on a line: words and look
DECISIONS = {
    "waiting": ("待审核", "waiting"),
    "confirmed": ("已确认", "normal"),
    "returned": ("已退回", "failed"),
}

QUEUE = "待审核：{units}个单位{lines}行"
QUEUE_NONE = "没有待审核的填报"
QUEUE_UNIT = "{unit}：{lines}行"
QUEUE_NOTE = "点击任务打开这一行，可以退回。网页填报的完成情况在这里审核；审核前已按填报的计分。"
QUEUE_MORE = "只列前{shown}行，确认后显示其余的。"
CONFIRM_ALL = "确认这{lines}行"

RETURNED = "{lines}行被退回，请核对后重新填报"
RETURNED_LINE = "任务{task_no} {name}"
RETURNED_WHY = "{day}退回，理由：{reason}"
RETURNED_WAS = "退回前填报：{was}"
REPORT_AGAIN = "重新填报"

LIST = "{tasks}项任务，{entries}件事项，牵头和负责的逾期{overdue}件"
LIST_NONE = "没有任务"
LIST_NOTE = "点击任务序号填报。配合的任务只跟踪，不计分；不限时的任务可填进展，不计逾期。"
COLUMN_TASK = "任务"
COLUMN_DECISION = "审核"
COLUMN_ENTRY = "事项"
COLUMN_COMPLETED = "完成日期"
COLUMN_PROGRESS = "完成情况"
COLUMN_LINE = "期次或事项"
COLUMN_TRIGGERED = "触发日期"

TASK = "任务{task_no}：{requirement}"
TASK_FACTS = "{role}；时限要求：{deadline}"
NOT_STATED = "未写明"
LINES = "已填报的行"
LINES_NONE = "还没有填报"
NEW_LINE = "填报一行"
CHANGE_LINE = "修改：{name}"
ON_BEHALF = "{title}（代单位填报）"
ONE_LINE = "整项任务"
REVIEW_LINE = "审核：{name}"
ANOTHER_LINE = "填报另一行"
BACK = "返回任务列表"
NO_TASK = "没有这项任务，或这个单位不承担"
NO_TASK_WHY = "请从任务列表中打开。"
NOTE_REPORT = "还没有完成的，完成日期留空，只写完成情况。"

EXTENSIONS = "延期"
EXTENSION_ASK = "申请延期：{name}（时限{day}）"
EXTENSION_ASKED = "{name}：{day}申请延期，理由：{reason}。"
EXTENSION_WAITS = "等待批复。"
EXTENSION_GRANTED = "{day}{decision}，延期至{until}。"
EXTENSION_REFUSED = "{day}{decision}。"
