"""Words of 认定: marks of the annual review, bonuses and deductions, use of results, rounds, approvals."""

from __future__ import annotations

PAGE_DECISIONS = "认定"
CHOOSE_PART = "办理"
PARTS = {
    "proposals": "提请审核",
    "reviews": "考核评分",
    "adjustments": "加减分",
    "outcomes": "结果运用",
    "rounds": "轮次",
}

PROPOSALS_NONE = "没有等待审核的提请"
PROPOSALS_WAITING = "{count}项提请等待审核"
PROPOSAL_HEAD = "{step}：{subject}"
PROPOSAL_BY = "{name}于{day}提请"
PROPOSAL_OWN = "这是您自己提请的，要由另一位主管审核；在那之前您可以撤回。"
PROPOSAL_WAITS = "等待审核，还没有生效——{step}：{subject}。{name}于{day}提请，等另一位主管审核。"
PROPOSAL_OPEN = "打开提请审核"
PROPOSAL_RANKING = "看截至{day}的排名，有多少暂定和未评定，再审核"
PROPOSALS_PAST = "办结的提请{count}项"
PROPOSAL_STATES = {"approved": "已同意", "rejected": "已退回", "withdrawn": "已撤回", "undone": "已撤销"}
COLUMN_SUBJECT = "事项"
COLUMN_STATE = "结果"
COLUMN_PROPOSER = "提请人"
COLUMN_SECOND = "审核人"
COLUMN_ENDED = "办结时间"
COLUMN_WHY = "理由"

REVIEW_FORM = "录入一个单位一项指标的考核评分"
REVIEW_AGAIN = "更正{unit}“{item}”的考核评分"
COLUMN_CHANGE = "办理"
CHANGE = "更正"
REVIEW_NOTE = (
    "每项指标后面写着满分和填法：直接给分的只填“得分”；按完成比例给分的只填“完成数”和“目标数”，两个数用同一个计量单位"
    "（件、篇、次等，按办法），得分由系统按比例算。"
    "已经录入的，在下面的清单里点“更正”；旧的留在历史里。"
)
REVIEW_NO_ITEMS = "本年度办法没有年度考核指标"
REVIEW_NO_ITEMS_WHY = "办法里没有来源为 review 的环节，不用录入考核评分。"
REVIEWS_TITLE = "已录入考核评分{count}项，涉及{units}个单位"
REVIEWS_NONE = "还没有录入考核评分"
ITEM_CHOICES = {
    "entered": "{name}（满分{points}分，直接给分）",
    "target": "{name}（满分{points}分，填完成数和目标数）",
}
ITEM_MARKS = "{name}（满分{points}分）"
COLUMN_ITEM = "指标"
COLUMN_AWARDED = "得分"
COLUMN_ACTUAL = "完成数"
COLUMN_TARGET = "目标数"
COLUMN_DAY = "日期"
COLUMN_NOTE = "依据"

ADJUSTMENT_FORM = "提请加分、重大扣分或一票否决"
ADJUSTMENT_NOTE = "分值写正数；一票否决不写分值。经另一位主管审核同意后才计入得分。"
ADJUSTMENTS_TITLE = "本年度加减分{count}项"
ADJUSTMENTS_NONE = "本年度没有加减分"
ADJUSTMENT_KINDS = {"bonus": "加分", "major": "重大扣分", "veto": "一票否决"}
COLUMN_NUMBER = "编号"
COLUMN_KIND = "类型"
COLUMN_POINTS = "分值"
COLUMN_REASON = "事由"

OUTCOME_FORM = "记录一项结果运用"
OUTCOME_NOTE = "这里记录的是人作出的决定，系统不会自动作出。"
OUTCOMES_TITLE = "结果运用{count}项"
OUTCOMES_NONE = "本年度还没有结果运用"
OUTCOME_KINDS = {
    "praise": "通报表扬",
    "criticism": "通报批评",
    "interview": "约谈",
    "accountability": "问责",
}
COLUMN_ROUND = "轮次"
COLUMN_DOCUMENT = "文号"

CLOSE_FORM = "关闭一个轮次"
CLOSE_NOTE = (
    "关闭后结果存成定稿，以后导入、撤销都不再改变它；更正已关闭的轮次，请用原来的名称并写明更正理由。"
    "经另一位主管审核同意后生效。"
)
PUBLISH_FORM = "公布{name}"
PUBLISH_NOTE = "现在：{scope}。公布后不能收回。"
ROUNDS_TITLE = "{year}年已关闭轮次{count}个"
ROUNDS_NONE = "{year}年还没有关闭轮次"
COLUMN_AS_OF = "截止日期"
COLUMN_SCOPE = "公布范围"
COLUMN_CLOSED = "关闭时间"
COLUMN_CLOSED_BY = "经办和审核"
CORRECTED = "{name}（第{number}次更正）"
REPLACED = "{name}（已被更正）"
