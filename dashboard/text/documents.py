"""Sentences and cells that fill the official documents, and what is wrong with a template."""

from __future__ import annotations

# kind of template → name
DOCUMENTS = {"bulletin": "通报", "feedback": "反馈单", "notice": "整改通知书", "report": "年度报告材料"}

BULLETIN_PATH = "通报_{stem}.docx"
FEEDBACK_PATH = "反馈单/反馈单_{unit}_{stem}.docx"
NOTICE_PATH = "整改通知书/整改通知书_{unit}_{stem}.docx"
REPORT_PATH = "年度报告材料_{stem}.docx"

SOURCE = "数据出处：{stated}。"
STATED = "{name}：{told}"
FACTS_NOTE = (
    "说明：得分、名次、等次和失分为{name}公布时的结果；问题、任务和待办事项为现有数据在{as_of}的状态，"
    "与公布时不同的，以更正后的公布结果为准。"
)

STATUSES = {"rated": "已评定", "provisional": "暂定", "not_rated": "未评定"}
PROVISIONAL = "（本次得分暂定）"
VETOED = "一票否决"
BELOW = "低于{pass_mark}分"
NO_ITEM = "未对应评分项"
OUTCOMES = {"praise": "通报表扬", "criticism": "通报批评", "interview": "约谈", "accountability": "问责"}
OUTCOME_COUNT = "{kind}{count}个"
EXTENDED = "原定{day}"

# the counts of a bulletin against its lists
DIFFERENT = (
    "通报没有生成：正文写“{name}”{stated}个，清单列出{listed}个，两者不一致。请运行 check 查看完整性报告"
)
COUNTED = {
    "units": "参加考核的单位",
    "top": "最高等次的单位",
    "below": "未达到合格要求的单位",
    "vetoed": "一票否决的单位",
    "provisional_below": "未达到合格要求而得分暂定的单位",
    "not_rated": "未评定的单位",
    "faults": "发现的问题",
    "sources": "各来源的问题",
    "open": "未整改的问题",
    "open_of": "{unit}未整改的问题",
    "overdue": "超过整改时限的问题",
}

# a unit's feedback
RANK_FULL = "第{rank}名（本类{count}个单位）"
RANK_OWN = "第{rank}名"
RANK_CLOSED = "未公布"
VETO_NOTE = "你单位被一票否决，总分和等次按办法的规定处理。"

# what the scheme says of rectification
RULE_OVERDUE = "问题超过整改时限仍未报告整改的，每逾期1日另扣{each}分。"
RULE_OVERDUE_CAP = "问题超过整改时限仍未报告整改的，每逾期1日另扣{each}分，每个问题最多扣{cap}分。"
RULE_RELIEF = "在时限内完成整改的，返还该问题扣分的{share}。"
RULE_REPEAT = "同类问题重复发生的，按{factor}倍扣分。"
RULE_RECHECK = "问题须经复查通过，才认定为完成整改。"

# the annual report
TOTAL_ROW = "合计"
WORKLOAD_NOTE = "合计中有{count}次属于截止日期已不参加考核的单位，不在上面各类之内。"
GRADE_COUNT = "{grade}{count}"
UNGRADED = "未评定"
NOTE_BETWEEN = "；"
LIST_BETWEEN = "、"
FULL_STOP = "。"
CHART_GRADES, CHART_FINDINGS = "各类单位考核等次分布", "各来源问题的整改情况"
CHART_TASKS, CHART_YEARS = "各类任务的完成情况", "两年规则相同的项目平均得分率"
CHART_MISSING = "（此处缺图：{caption}。{reason}）"

# what is wrong with a template
SAMPLE = "示例"
TEMPLATE_GONE = "模板“{file}”已不在库中。请从备份恢复 objects 目录，或撤销导入这个模板的批次"
UNKNOWN_TAG = "模板中有不认识的标记"
UNKNOWN_TAG_ACTION = "请对照 docs/templates.md 中的字段改正或删去"
NOT_A_DOCUMENT = "不是 .docx 文档，或文档已损坏"
NOT_A_DOCUMENT_ACTION = "请用 Word 或 WPS 另存为 .docx 后重新导入"
NOT_FILLED = "模板中的标记不能填写（{error}）"
NOT_FILLED_ACTION = "请检查标记的括号是否成对、每个 if 和 for 是否有结束标记"
