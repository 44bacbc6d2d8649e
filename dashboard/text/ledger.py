"""Words of 台账: the matrix of tasks by unit, its figures, the tasks in their own words, who handed in nothing."""

from __future__ import annotations

from data.plan import review

PAGE_LEDGER = "台账"
KINDS = review.KINDS  # of deadlines, as the review of a plan says them

# what a cell of the matrix says: shape, short word on the drawing; the badge of the table says it in full
CELLS = {
    "overdue": ("▲", "逾期"),
    "soon": ("◆", "临期"),
    "open": ("○", "未到期"),
    "late": ("△", "迟完成"),
    "done": ("●", "完成"),
    "waiting": ("·", "无事项"),
    "undated": ("–", "不限时"),
}
CELL = "{shape}{word}"
SHAPE = "{shape}"
LEGEND = "{shape} {word}"
CLASSES = {"dated": "有期限", "triggered": "事项触发", "open": "不限时"}
ROLES = {"own": "牵头和负责", "support": "配合"}

FILTER_CLASS = "任务类型"
FILTER_STATE = "状态"
FILTER_ROLE = "职责"
FILTER_PAGE = "单位分页"
ALL = "全部"
PAGE_NUMBER = "{number}"

MATRIX_OVERDUE = "{scope}有{count}项逾期，最多的是{unit}（{most}项）"
MATRIX_CLEAN = "{scope}没有逾期的任务"
MATRIX_SCOPE = "{units}个单位{role}的{tasks}项任务"
MATRIX_SCOPE_PAGED = "第{page}页（共{pages}页）{units}个单位{role}的{tasks}项任务"
MATRIX_SUMMARY = "{units}个单位，{tasks}项任务：{states}。"
MATRIX_STATE = "{word}{count}项"
MATRIX_HOVER = (
    "<b>{unit}</b>（{role}）<br><b>{task_no}</b> {requirement}<br>状态：{state}{entries}{due}{done}"
    "<br>时限原文：{deadline}<br>责任单位原文：{responsible}<extra></extra>"
)
HOVER_ENTRIES = "，应办{entries}件，已办{finished}件，逾期{overdue}件"
HOVER_DUE = "<br>最近时限：{day}{provisional}"
HOVER_DONE = "<br>最近完成：{day}"
PROVISIONAL = "（暂定）"
MATRIX_NOTE = (
    "每格为一个单位在一项任务上的状态，有多件时取最差的一件；"
    "不限时的任务没有期限，不会逾期；无事项指触发的事情尚未发生，或期限早于单位启用日期。"
    "把指针放在格上看原文，点击打开单位页面。"
)
SUPPORT_NOTE = "配合的任务只跟踪，不计分。"
NOTHING_MATCHES = "没有符合条件的任务"
NOTHING_MATCHES_WHY = "换一个任务类型、状态、职责或单位类别再看。"

FIGURE_DATED = "有期限的任务"
FIGURE_TRIGGERED = "事项触发的任务"
FIGURE_OPEN = "不限时的任务"
FIGURE_UNRESOLVED = "责任单位待认定"
FIGURE_SILENT = "未交台账"
ITEMS = "项"
UNITS = "个单位"
MEANING_OWED = "应办{entries}件：完成{done}，迟完成{late}，逾期{overdue}，临期{soon}，其余未到期{open}"
MEANING_OPEN = "长期坚持、频次和最短公开期等，不计逾期，由检查问题反映"
MEANING_UNRESOLVED = "责任单位的写法对不上单位名录，未计入任何单位"
MEANING_SILENT = "有任务而本年一行台账也没有交"

SILENT_TITLE = "{count}个单位没有交台账，其中{overdue}个已有任务逾期"
SILENT_NONE = "有任务的单位都已交台账"
TASKS_TITLE = "{count}项任务的原文：{unresolved}项有责任单位待认定"
TASKS_TITLE_CLEAR = "{count}项任务的原文：责任单位全部认定"
TASKS_NONE = "没有任务"
TASKS_NOTE = "时限和责任单位照录原文；待认定的写法需由人工确认对应的单位，未确认前不计入任何单位。"

COLUMN_TASK = "序号"
COLUMN_REQUIREMENT = "工作要求"
COLUMN_CLASS = "类型"
COLUMN_DEADLINE = "时限原文"
COLUMN_RESPONSIBLE = "责任单位原文"
COLUMN_UNRESOLVED = "待认定"
COLUMN_OWN = "责任单位数"
COLUMN_SUPPORT = "配合单位数"
COLUMN_ENTRIES = "应办"
COLUMN_FINISHED = "已办"
COLUMN_OVERDUE = "逾期"
COLUMN_SOURCE = "出处"
COLUMN_TASKS = "任务"
COLUMN_OVERDUE_ENTRIES = "已逾期"
