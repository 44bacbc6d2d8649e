"""Words of what a plan demands outside its tasks: who handed in the ledger by its day, and the other duties."""

from __future__ import annotations

# whether a unit handed in its ledger by the plan's day
HANDED_IN = "按期报送"
HANDED_IN_ANY = "已报送"
HANDED_IN_LATE = "逾期报送"
SILENT = "尚未报送"
MISSING = "逾期未报"
HAND_IN_MISSING = "{day}应报台账，{missing}个单位逾期未报，其中{late}个已有{entries}件事项到期未办"
HAND_IN_LATE = "{day}应报台账，{units}个单位都已报送，其中{late}个逾期才报"
HAND_IN_ALL = "{day}应报台账，{units}个单位都已按期报送"
HAND_IN_AHEAD = "{day}前应报台账，{units}个单位中{silent}个尚未报送"
HAND_IN_AHEAD_ALL = "{day}前应报台账，{units}个单位都已报送"
HAND_IN_UNDATED = "方案没有规定台账报送日期；{units}个单位中{silent}个尚未报送"
HAND_IN_UNDATED_ALL = "方案没有规定台账报送日期；{units}个单位都已报送"
HAND_IN_SUMMARY = "有任务的单位报送台账的情况：{parts}。"
HAND_IN_PART = "{part}{count}个"
HAND_IN_WORDS = "方案原文：{words}。"
HAND_IN_NOTE = (
    "从第一条台账记录的完成日期或触发日期起算已报送，没有日期的记录随时算；不看导入的日期。"
    "交回的模板里什么都没填的，不算报送。到期未报的事项按未完成计。"
)
COLUMN_GROUP = "单位类别"
COLUMN_UNITS = "单位数"
NOT_HANDED_IN = "未按期报送台账的单位：{count}个"
NOT_YET_HANDED_IN = "尚未报送台账的单位：{count}个"
NOT_HANDED_IN_NONE = "没有未按期报送台账的单位"
COLUMN_FIRST = "首条记录"
COLUMN_TASK_COUNT = "牵头或负责"
COLUMN_OVERDUE = "逾期事项"

# the other duties
DUTIES = "方案在任务表以外另有{count}项时限：{past}项已过，{ahead}项未到"
DUTIES_NONE = "没有任务表以外的时限：本年度存入的方案没有写，或任务不是从方案读出来存入的"
DUTIES_NOTE = (
    "照方案原文列出，是否办了要由人核对；需要逐单位跟踪的，请补入任务清单。标“暂定”的日期随放假安排重算。"
)
COLUMN_DAY = "期限"
COLUMN_DUTY = "原文"
COLUMN_WHO = "责任单位"
COLUMN_SOURCE = "出处"
PROVISIONAL_DAY = "{day}（暂定）"
