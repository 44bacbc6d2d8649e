"""Words of the charts: findings as titles, summaries for screen readers, labels, headings of their tables."""

from __future__ import annotations

# ranking board
RANKING_ALL_PASS = "{group}：{count}个单位全部达到{grade}线，{first}居首"
RANKING_BELOW = "{group}：{below}个单位低于{grade}线，{first}居首"
RANKING_PLAIN = "{group}：{count}个单位，{first}居首"
RANKING_SUMMARY = "{group}共{count}个单位排名，最高{first}{best}分，最低{last}{worst}分。"
NAME_AND_RANK = "{name} {rank}"
TOTAL = "总分"
GRADE = "等次"
CHANGE = "较上轮"
CHECKS = "抽测"
RANK = "名次"
UNIT = "单位"
RANK_INTERVAL = "名次区间"
VETOED = "一票否决"
PROVISIONAL_MARK = "*"
PROVISIONAL_NOTE = "带*的总分为暂定：有的环节尚无数据，其权重已按比例转给其余环节。"
MAJOR = "重大扣分"
CUT = "扣减后的总分"
PART_HOVER = "<b>{unit}</b><br>{part}：{marks}分<br>本环节得分{score}／{full}<extra></extra>"
BONUS_HOVER = "<b>{unit}</b><br>加分：{marks}分<extra></extra>"
INTERVAL_HOVER = "<b>{unit}</b><br>第{rank}名，名次区间{interval}<br>依据{checks}次抽测<extra></extra>"
WORDS_HOVER = "<b>{unit}</b><br>总分{total}（基础分{base}，加分{bonus}，重大扣分{major}）<extra></extra>"
GRADE_LINE = "{grade}线 {minimum}"

# a long chart, of which one page is drawn
WINDOW = "（图中为第{first}–{last}个单位，共{count}个）"

# waterfall
WATERFALL_TITLE = "失{lost}分，最多的一项是{step}（{marks}分）"
WATERFALL_CLEAN = "没有失分"
WATERFALL_SUMMARY = "从满分{full}到得分{total}：{steps}。"
WATERFALL_STEP = "{step}{marks}"
BONUS = "加分"
STEP = "步骤"
MARKS = "分值"
REACHED = "累计"
STEP_HOVER = "<b>{step}</b><br>{marks}分，{facts}<br>至此{reached}分<extra></extra>"
LEVEL_HOVER = "<b>{step}</b>：{reached}分<extra></extra>"
FACTS = "依据{count}条事实"
STEP_NAME = "{component}·{cause}"
CAUSES = {
    "check": "抽测失分",
    "finding": "问题扣分",
    "overdue": "逾期扣分",
    "task_not_done": "任务未完成",
    "task_late": "任务逾期完成",
    "review": "考核失分",
}

# ageing
AGES = ("未到期", "逾期1–7天", "逾期8–30天", "逾期30天以上")
AGEING_TITLE = "{units}个单位有逾期事项共{items}项，其中{oldest}项超过30天"
AGEING_NOT_OLD = "{units}个单位有逾期事项共{items}项，均未超过30天"
AGEING_CLEAN = "没有逾期事项，{items}项尚未到期"
AGEING_SUMMARY = "共{units}个单位有未办结事项：{parts}。"
AGEING_PART = "{age}{count}项"
AGEING_HOVER = "<b>{unit}</b><br>{age}：{count}项<br>最久逾期{days}天<extra></extra>"
OLDEST = "最久逾期天数"
OVERDUE_TOTAL = "逾期合计"

# trend
TREND_UP = "自{since}以来上升{change}分，现为{total}分"
TREND_DOWN = "自{since}以来下降{change}分，现为{total}分"
TREND_LEVEL = "自{since}以来没有变化，现为{total}分"
TREND_SHORT = "目前{total}分，尚无更早的得分可比"
TREND_NONE = "尚无得分"
TREND_SUMMARY = "按月末计算的总分：{points}。"
TREND_POINT = "{day} {total}分"
MEDIAN = "本类中位数"
MEDIAN_SHORT = "中位数"
LOWER_QUARTILE = "下四分位"
UPPER_QUARTILE = "上四分位"
THIS_UNIT = "本单位"
DATE = "日期"
MONTH = "{month}月"
TREND_HOVER = "<b>{day}</b><br>总分{total}{rank}<br>本类中位数{median}<extra></extra>"
TREND_RANK = "，第{rank}名／{of}"

# calendar strip
CALENDAR_TITLE = "今后四周有{count}项到期，最集中的是{day}（{most}项）"
CALENDAR_EMPTY = "今后四周没有事项到期"
CALENDAR_SUMMARY = "今后四周到期：整改{findings}项，任务{tasks}项。"
FINDINGS_DUE = "整改到期"
TASKS_DUE = "任务到期"
WORKDAY = "工作日"
REST_DAY = "休息日"
PROVISIONAL_CALENDAR = "（暂定）"
MONTH_DAY = "{month}月{day}日"
WEEKDAYS = ("一", "二", "三", "四", "五", "六", "日")
DUE_HOVER = "<b>{day}</b><br>{series}：{count}项<extra></extra>"

# what a waterfall row without a component is
STEPS = {"full": "满分", "bonus": "加分", "major": "重大扣分", "veto": "一票否决封顶", "total": "得分"}
