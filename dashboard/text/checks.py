"""Words of 抽测与检查: coverage, units checked too little, faults, quarters, repeated faults, draws."""

from __future__ import annotations

PAGE_CHECKS = "抽测与检查"

LEVELS = {"none": "未抽过", "few": "抽得少", "enough": "已够"}

# coverage
BINS = ("得分率90%以上", "80%–90%", "60%–80%", "60%以下")
BIN_NONE = "○ 未抽过"
CELL = "{mark}{share} · {count}次"
CELL_ON_PAPER = "{mark}{share}<br>{count}次"
CELL_NONE = "○ 未抽"
CELL_NOT_APPLICABLE = "–"
FEW_MARK = "△"
COVERAGE_TITLE = "{scope}{units}个单位的{cells}项中，{none}项未抽过、{few}项抽得少"
COVERAGE_FULL = "{scope}{units}个单位的{cells}项都已抽够"
COVERAGE_SCOPE_PAGED = "第{page}页（共{pages}页）"
COVERAGE_SUMMARY = "{units}个单位、{items}个评分项，共抽测{checks}次；未抽过{none}项，抽得少{few}项。"
COVERAGE_HOVER = "<b>{unit}</b><br>{item}：抽测{count}次，得分率{share}<br>{level}<extra></extra>"
COVERAGE_NOTE = (
    "每格为一个单位在一个评分项上的得分率和抽测次数，颜色越深得分率越低。"
    "△抽得少：不到本类各格次数中位数的一半；–表示该项不适用于这个单位。点击打开单位页面。"
)
UNIT_CHECKS = "合计次数"
UNIT = "单位"
NO_ITEMS = "本年度办法没有日常抽测环节"
NO_ITEMS_WHY = "抽测覆盖情况按日常抽测的评分项列出。"

# units checked too little
FEW_UNITS = "{count}个单位抽测不足，其中{none}个一次未抽"
FEW_UNITS_NONE = "各单位抽测次数均达到本类中位数的一半"
FEW_NOTE = (
    "抽测不足：次数不到本类中位数的一半。抽测是抽样，次数越少，名次越不确定："
    "名次区间以外的名次在95%的把握下可以排除，总分波动为同样把握下仅因抽样造成的上下幅度。"
)
COLUMN_CHECKS = "抽测次数"
COLUMN_MEDIAN = "本类中位数"
COLUMN_UNCHECKED = "未抽过的项"
COLUMN_RANK = "名次"
COLUMN_INTERVAL = "名次区间"
COLUMN_MARGIN = "总分波动"
COLUMN_MEANING = "说明"
MARGIN = "±{marks}"
MEANING_NONE = "一次未抽，不出分、不排名"
MEANING_ANY_RANK = "{ranked}个单位中任何名次都不能排除"
MEANING_RANGE = "{ranked}个单位中，第{low}至第{high}名都有可能"
MEANING_SURE = "名次已经确定"
MEANING_UNRANKED = "尚无名次"

# faults
FAULTS_TITLE = "前{top}类问题占全部{count}个问题的{share}，最多的是{first}（{most}个）"
FAULTS_NONE = "截至这一天没有问题"
FAULTS_NONE_WHY = "本年度还没有通报任何问题。"
FAULTS_SUMMARY = "按评分项统计的问题：{parts}。"
FAULTS_PART = "{name}{count}个"
FAULTS_HOVER = (
    "<b>{name}</b>（{component}）<br>{count}个问题，涉及{units}个单位，重复{repeated}个"
    "<br>累计占{share}<extra></extra>"
)
FAULTS_TEXT = " {count}"
FAULTS_TEXT_REPEATED = " {count}（重复{repeated}）"
FAULTS_REST_HOVER = "<b>{name}</b><br>{count}个问题，重复{repeated}个<br>累计占{share}<extra></extra>"
FAULTS_NOTE = "已撤销的问题不计；斜线为重复问题，右侧为由上至下的累计占比。"
NO_ITEM = "未对应评分项"
REST = "其余{count}类"
FIRST_TIME = "首次"
REPEATED = "重复"
CUMULATIVE = "累计占比"
FAULT = "问题类别"
COMPONENT = "考核环节"
COUNT = "问题数"
UNITS = "涉及单位"

