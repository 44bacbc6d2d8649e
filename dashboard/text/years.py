"""Words of 年度对比: two years side by side, like beside like, and why something cannot be compared."""

from __future__ import annotations

AGAINST = "对比年度"
AGAINST_CHOICE = "{year}年"
ONE_YEAR = "没有可比的年度"
ONE_YEAR_WHY = "只有一个年度有考核办法。导入另一年度的办法和事实后，这里把两年并排比较。"
BAD_AGAINST = "网址中的对比年度“{value}”不能与本年度对比，已改用{used}年。"
DATES = "{year}年截至{as_of}，与{against}年截至{against_as_of}相比：两年取同一天，晚于当年截止日的取截止日。"

LIKE = "可比"
UNLIKE = "不可比"
ONLY = "只有{year}年有"
REASONS = {
    "differs_in_points": "分值不同",
    "differs_in_items": "评分项不同",
    "differs_in_rule": "计分方式不同",
    "differs_in_targets": "适用单位不同",
    "differs_in_settings": "整改扣分规则不同",
}
TOTAL_REASONS = {
    "differs_in_points": "总满分不同",
    "differs_in_items": "考核环节的分值或规则不同",
    "differs_in_settings": "加分或一票否决规则不同",
}

# the verdict at the top
TOTAL_LIKE = "两年的办法相同，总分可以直接比较"
TOTAL_UNLIKE = "两年的总分不能直接比较：{reasons}"
TOTAL_LIKE_WHY = "名次、总分和各环节得分率都按同一套规则算出。"
TOTAL_UNLIKE_WHY = (
    "名次是当年本类单位之间的先后，可以对照；总分只并列，不求差；{like}个评分项和环节两年规则相同，单独比较。"
)

TIES_DIFFER = "两年同分排名的规则不同，有同分时名次会相差一两名。"

# slope of the ranks
SLOPE_TITLE = "{group}：{up}个单位名次上升，{down}个下降，变动最大的是{first}（第{before}→{after}名）"
SLOPE_STILL = "{group}：{count}个单位名次都没有变"
SLOPE_NONE = "{group}：没有两年都有名次的单位"
SLOPE_SUMMARY = "{group}两年都有名次的{count}个单位：{told}。"
SLOPE_TOLD = "{name}第{before}→{after}名"
SLOPE_HOVER = (
    "<b>{unit}</b><br>{against}年第{rank_then}名，{total_then}分，{grade_then}<br>"
    "{year}年第{rank}名，{total}分，{grade}<extra></extra>"
)
RISEN, FALLEN, SAME = "名次上升", "名次下降", "名次不变"
RANK_AND_NAME = "{rank} {name}"
NAME_AND_RANK = "{name} {rank}"
YEAR = "{year}年"
SLOPE_NOTE = (
    "左为{against}年名次，右为{year}年名次；实线▲上升，虚线▼下降。只有一年有名次的单位不画线，列在下方。"
)

# like items
RATES_TITLE = "{count}个可比项中{up}个得分率上升，变动最大的是{first}（{change}个百分点）"
RATES_STILL = "{count}个可比项的得分率都没有变"
RATES_NONE = "没有两年都可比且都有数据的环节或评分项"
RATES_NONE_WHY = (
    "两年办法中没有规则相同的环节或评分项，或其中一年到这一天还没有数据。下表列出每一项为什么不可比。"
)
RATES_SUMMARY = "平均得分率：{told}。"
RATES_TOLD = "{name}{against}年{then}、{year}年{now}"
RATES_HOVER = (
    "<b>{name}</b><br>{against}年{then}（{units_then}个单位）<br>{year}年{now}（{units}个单位）<br>"
    "变动{change}个百分点<extra></extra>"
)
RATES_NOTE = (
    "得分率：各单位所得占该项分值的比例，取有数据单位的平均，变动以百分点计。"
    "只比较两年计分规则相同的项目；横轴不从零开始。"
)
PART = "项目"
RATE_OF = "{year}年得分率"
RATE_CHANGE = "变动"
COMPONENT_NAME = "{name}（环节）"
ITEM_NAME = "{component}·{item}"

# units
UNITS_TITLE = "{count}个单位的两年结果"
UNIT = "单位"
GROUP = "类别"
TOTAL_OF = "{year}年总分"
RANK_OF = "{year}年名次"
GRADE_OF = "{year}年等次"
TOTAL_CHANGE = "总分变动"
RANK_CHANGE = "名次变动"
UNIT_NOTE = "名次变动：▲上升、▼下降、＝不变；—表示其中一年没有名次。"

# units of one year only
ONLY_TITLE = "{count}个单位只有一年有名次，不作比较"
ONLY_NONE = "所有单位两年都有名次"
ONLY_REASON = "为什么"
NOT_ASSESSED = "{year}年不是考核对象"
NOT_RATED = "{year}年未评定：{reason}"

# parts
PARTS_TITLE = "办法对照：{like}项可比，{unlike}项不可比"
POINTS_OF = "{year}年分值"
VERDICT = "能否比较"
WHY = "原因"
INDENT = "　{name}"
