"""Words of the pages: headings, columns, states of findings and tasks, what the figures mean."""

from __future__ import annotations

# state → words and look; the look's shape and colour are in components.css
STATES = {
    "overdue": ("逾期", "overdue"),
    "failed": ("复查未通过", "failed"),
    "pending": ("待批复", "waiting"),
    "soon": ("临期", "soon"),
    "open": ("未到期", "open"),
    "rectified": ("待复查", "waiting"),
    "confirmed": ("已整改", "normal"),
    "withdrawn": ("已撤销", "open"),
    "done": ("按时完成", "normal"),
    "late": ("逾期完成", "soon"),
    "undated": ("无固定时限", "open"),
    "waiting": ("尚无事项", "open"),
    "missing": ("逾期未报", "overdue"),
    "silent": ("尚未报送", "open"),
    "handed_in_late": ("逾期报送", "soon"),
    "past": ("期限已过", "waiting"),
}
KINDS = {"finding": "整改", "task": "任务"}
ROLES = {"lead": "牵头", "owner": "责任", "support": "配合"}

# overview
OVERDUE_FIGURE = "逾期事项"
OVERDUE_MEANING = "整改{findings}项，任务{tasks}项；涉及{units}个单位，已使其合计失{lost}分"
DUE_SOON_FIGURE = "{within}个工作日内到期"
DUE_SOON_MEANING = "到期前办结不扣分"
BELOW_FIGURE = "低于合格线"
BELOW_MEANING = "其中被一票否决{vetoed}个"
NOT_RATED_FIGURE = "未评定"
NOT_RATED_MEANING = "抽测不足，不出分不排名；暂定{provisional}个"
REPEATED_FIGURE = "重复问题"
REPEATED_MEANING = "同类问题再次出现且尚未办结"
ITEMS = "项"
UNITS = "个"
OVERDUE_NONE = "目前没有逾期事项"
OVERDUE_FINDINGS = "逾期整改最久的单位：{units}"
OVERDUE_UNIT = "{unit}（{days}天，失{lost}分）"
OVERDUE_FINDINGS_NONE = "没有逾期整改"
OVERDUE_TASKS = "{units}个单位有逾期任务{count}件，合计失{lost}分"
OVERDUE_TASKS_NONE = "没有逾期任务"
DUE_SOON = "{count}项在{within}个工作日内到期"
DUE_SOON_NONE = "{within}个工作日内没有到期的事项"
ONLY_FIRST = "只列前{shown}项，共{count}项，全部见“逾期”页。"
ONLY_FIRST_UNITS = "只列前{shown}个单位，共{count}个，全部见“逾期”页。"
BRIEF_NOTE = "每类列出前三名、后三名和低于合格线的单位；完整排名见“排名”页。"
NOT_RATED = "未评定"
NOT_RATED_REASON = "未评定：{unit}（{reason}）。"

# ranking
NOT_RATED_TITLE = "{count}个单位未评定"
NOT_RATED_NONE = "所有单位均已评定"
NOTHING_RANKED = "还没有可以排名的单位"
NOTHING_RANKED_WHY = "截至这一天没有任何单位取得得分。可换一个截止日期，或先导入抽测和检查结果。"
INTERVAL_NOTE = (
    "名次区间：抽测是抽样，区间以外的名次在95%的把握下可以排除；"
    "“较上轮”与{round_name}（截至{round_as_of}）公布的名次相比；点击条形打开单位页面。"
)
INTERVAL_NOTE_FIRST = (
    "名次区间：抽测是抽样，区间以外的名次在95%的把握下可以排除；"
    "此前没有已公布的轮次可比；点击条形打开单位页面。"
)

# overdue
WITHIN = "临期范围"
WITHIN_CHOICE = "{days}个工作日"
OVERDUE_LIST = "{count}项已逾期，合计使有关单位失{lost}分"
OVERDUE_LIST_NONE = "没有逾期事项"
AGEING_NOTE = "未到期含待批复的延期和申诉；配合任务不计。"
NOTHING_OPEN = "没有未办结事项"
NOTHING_OPEN_WHY = "截至这一天，所有问题均已整改，所有有时限的任务均已完成。"

