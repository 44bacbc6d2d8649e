"""Words of 办法: the scheme in sentences, the trial of other weights (试算), how stable the ranking is."""

from __future__ import annotations

# the document
BASIS_TITLE = "{name}"
BASIS = "依据文件"
YEAR = "考核年度"
YEAR_OF = "{year}年"
FULL_MARKS = "总满分"
MARKS_OF = "{marks}分"
PRINTED = "分数写法"
PRINTED_OF = "保留{decimals}位小数，四舍五入；名次和等次都按写出的分数"
TIES = "同分排名"
TIES_OF = {
    "competition": "同分同名次，其后空出名次（1、2、2、4）",
    "dense": "同分同名次，其后不空名次（1、2、2、3）",
}
CLOSES = "事实截止日"
CLOSES_OF = "{day}，以后发生的事实不计入本年度"
CONVERSION = "折算"
CONVERSION_OF = "总分÷{full}×{conversion}，计入综合考核，最多{conversion}分"
CONVERSION_NONE = "不折算"
CONVERSION_LOW = "低于4分：已有文件要求政务公开在总体考核中不少于4%（哈办发〔2017〕13号），请核对"
WAIVER = "底线放宽"
WAIVER_OF = "日常抽测不低于50%的底线，已按{document}放宽"

# components and floors
COMPONENTS_TITLE = "总满分{full}分由{count}个环节组成，{first}占{share}"
COMPONENT = "考核环节"
POINTS = "满分"
SHARE = "占比"
SOURCE = "依据的事实"
HOW = "怎样汇总"
SOURCES = {
    "spot_check": "日常抽测记录",
    "inspection": "季度检查及其通报的问题",
    "ledger": "任务台账",
    "review": "年度考核打分",
}
FLOOR = "底线：{components}合计不低于总分的{minimum}（本办法为{share}）。"
FLOOR_ONE = "底线：{components}不低于总分的{minimum}（本办法为{share}）。"
FLOOR_NONE = "没有设底线。"
NO_DATA_RULE = (
    "某个环节还没有数据时，它的权重按比例转给其余环节，总分标为暂定；转移后仍要符合底线，否则不评分、不排名。"
)
YEARLY = "全年合并计算一次"
QUARTERLY = {"mean": "按季度计算，取已检查季度的平均", "min": "按季度计算，取已检查季度的最低"}
LATE_CREDIT = "；逾期完成的得{share}"
LATE_NOTHING = "；逾期完成的不得分"

# indicator tree
ITEMS_TITLE = "{component}（{points}分）：{count}个评分项"
ITEMS_TITLE_PLAIN = "{component}（{points}分）：不列评分项"
ITEMS_SCALED = "评分项合计{items}分，按得分率折算成本环节的{points}分。"
NOT_APPLICABLE = "对某单位不适用或尚未评到的评分项不参与计算，其余评分项按比例多占。"
INDICATOR = "指标"
INDICATOR_OF = "{name}（{points}分）"
ITEM = "评分项"
CODE = "编码"
RULE = "怎样计分"
APPLIES_TO = "适用单位"
EVERYONE = "全部单位"
RULE_RATE = "按得分率：抽测得分之和÷抽测满分之和×{points}分"
RULE_DEDUCT = "倒扣：每个问题扣{each}分，通报另写扣分的按通报，{stop}"
RULE_DEDUCT_STATED = "倒扣：按通报写明的扣分，没有写的不扣，{stop}"
STOPS = {"item": "本项扣完为止", "indicator": "所属指标扣完为止"}
RULE_COMPLETE = "按完成情况：牵头或负责的任务，按时完成得满分，逾期完成得{late}，未完成不得分"
RULE_ENTERED = "考核打分：0至{points}分"
RULE_TARGET = "按完成比例：实际数÷目标数×{points}分，超过目标不多得"
LATE_NO_MARKS = "0分"

# settings
SETTINGS_TITLE = "整改、加分和一票否决"
OVERDUE = "整改逾期：到期次日起每天扣{each}分，"
OVERDUE_CAP = "每个问题最多扣{cap}分。"
OVERDUE_NO_CAP = "不设上限。"
OVERDUE_NONE = "整改逾期：不另扣分，只列入逾期清单。"
RELIEF = "按时整改{recheck}：退回该问题扣分的{share}。"
RELIEF_RECHECKED = "并通过复查"
RELIEF_NONE = "按时整改：不退回扣分。"
REPEAT = "重复问题：扣分乘以{factor}。"
REPEAT_NONE = "重复问题：不加倍扣分。"
RECHECK = "整改要通过复查才算完成。"
RECHECK_NONE = "单位报告整改完成即算完成，复查未通过的除外。"
APPEALS = (
    "对问题或抽测有异议的，在{workdays}个工作日内申诉：从通报（抽测）日期和存入系统之日中较晚一天的次日算起。"
)
APPEALS_ANY_TIME = "对问题或抽测有异议的，办法没有规定申诉期限。"
BONUS = "加分：最多{cap}分{gate}。"
BONUS_GATE = "，基础分高于{gate}分的单位才能加"
BONUS_GATE_INCLUSIVE = "，基础分达到{gate}分的单位才能加"
BONUS_NONE = "加分：不设。"
MAJOR = "重大扣分：按认定的分数从总分中扣，不设上限，扣到0分为止。"
VETO_KEPT = "一票否决：保留分数，排在本类最后，评为最低等次。"
VETO_CEILING = "一票否决：总分最高{ceiling}分，排在本类最后，评为最低等次。"

