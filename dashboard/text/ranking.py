"""Words of 排名 beside its boards: ranks over the rounds, published beside today, units side by side."""

from __future__ import annotations

SECTIONS = {
    "ranking-boards": "名次榜",
    "ranking-rounds": "名次走势",
    "ranking-published": "公布与现算",
    "ranking-compare": "单位对比",
}
SECTIONS_LABEL = "本页内容"

# the boards
BOARD_OF = "名次取自"
BOARD_TODAY = "当前数据"
PUBLISHED_BOARD = "名次、得分和构成是{round_name}公布时存下的结果，以后录入或改判的事实不改变它。"
BOARD_NOT_SHOWN = "本轮没有可以查看的名次榜"
BOARD_NOT_SHOWN_WHY = (
    "本轮只向各单位公布其本单位的名次，或没有排名的单位。本单位的结果见单位页面“已公布的轮次”。"
)

# ranks over the rounds
TODAY = "当前"
STOP = "{round_name}<br>{month}-{day}"
BUMP_TITLE = "{group}：{riser}升{places}位，升幅最大；{faller}降{fallen}位，降幅最大"
BUMP_TITLE_RISE = "{group}：{riser}升{places}位，升幅最大；没有单位下降"
BUMP_TITLE_FALL = "{group}：{faller}降{fallen}位，降幅最大；没有单位上升"
BUMP_TITLE_STILL = "{group}：各轮名次没有变化"
BUMP_TITLE_ONE = "{group}：目前只有一次名次，尚无变化可比"
BUMP_SUMMARY = "{group}各轮公布名次和当前名次：{units}。"
BUMP_UNIT = "{name}由第{first}名到第{last}名"
BUMP_LABEL = "{rank} {name} {change}"
BUMP_HOVER = "<b>{unit}</b><br>{stop}：第{rank}名／{of}，{total}分<br>截至{as_of}{kind}<extra></extra>"
BUMP_PUBLISHED = "，公布"
BUMP_NOW = "，现算"
BUMP_NOTE = (
    "各轮为已公布的名次，最后一列按所选截止日期计算。"
    "实线上升、虚线下降、灰线不变；同分的单位上下相邻。点击打开单位页面。"
)
NO_ROUNDS = "本年度还没有已公布的轮次"
NO_ROUNDS_WHY = "截至这一天没有关闭任何轮次，名次走势在第一次公布后显示。"
COLUMN_CLIMBED = "升降"
RANK_AND_TOTAL = "{rank}（{total}）"

# published beside today
PUBLISHED_TITLE = "{units}个单位的公布结果与按现有数据重算的不同，共{count}处"
PUBLISHED_SAME = "已公布的{count}个轮次与按现有数据在同一截止日期重算的结果全部一致"
PUBLISHED_NOTE = (
    "公布的结果不会改变；差异在更正后才成为新的公布结果。"
    "每一处的具体事实见单位页面“已公布的轮次”和“失分明细”。"
)
OTHERS_CHANGED = "本单位的失分没有变化，名次因其他单位的结果变化"
COLUMN_WHY = "为什么"
COLUMN_DETAILS = "明细"
DETAILS = "查看原因"

# side by side
COMPARE_TITLE = "对比单位（最多三个）"
COMPARE_FIELD = "单位{number}"
COMPARE_NONE = "不选"
COMPARE_ONE_MORE = "再选一个单位即可对比"
COMPARE_ONE_MORE_WHY = "同一类别的单位名次可以直接比较；不同类别的单位只宜比较得分率和失分原因。"
COMPARE_FINDING = "{first}比{second}高{gap}分，差距最大的环节是{component}"
COMPARE_EQUAL = "{first}与{second}同分，差距最大的环节是{component}"
COMPARE_UNRATED = "各环节得分率对比"
COMPARE_SUMMARY = "各环节得分率：{parts}。"
COMPARE_PART = "{unit}{component}{rate}"
COMPARE_HOVER = (
    "<b>{unit}</b><br>{component}：{score}／{full}，得分率{rate}<br>"
    "折合总分{marks}分，截至{as_of}<extra></extra>"
)
COMPARE_NOTE = "得分率＝环节得分÷环节满分；没有点的环节尚无数据。"
COMPARE_TABLE = "总分、名次、抽测和失分原因"
COMPARE_MIXED = "所选单位不属于同一类别，名次不能直接比较。"
COMPONENT = "考核环节"
RATE_OF = "{rate}（{score}／{full}）"
MEASURE = "项目"
GROUP = "类别"
RANK_OF = "{rank}／{of}"
CHECKS = "抽测次数"
CHECK_SHARE = "抽测得分率"
BONUS = "加分"
MAJOR = "重大扣分"
LOST = "失分：{cause}"

# search
SEARCH = "查找单位"