# unit
CHOOSE_UNIT = "选择单位"
NO_SUCH_UNIT = "没有这个单位"
NO_SUCH_UNIT_WHY = "编码“{unit_id}”在{as_of}不是考核对象。可从下面的单位中选择。"
SCORE_CARD = "总分"
SCORE_OF = "满分{full}"
RANK_CARD = "名次"
RANK_OF = "／{count}"
RANK_GAP = "；距第{rank}名{name}{gap}分"
RANK_MEANING = "{group}，区间{interval}，依据{checks}次抽测"
RANK_UNRATED = "{group}，已抽测{checks}次"
RANK_UNCHECKED = "{group}，还没有抽测"
RANK_NOT_SHOWN = "{group}，依据{checks}次抽测；名次以公布的轮次为准"
GRADE_CARD = "等次"
GRADE_GAP = "距{grade}还差{gap}分"
GRADE_TOP = "已是最高等次"
GRADE_FULL = "得分已到{grade}，但本类{grade}名额已满"
CHANGE_CARD = "较上轮"
CHANGE_MEANING = "{round_name}（截至{as_of}）：{total}分，第{rank}名，{grade}"
CHANGE_UNRATED = "{round_name}（截至{as_of}）：未评定"
CHANGE_NONE = "此前没有已公布的轮次"
OPEN_CARD = "未办结问题"
OPEN_MEANING = "逾期事项{overdue}项"
WORK_LIST = "可挽回{recoverable}项，放任不管将失分{at_risk}项。"
WORK_GAP = "距第{rank}名{name}{gap}分："
WORK_FIRST = "先{first}"
WORK_NEXT = "，再"
WORK_DO = "办{kind}“{ref}”"
WORK_RECHECK = "请复查{kind}“{ref}”"
WORK_NOTHING_BACK = "今天没有可以挽回的分，下列各项放任不管将失分"
WORK_ONE = "{name}可挽回{marks}分{rise}"
WORK_RISE = "、升{places}位"
WORK_LIST_NONE = "没有可以挽回或将要失去的分"
WORK_NOTE = (
    "每一行单独计算，各行不能相加。可挽回：今天办结并通过复查可得；将失分：一直不办，到本年度截止日会再失去。"
)
WORK_NOTE_PLACES = "可升名次：只办这一项、其他单位不变时。"
LOSSES = "失分明细：{count}笔"
LOSSES_NONE = "没有失分记录"
FINDINGS = "{count}个问题尚未办结"
FINDINGS_NONE = "没有未办结的问题"
TASKS_OWN_NONE = "本年度没有牵头或负责的任务"
TASKS_OWN = "牵头或负责的任务：{count}项，其中逾期{overdue}项"
TASKS_SUPPORT = "配合的任务：{count}项"
TRACKED = "只跟踪不计分：{reason}"
PROVISIONAL_DATE = "{day}（暂定）"

# columns
COLUMN_UNIT = "单位"
COLUMN_GROUP = "类别"
COLUMN_KIND = "种类"
COLUMN_REF = "编号"
COLUMN_WHAT = "内容"
COLUMN_ORIGINAL_DUE = "原定时限"
COLUMN_EXTENDED_TO = "延期至"
COLUMN_DUE = "时限"
COLUMN_DAYS_LATE = "逾期天数"
COLUMN_WORKDAYS_LEFT = "剩余工作日"
COLUMN_STATUS = "状态"
COLUMN_LOST = "已失分"
COLUMN_EVIDENCE = "佐证"
COLUMN_OVERDUE_FINDINGS = "逾期整改"
COLUMN_OVERDUE_TASKS = "逾期任务"
COLUMN_OLDEST = "最久天数"
COLUMN_DUE_SOON = "临期"
COLUMN_RANK = "名次"
COLUMN_TOTAL = "总分"
COLUMN_GRADE = "等次"
COLUMN_CHANGE = "较上轮"
COLUMN_CHECKS = "抽测次数"
COLUMN_REASON = "原因"
COLUMN_RECOVERABLE = "可挽回"
COLUMN_PLACES = "可升名次"
COLUMN_AT_RISK = "将失分"
COLUMN_AT_RISK_ON = "起算日期"
COLUMN_COMPONENT = "考核环节"
COLUMN_ITEM = "评分项"
COLUMN_CAUSE = "原因"
COLUMN_MARKS = "失分"
COLUMN_FACT = "事实"
COLUMN_NOTIFIED = "通报日期"
COLUMN_RECTIFIED = "整改日期"
COLUMN_REPEAT = "重复"
COLUMN_REQUIREMENT = "工作要求"
COLUMN_DEADLINE = "时限要求"
COLUMN_ROLE = "职责"
COLUMN_DONE = "完成日期"
COLUMN_PERIOD = "期次"
YES = "是"
SCORE_CONVERTED = "，折算{converted}分"
VETOED = "一票否决"
WATERFALL_NOTE = "从满分起逐项列出失分，横轴不从零开始；每一步按考核环节和原因合计，明细见下方“失分明细”。"
TREND_NOTE = "每个月末按当时已有的事实计算；灰带为本类的四分位区间，虚线为本类中位数。"

# rounds of a unit
ROUNDS_TITLE = "本年已公布的轮次，与按现有数据在同一截止日期重算的结果"
ROUNDS_NOTE = "已公布的结果不会改变；差异只在更正后才会成为新的公布结果。"
CORRECTION = "（更正{number}）"
CAME_LATER = "公布后新增{count}笔失分"
GONE = "公布后消除{count}笔失分"
WEIGHED = "{count}笔失分的分值有变"
NO_DIFFERENCE = "一致"
NOT_IN_ROUND = "公布时不含本单位"
COLUMN_ROUND = "轮次"
COLUMN_AS_OF = "截止日期"
COLUMN_PUBLISHED_TOTAL = "公布总分"
COLUMN_PUBLISHED_RANK = "公布名次"
COLUMN_PUBLISHED_GRADE = "公布等次"
COLUMN_TODAY_TOTAL = "现总分"
COLUMN_TODAY_RANK = "现名次"
COLUMN_TODAY_GRADE = "现等次"
COLUMN_DIFFERENCE = "差异"