# grades
GRADES_TITLE = "等次：{names}"
GRADES_NONE = "本办法不评等次，只排名次"
GRADE = "等次"
MINIMUM = "分数线"
MINIMUM_OF = "{marks}分及以上"
MINIMUM_LAST = "其余"
QUOTA = "名额"
QUOTA_OF = "不超过本类参评单位的{share}（自最高等次累计，向下取整；末位同分的都算）"
QUOTA_NONE = "不限"
GRADES_NOTE = "被一票否决的单位一律评为最低等次。"

# the trial of other weights
TRIAL_HEADING = "试算：换一种权重会怎样"
TRIAL_FORM = "各环节的满分，合计须为{full}分"
TRIAL_EXPLAINED = "改动分值后按“试算”，只供比较：不保存，不影响任何已公布或现有的结果；网址可以转发。"
TRIAL_FIELD = "{component}（现为{points}分）"
TRIAL_SHORT = "合计{sum}分，还差{marks}分"
TRIAL_OVER = "合计{sum}分，超出{marks}分"
TRIAL_EVEN = "合计{sum}分，正好"
TRIAL_START = "试算"
TRIAL_RESET = "恢复办法的分值"
TRIAL_NONE = "还没有试算"
TRIAL_NONE_WHY = "在上面改动分值后按“试算”，这里列出新的总分和名次，与现有结果并排。"
TRIAL_REFUSED = "这样的权重不能试算"
TRIAL_NOTICE = "试算：{weighting}。以下总分、名次和等次只供比较，不是考核结果，不会保存。"
TRIAL_WEIGHT = "{component}{points}分"
TRIAL_AXIS = "试算权重：{weighting}"
TRIAL_ON_TOP = "正在试算另一种权重（{weighting}），"
TRIAL_ON_TOP_REFUSED = "网址中的试算权重（{weighting}）不能用，"
TRIAL_SEE_WHY = "看原因"
TRIAL_SEE = "看试算结果"
REFUSED = {
    "unknown": "本年度的办法没有环节“{subject}”，请恢复办法的分值后再改。",
    "no_number": "“{subject}”的分值“{stated}”不是数字。",
    "not_positive": "“{subject}”的分值为{stated}，必须大于0。",
    "sum": "各环节的分值合计{stated}分，必须等于总满分{wanted}分。",
    "floor": "违反底线：{subject}只占{stated}，办法规定不低于{wanted}。",
}
TRIAL_TITLE = "试算·{group}：{moved}个单位名次变动，{first}变动最大（第{before}→{after}名）"
TRIAL_TITLE_STILL = "试算·{group}：{count}个单位名次都不变"
TRIAL_SUMMARY = (
    "试算（{weighting}）下{group}{count}个单位：{up}个名次上升，{down}个下降，其余不变。不是考核结果。"
)
TRIAL_HOVER = (
    "<b>{unit}</b><br>现有{total}分，第{rank}名，{grade}<br>"
    "试算{trial_total}分（{change}），第{trial_rank}名，{trial_grade}<extra></extra>"
)
TRIAL_REAL = "现有总分"
TRIAL_TRIED = "试算总分"
TRIAL_CHANGE = "分差"
REAL_RANK = "现名次"
TRIAL_RANK = "试算名次"
RANK_CHANGE = "名次变动"
REAL_GRADE = "现等次"
TRIAL_GRADE = "试算等次"
RANK_MOVE = "第{before}→{after}名 {change}"
RANK_STAYS = "第{after}名 ＝"
UNIT = "单位"
UNIT_ROW = "{rank} {name}"
TRIAL_NOTE = "空心点为现有总分，实心菱形为试算总分；按试算名次排列。横轴不从零开始。"

# how stable the ranking is
STABILITY_HEADING = "换成底线允许的其他权重，名次稳不稳"
STABILITY_TITLE = (
    "{group}：{kept}/{count}个单位在各种权重下等次都不变，{first}名次变化最大（第{best}–{worst}名）"
)
STABILITY_TITLE_PLAIN = (
    "{group}：{kept}/{count}个单位在各种权重下名次都不变，{first}名次变化最大（第{best}–{worst}名）"
)
STABILITY_STILL = "{group}：{count}个单位在各种权重下名次都不变"
STABILITY_SUMMARY = "{group}{count}个单位按{weightings}种底线允许的权重重算：{told}。"
STABILITY_TOLD = "{name}现第{rank}名，可在第{interval}名之间，等次不变的占{share}"
STABILITY_NOTE = (
    "在底线允许的全部权重中均匀取{weightings}种（取法固定，每次相同），逐一按办法重算，不保存。"
    "横条为最好到最差的名次，圆点为现名次；右侧为等次不变的权重所占比例。"
    "权重之外的不确定（抽测是抽样）见“排名”页的名次区间。"
)
STABILITY_HOVER = (
    "<b>{unit}</b><br>现第{rank}名，{grade}<br>各种权重下第{interval}名，总分{low}–{high}<br>"
    "名次不变{keeps_rank}，等次不变{keeps_grade}（共{weightings}种权重）<extra></extra>"
)
KEEPS_GRADE = "等次不变"
KEEPS_RANK = "名次不变"
RANK_RANGE = "名次范围"
TOTAL_RANGE = "总分范围"
REAL_TOTAL = "总分"
RANGE_OF = "{low}–{high}"
NOTHING_TO_TRY = "还没有可以排名的单位"
NOTHING_TO_TRY_WHY = "截至这一天没有任何单位取得得分，换权重也无从比较。可换一个截止日期。"
