"""Words of 总览 for its three readers: the office, the head of a unit, the author of the annual report."""

from __future__ import annotations

READER = "读者"
READERS = {"office": "总办", "unit": "单位", "author": "年报"}

# the office
BOARDS_TITLE = "{below}个单位低于合格线，{unrated}个未评定"
BOARDS_TITLE_PASS = "没有单位低于合格线，{unrated}个未评定"
COLUMN_GAP = "距上一等次"
FEW_COLUMNS = ("抽测次数", "名次区间", "总分波动")
MORE_ON = "只列前{shown}个，共{count}个，全部见“抽测与检查”页。"

# the head of a unit
CHOOSE_UNIT = "选择单位，查看本单位的总览"
OTHER_UNIT = "换一个单位"
WHOLE_PAGE = "本单位全部明细"
TASK_COUNTS = "{tasks}项任务：牵头或负责{own}项，配合{support}项，{overdue}项逾期"
TASK_COUNTS_NONE = "本年度没有分到任务"
ROLES = {"lead": "牵头", "owner": "责任", "support": "配合（不计分）"}
COLUMN_TASKS = "任务"
COLUMN_BY_GROUP = "其中按类别分到"
COLUMN_OVERDUE = "逾期"
COLUMN_OPEN = "未到期"
COLUMN_LATE = "逾期完成"
COLUMN_DONE = "按时完成"
COLUMN_UNDATED = "无固定时限"
COLUMN_WAITING = "尚无事项"
COLUMN_NEXT_DUE = "最近时限"

# the author of the annual report
CAPTION = "来源：政务公开考核（{district}{label}），数据版本{release}，截至{as_of}。"
YEARS_LINK = "与上一年度比较"
PROGRESS_TITLE = "{year}年进展：{group}得分中位数变化最大（{change}分，现为{median}分）"
PROGRESS_SHORT = "{year}年进展：目前只有一个月末有得分"
PROGRESS_NONE = "尚无得分"
PROGRESS_NONE_WHY = "截至这一天没有任何单位取得得分。"
PROGRESS_SUMMARY = "各类单位月末得分中位数：{groups}。"
PROGRESS_GROUP = "{group}由{first}分到{last}分"
PROGRESS_LABEL = "{group} {median}"
PROGRESS_HOVER = (
    "<b>{group}</b> {day}<br>得分中位数{median}分<br>"
    "{units}个单位中{rated}个有得分，其中暂定{provisional}个<extra></extra>"
)
PROGRESS_NOTE = "每个月末按当时已有的事实计算；年初各环节数据不全，得分多为暂定。"
COLUMN_RATED = "有得分／全部"
GROUP = "单位类别"

CLASSES = {"dated": "有固定时限", "triggered": "触发后限时", "open": "长期无时限"}
CLASS_NAME = "{name} {tasks}项"
CLASSES_TITLE = (
    "{tasks}项任务：有固定时限{dated}项、触发后限时{triggered}项、长期{open}项；"
    "应办{entries}件，按时办结{share}"
)
CLASSES_TITLE_NONE = "{tasks}项任务：有固定时限{dated}项、触发后限时{triggered}项、长期{open}项；尚无应办事项"
CLASSES_SUMMARY = "按单位落实的事项：{parts}。"
CLASSES_OPEN = "不设时限，不计逾期"
CLASSES_NOTE = (
    "按牵头或负责的单位逐件计算，配合不计；长期任务不列入按时率。按时办结率＝按时完成÷应办（完成与逾期）。"
)
COLUMN_CLASS = "任务种类"
COLUMN_ENTRIES = "事项"

GRADES_TITLE = "{units}个单位中{top}个评为{grade}（{share}）"
GRADES_TITLE_NONE = "{units}个单位，本办法不评等次"
GRADES_TITLE_UNRATED = "{units}个单位均未评定等次"
GRADES_SUMMARY = "各类单位的等次：{parts}。"
NOT_RATED = "未评定"
GRADES_NOTE = "等次按类别评定；未评定为抽测不足或尚无数据。"

FINDINGS_TITLE = "发现问题{found}个，已整改{rectified}个，其中按时{share}，逾期未改{overdue}个"
FINDINGS_NONE = "截至这一天没有发现问题"
FINDINGS_NONE_WHY = "本年度还没有通报任何问题。"
FINDINGS_SUMMARY = "发现问题与整改：{parts}。"
FINDINGS_PART = "{source}{found}个"
SOURCES = {
    "spot_check": "日常抽测",
    "inspection": "季度检查",
    "third_party": "第三方",
    "superior": "上级通报",
    "public": "社会监督",
}
ALL_SOURCES = "合计"
IN_TIME, LATE, OPEN, OVERDUE = "按时整改", "逾期整改", "未到期", "逾期未改"
FINDINGS_NOTE = "已撤销的问题不计；报告整改后复查未通过的按未整改计。"
COLUMN_SOURCE = "问题来源"
COLUMN_FOUND = "发现"
COLUMN_IN_TIME_SHARE = "已改中按时"
COLUMN_CONFIRMED = "复查确认"

TOTALS_TITLE = "合计数已核对：各类相加与事实总数全部相符"
TOTALS_DIFFERENT = "{count}项合计与事实总数不符，引用前请核对"
MEASURES = {
    "units": "参评单位（个）",
    "checks": "日常抽测（次）",
    "inspections": "季度检查（次）",
    "findings": "通报问题（个）",
}
COLUMN_MEASURE = "项目"
COLUMN_SUM = "合计"
COLUMN_VERIFIED = "核对"
VERIFIED = "相符"
NOT_VERIFIED = "差{difference}"
TOTALS_NOTE = "“合计”直接由事实清点，与各类相加核对；差额来自截止日不参评的单位。"
PART_HOVER = "<b>{row}</b><br>{part}：{count}（共{of}，占{share}）<br>截至{as_of}<extra></extra>"
