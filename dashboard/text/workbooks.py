"""Words of the exported workbooks and CSV files: titles, headings with what each column means, charts, 出处."""

from __future__ import annotations

FOLDER = "表格"
FONT = "微软雅黑"
TITLE = "{district}{occasion}政务公开考核{kind}"
TOO_MANY_ROWS = (
    "“{name}”有{count:,}行，超过一张工作表的{most:,}行，没有导出。请按单位分别导出，或导出“开放数据”"
)
TITLE_OF_UNIT = "{title}（{unit}）"
AS_OF = "截至{as_of}"
RELEASE = "数据版本{release}"
ROWS = "共{count}行"
TODAYS_FACTS = "清单按数据版本{release}的现有数据"
PAGE_NUMBER = "第 &P 页，共 &N 页"
YES = "是"

# sheets
RANKING = "排名"
COMPONENTS = "各环节得分"
LOSSES = "失分"
OVERDUE = "逾期"
LEDGER = "台账"
TASKS = "任务原文"
FINDINGS = "问题"
FIGURE_OF_GROUP = "图 {group}"
FIGURE_LOSSES = "图 失分原因"
FIGURE_OVERDUE = "图 逾期时长"
FIGURE_LEDGER = "图 各单位进展"
FIGURE_FINDINGS = "图 问题分类"
ORIGIN = "出处"

STATUS = {"rated": "已评定", "provisional": "暂定", "not_rated": "未评定"}
RECHECKS = {"pass": "通过", "fail": "不通过"}

# charts: the finding as title, names of the axes
GROUP_TITLE = "{group}：{first}居首（{best}分），{last}居末（{worst}分）"
GROUP_TITLE_ONE = "{group}：{first}{best}分"
RANK_AND_NAME = "{rank} {name}"
UNITS_BY_RANK = "单位（按名次）"
MARKS_OF_TOTAL = "折合总分的分值（不含重大扣分和一票否决）"
LOSSES_TITLE = "{unit}失分最多（{marks}分），主要是{cause}（{part}分）"
UNITS_BY_LOSS = "单位（按失分由多到少）"
MARKS_LOST = "失分（总分）"
UNITS_BY_AGE = "单位（按最久逾期天数）"
MATTERS = "未办结事项（项）"
LEDGER_TITLE = "{unit}逾期的任务最多（{count}项），各单位共逾期{total}项"
LEDGER_TITLE_CLEAN = "牵头和负责的任务没有逾期"
UNITS_BY_OVERDUE = "单位（按逾期任务由多到少）"
TASK_COUNT = "牵头和负责的任务（项）"
FINDINGS_TITLE = "“{first}”的问题最多（{most}个），前{top}类占全部{count}个问题的{share}"
FAULT = "问题类别"
FINDING_COUNT = "问题数（个）"
NO_ITEM = "未对应评分项"
CONTINUED = "{title}（续）"
SUM = "合计"

# 出处
ORIGIN_TITLE = "出处：数据从哪里来，各列是什么意思"
ORIGIN_OF_EXPORT = "本表依据"
ORIGIN_SHEETS = "各工作表的查询（在软件的 queries/pages 文件夹中，可逐条复核）"
ORIGIN_COLUMNS = "各列含义"
MADE_ON = "生成日期"
SHEET = "工作表"
QUERY = "查询文件"
NAME = "项目"
VALUE = "内容"
COLUMN = "列"
MEANING = "含义"
QUERY_FILE = "{name}.sql"
CLOSED_NOTE_NAME = "轮次说明"
CLOSED_NOTE = (
    "得分、名次、各环节得分和失分是关闭轮次时存下的行，之后导入的数据不会改变它们；"
    "逾期、台账、问题的清单是现有数据在该截止日期的状态，可能与公布时不同。"
)
EMPTY_NOTE_NAME = "空单元格"
EMPTY_NOTE = "表示没有数据或不适用，不是0。"

