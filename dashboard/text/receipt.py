"""Words of the receipt: from a unit's total to component, item, fact, rule and source, each level in one sum."""

from __future__ import annotations

TRAIL = "得分怎么来的"
BACK = "返回单位页面"
TRAIL_TOTAL = "总分 {total}"
NOT_RATED = "未评定"

# the total
TOTAL_TITLE = "总分{total}怎么来的：点开一个环节，逐级查到事实和原始文件"
TOTAL_TITLE_NONE = "未评定：已有环节的得分如下"
BASE_SUM = "基础分 {base} ＝ {full} × 各环节得分之和 {scores} ÷ 有数据环节的满分之和 {points}"
TOTAL_SUM = "总分 {total} ＝ 基础分 {base} ＋ 加分 {bonus} − 重大扣分 {major}，保留{decimals}位小数，四舍五入"
TOTAL_VETOED = "已被一票否决，总分按办法封顶，排在本类最后。"
COMPONENT = "考核环节"
SCORE = "得分"
FULL = "满分"
RATE = "得分率"
WEIGHT = "实际权重"
OF_TOTAL = "折合总分"
NO_DATA = "尚无数据，权重已转给其余环节"
NO_DATA_YET = "尚无数据"
NOTHING_TO_ASSESS = "没有要考核的内容，不算缺数据"

# a component
COMPONENT_TITLE = "{name} {score} ＝ {points} × {rate}"
COMPONENT_TITLE_NONE = "{name}：尚无数据"
PERIOD_SUM = "{period}：评到的评分项共{assessed}分，得{got}分，{points} × {got} ÷ {assessed} ＝ {score}"
MEAN_SUM = "环节得分 ＝ {periods}期平均（{scores}）＝ {score}"
MIN_SUM = "环节得分 ＝ {periods}期中最低（{scores}）＝ {score}"
PENALTY_SUM = "再减问题逾期扣分 {penalties}，得 {score}（扣到0分为止）"
PERIOD = "期次"
INDICATOR = "指标"
ITEM = "评分项"
GOT = "得"
OF = "分值"
LOST = "失分（占总分）"
STATUS = "说明"
STATUSES = {"scored": "", "no_data": "尚未评到", "not_applicable": "不适用"}
WHOLE_COMPONENT = "整个环节"

# an item
ITEM_TITLE = "{name}：{sums}"
ITEM_TITLE_NONE = "{name}：截至这一天没有评到"
ITEM_GOT = "{period}得{got}／{points}"
RATE_SUM = (
    "{period}：得 {got} ＝ {points} × {count}次抽测得分之和 {earned} ÷ 满分之和 {possible}（得分率{share}）"
)
DEDUCT_SUM = "{period}：得 {got} ＝ {points} − {count}个问题扣分合计 {taken}"
DEDUCT_STOP = "（扣完为止，超出部分按办法在本项或所属指标止住）"
COMPLETE_SUM = (
    "{period}：得 {got} ＝ {points} × 各任务完成率的平均 {share}（{count}件应办事项，先按任务平均）"
)
REVIEW_SUM = "{period}：考核得 {got}／{points}"
FACTS = "依据的{count}条事实，失分最多的在前"
FACTS_NONE = "没有扣分的事实"
KIND = "种类"
KINDS = {"check": "抽测", "finding": "问题", "task": "任务", "review": "考核"}
REF = "编号"
DATE = "日期"
WHAT = "内容"
MARKS = "得分／满分"
TAKEN = "扣分"
RULE = "办法怎样规定"

# a fact
FACT_TITLE = "{kind}{ref}：失总分{lost}分"
FACT_TITLE_NONE = "{kind}{ref}：没有失分"
OWN_PAGE = "经过、申诉和办理"
FACT_NOTE = "失总分：这条事实的扣分经本项或指标止住、按环节满分折算、多期平均后，在总分中占的分。"
CHECKED_ON = "抽测日期"
SAMPLE = "抽测对象"
EARNED = "得分"
EARNED_OF = "{earned}／{possible}"
EARNED_CHANGED = "{earned}／{possible}（原为{own}，申诉后改）"
NOTE = "备注"
NOTIFIED_ON = "通报日期"
DESCRIPTION = "问题"
DUE_ON = "整改时限"
DUE_MOVED = "{due}（原定{original}，已延期）"
RECTIFIED_ON = "整改日期"
DAYS_LATE = "逾期天数"
STATE = "状态"
FINDING_SUM = "扣分怎么算"
FINDING_BASE = "{base}"
FINDING_REPEAT = "{base} × {factor}（重复）"
FINDING_RATE = "0（问题本身已计入抽测得分率）"
FINDING_RELIEF = " × （1 − {relief}）（按时整改退回）"
FINDING_PENALTY = " ＋ 逾期{penalty}（{days}天 × {each}，上限{cap}）"
FINDING_PENALTY_UNCAPPED = " ＋ 逾期{penalty}（{days}天 × {each}）"
FINDING_RESULT = "{sum} ＝ {result}"
REQUIREMENT = "工作要求"
RESPONSIBLE = "责任单位"
DEADLINE = "时限要求"
DONE_ON = "完成日期"
VALUE = "完成率"
REVIEWED_ON = "考核日期"
AWARDED = "评分"
AWARDED_OF = "{got}／{points}"
ACTUAL = "完成数／目标数"
ACTUAL_OF = "{actual}／{target}"
EVIDENCE = "佐证"
NO_FACT = "没有这条事实"
NO_FACT_WHY = "截至这一天，编号“{ref}”没有计入“{item}”。可从上面的各级返回。"
NO_COMPONENT = "没有这个环节"
NO_COMPONENT_WHY = "本年度的办法没有“{component}”这个环节或评分项，或对这个单位没有结果。"

# its source
SOURCES = "这条事实的原始记录"
SOURCE_WHAT = "记录"
SOURCE_FILE = "文件"
SOURCE_SHEET = "工作表"
SOURCE_ROW = "行"
SOURCE_BATCH = "批次"
SOURCE_BY = "存入人"
SOURCE_AT = "存入时间"
WHATS = {
    "spot_checks": "日常抽测",
    "findings": "问题清单",
    "appeals": "申诉",
    "extensions": "延期申请",
    "tasks": "任务清单",
    "ledger": "工作台账",
    "reviews": "年度考核",
}