# quarters
QUARTER = "第{quarter}季度"
QUARTER_TITLE_MOST = (
    "问题最多的是第{quarter}季度（{findings}个），检查单位最多的是第{inspected_quarter}季度（{inspected}个）"
)
QUARTER_TITLE_BOTH = "第{quarter}季度问题最多（{findings}个），检查的单位也最多（{inspected}个）"
QUARTER_TITLE_NONE = "本年度还没有抽测、检查和问题"
QUARTER_SUMMARY = "各季度：{parts}。"
QUARTER_PART = "第{quarter}季度抽测{checks}次、检查{inspected}个单位、问题{findings}个"
QUARTER_CHECKS = "抽测次数（得分率）"
QUARTER_INSPECTED = "季度检查单位数"
QUARTER_FINDINGS = "通报问题数（深色为重复）"
QUARTER_CHECKS_TEXT = "{count}（{share}）"
QUARTER_INSPECTED_TEXT = "{count}／{units}"
QUARTER_FINDINGS_TEXT = "{count}"
QUARTER_FINDINGS_REPEATED = "{count}（重复{repeated}）"
QUARTER_HOVER = "<b>第{quarter}季度</b><br>{what}：{text}<extra></extra>"
NOT_BEGUN = "未到"
COLUMN_QUARTER = "季度"
COLUMN_SHARE = "得分率"
COLUMN_INSPECTED = "检查单位"
COLUMN_FINDINGS = "通报问题"
COLUMN_REPEATED = "其中重复"
QUARTER_NOTE = "抽测按抽测日期、问题按通报日期归入季度；次年补查的归入第四季度。"

# repeated faults
REPEATED_TITLE = "{units}个单位有重复问题共{count}个，{standing}个尚未办结"
REPEATED_NONE = "没有重复问题"
COLUMN_SAME_ITEM = "本年同项问题"

# draws
DRAWS_TITLE = "已存档{count}次抽样，最近一次抽取{size}项，已检查{checked}项"
DRAWS_TITLE_UNDONE = "已存档{count}次抽样，均已撤销"
DRAWS_NONE = "还没有抽过样"
DRAWS_NONE_WHY = (
    "在下面填写，或用命令 draw --size 项数 --seed 种子 抽取下一批抽测对象。抽取结果先存档后检查，"
    "任何人都可以用同一种子和数据版本重抽核对。"
)
DRAW_TITLE = "第{draw_no}次抽样：{population}项中抽取{size}项，未抽过和抽得少的占{share}"
DRAW_TITLE_UNDONE = "第{draw_no}次抽样（已撤销）：{population}项中抽取{size}项"
DRAW_SUMMARY = "按类别和已抽情况分层：{parts}。"
DRAW_PART = "{stratum}{drawn}／{population}"
STRATUM = "{group}·{level}"
DRAW_HOVER = "<b>{stratum}</b><br>{population}项中抽取{drawn}项（{share}）<extra></extra>"
DRAWN = "抽中"
NOT_DRAWN = "未抽中"
STRATUM_TEXT = "{drawn}／{population}"
COLUMN_STRATUM = "分层"
COLUMN_POPULATION = "范围内"
COLUMN_DRAWN = "抽中"
COLUMN_DRAWN_SHARE = "抽中比例"
DRAW_FACTS = (
    "种子“{seed}”，{group}，截止{as_of}，{made_at}由{made_by}抽取，依据数据版本{release}；"
    "核对：python -m dashboard draw --redo {draw_no}"
)
DRAW_EXCLUDED = "未参加抽取：{units}。"
DRAW_EXCLUDED_UNIT = "{unit}（{reason}）"
DRAW_METHOD = (
    "方法：按类别和已抽情况分层，名额与格数成正比，未抽过的按4倍、抽得少的按2倍计；"
    "层内按“种子|单位编码|评分项编码”的SHA-256由小到大抽取。"
)
EVERY_GROUP = "全部类别"
CELLS_TITLE = "第{draw_no}次抽样的{count}项，已检查{checked}项"
COLUMN_DRAW = "抽样"
COLUMN_MADE_AT = "抽取时间"
COLUMN_SEED = "种子"
COLUMN_SIZE = "抽取项数"
COLUMN_EXCLUSIONS = "排除单位"
COLUMN_CHECKED = "已检查"
COLUMN_TURN = "顺序"
COLUMN_LEVEL = "抽样前"
COLUMN_BEFORE = "此前次数"
COLUMN_CHECKED_ON = "检查日期"
DRAW_NAME = "第{draw_no}次"
DRAW_LIVE = "有效"
DRAW_UNDONE = "已撤销"
WAITING = "待检查"
CHECKED = "已检查"