# column of the rows → heading and what it means
COLUMNS = {
    "group_name": ("类别", "单位类别；只在同类单位之间排名"),
    "unit_id": ("单位编码", "单位文件里的编码"),
    "name": ("单位", "单位名称"),
    "rank": ("名次", "本类别内的名次；未评定的单位没有名次"),
    "total": ("总分", "公布的得分，已按办法的小数位四舍五入"),
    "grade": ("等次", "按办法的等次线和比例"),
    "status": ("状态", "已评定：各环节都有数据；暂定：有环节尚无数据；未评定：数据不足，不出分"),
    "rank_low": ("区间最高", "抽测是抽样：在95%的把握下不能排除的最高名次"),
    "rank_high": ("区间最低", "在95%的把握下不能排除的最低名次"),
    "check_count": ("抽测次数", "计入得分的抽测次数"),
    "base": ("基础分", "各环节按实际权重折合的分，未加减、未四舍五入；显示时按办法的小数位"),
    "bonus": ("加分", "计入总分的加分：不超过办法的上限，且达到加分门槛"),
    "major": ("重大扣分", "认定的重大扣分"),
    "veto": ("一票否决", "“是”表示被一票否决"),
    "converted": ("折算分", "总分折算为综合考核的分值；办法不折算时为空"),
    "component_score": ("{name}", "“{name}”环节的得分；空为尚无数据"),
    "not_rated_reason": ("说明", "为什么未评定，或暂定缺哪些环节"),
    "component_name": ("考核环节", "证据来自哪个环节"),
    "score": ("环节得分", "本环节的得分"),
    "full_points": ("环节满分", "办法给本环节的分值"),
    "rate": ("得分率", "环节得分÷环节满分"),
    "weight": ("实际权重", "无数据的环节把权重按比例转给其余环节之后的权重"),
    "contribution": ("折合总分", "得分率×实际权重×满分；各环节相加为基础分；未评定的单位为空"),
    "period": ("期间", "年度，或按季度计分的季度"),
    "indicator_name": ("指标", "办法的二级指标"),
    "item_name": ("评分项", "办法的三级评分项"),
    "cause": ("原因", "因什么失分"),
    "ref": ("依据编号", "抽测编号、问题编号、任务序号或评分项编码"),
    "fact": ("事实", "事实的原文"),
    "marks": ("失分", "失去的总分；一个单位各行相加为满分减基础分"),
    "recoverable": ("可挽回", "今天办结并通过复查可得的总分，逐项单独计算；轮次导出时为空"),
    "due_on": ("时限", "现行时限，延期的按延期后"),
    "evidence": ("佐证", "佐证材料的网址或名称，原文"),
    "kind": ("种类", "整改：问题未整改；任务：台账事项未完成"),
    "description": ("内容", "问题描述或任务要求，原文"),
    "original_due_on": ("原定时限", "通报或方案写明的时限"),
    "extended_to": ("延期至", "批准延期后的时限；空为没有延期"),
    "days_late": ("逾期天数", "到截止日期（已整改的到整改日期）超过时限的日历天数"),
    "state": ("状态", "截止日期时的状态"),
    "lost": ("已失分", "到截止日期已因此失去的总分"),
    "task_no": ("任务序号", "方案里的序号"),
    "category": ("工作任务", "方案的任务类别"),
    "requirement": ("工作要求", "方案原文"),
    "role": ("职责", "牵头、责任计分，配合只跟踪"),
    "deadline_kind": ("时限类型", "时限原文读作哪一类"),
    "deadline": ("时限原文", "方案原文"),
    "responsible": ("责任单位原文", "方案原文"),
    "entries": ("应办", "到截止日期为止应办的事项件数，含未到期"),
    "finished": ("已办", "其中已完成的件数"),
    "overdue": ("逾期", "其中逾期未完成的件数"),
    "next_due_on": ("最近时限", "尚未完成的事项里最早的时限"),
    "done_on": ("最近完成", "已完成的事项里最晚的完成日期"),
    "unresolved": ("待认定", "对不上单位名录的责任单位写法，未计入任何单位"),
    "own_units": ("责任单位数", "牵头或负责的单位数"),
    "support_units": ("配合单位数", "配合的单位数"),
    "source": ("来源", "问题由哪里发现"),
    "task_source": ("出处", "任务出自哪份方案的哪一处"),
    "finding_id": ("问题编号", "问题清单里的编号"),
    "finding_period": ("计分期间", "计入哪个季度或年度"),
    "check_id": ("抽测编号", "发现问题的那次抽测"),
    "notified_on": ("通报日期", "通报给单位的日期"),
    "rectified_on": ("整改日期", "单位报送整改完成的日期"),
    "rechecked_on": ("复查日期", "复查的日期"),
    "recheck_result": ("复查结果", "通过或不通过"),
    "repeat": ("重复问题", "“是”表示同类问题再次出现"),
    "deduction": (
        "计扣分",
        "从评分项上扣的分（封顶前），含逾期扣分；按得分率计分的项只计逾期扣分；空为不计分",
    ),
    "tracked_reason": ("不计分原因", "只跟踪、不计分的原因；空为计分"),
    "lost_by_finding": ("失分", "因此失去的总分；空为没有因它失分"),
    "findings": ("问题数", "未撤销的问题个数"),
    "first_time": ("首次", "不是重复问题的个数"),
    "repeated": ("重复", "重复问题的个数"),
    "cumulative_share": ("累计占比", "由上至下累计占全部问题的比例"),
    "not_due": ("未到期", "时限未过、没有时限或正在等待批复的事项"),
    "overdue_1_7": ("逾期1–7天", "逾期1至7天的事项"),
    "overdue_8_30": ("逾期8–30天", "逾期8至30天的事项"),
    "overdue_over_30": ("逾期30天以上", "逾期超过30天的事项"),
    "overdue_total": ("逾期合计", "逾期未完成的事项"),
    "oldest_days": ("最久逾期天数", "最久的一项逾期天数；空为没有逾期"),
}
