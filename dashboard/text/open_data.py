"""Words of the open-data package: titles of its tables, what every field means, who publishes it."""

from __future__ import annotations

TITLE = "{district}{occasion}政务公开考核结果"
LICENSE = "未指定（由公布单位确定）"
KEYWORDS = ("政务公开", "考核", "得分")
PUBLISHED = "公布情况"
NOT_PUBLISHED = "按截止日期的数据计算，未作为轮次公布"
IN_FULL = "已公布"
RECOMPUTE = (
    "。parquet 文件夹里是同样的表。只用本数据包即可重算每个总分，方法见软件文档 docs/open-data.md。"
    "数据不含检查人员姓名和问题描述等文字。"
)

# resource → what it holds
RESOURCES = {
    "results": "各单位的得分、名次和等次，每单位一行",
    "components": "各单位各环节的得分、得分率和实际权重，每单位每环节一行",
    "losses": "每一处失分，每单位各行相加为满分减基础分",
    "adjustments": "计入总分的加分、重大扣分和一票否决，每单位每类一行",
    "scheme": "考核办法的设置，一行",
    "scheme_components": "办法的考核环节和分值",
    "scheme_grades": "办法的等次线和比例",
    "scheme_floors": "办法的权重底线，每条底线的每个环节一行",
}

# field → what it means; `resource.field` where a resource means something else by it
FIELDS = {
    "unit_id": "单位编码",
    "name": "名称",
    "group_name": "单位类别，名次在类别内排列",
    "status": "rated 已评定；provisional 暂定，有环节尚无数据；not_rated 未评定，不出分",
    "total": "总分，已四舍五入；未评定为空",
    "full_marks": "满分",
    "base": "基础分，未四舍五入：满分×各环节得分之和÷有数据环节的分值之和",
    "bonus": "计入的加分",
    "major": "重大扣分",
    "is_vetoed": "是否一票否决",
    "rank": "名次",
    "rank_low": "在95%的把握下不能排除的最高名次",
    "rank_high": "在95%的把握下不能排除的最低名次",
    "grade": "等次",
    "converted": "折算分；办法不折算时为空",
    "reason": "未评定或暂定的原因",
    "check_count": "计入得分的抽测次数",
    "decimals": "总分的小数位",
    "component": "考核环节编码",
    "component_name": "考核环节名称",
    "score": "环节得分；空为尚无数据",
    "full_points": "环节分值；空为尚无数据",
    "rate": "得分率：环节得分÷环节分值",
    "weight": "实际权重：环节分值÷有数据环节的分值之和",
    "loss_no": "失分序号，在单位内由大到小",
    "losses.period": "年度，或按季度计分的季度，如2026Q1",
    "indicator": "指标编码",
    "item": "评分项编码",
    "item_name": "评分项名称",
    "cause": (
        "check 抽测失分；finding 问题扣分；overdue 逾期扣分；task_not_done 任务未完成；"
        "task_late 任务逾期完成；review 考核失分"
    ),
    "ref": "抽测编号、问题编号、任务序号或评分项编码",
    "marks": "失去的总分",
    "adjustments.kind": "bonus 加分；major 重大扣分；veto 一票否决",
    "adjustments.points": "计入的分值；一票否决为空",
    "year": "考核年度",
    "basis": "办法依据的文件",
    "ties": "同分名次：competition 并列后跳号；dense 并列后不跳号",
    "conversion": "总分折算为综合考核的分值；空为不折算",
    "spot_floor_waived_by": "放宽日常抽测权重底线的文件；空为没有放宽",
    "bonus_cap": "加分上限",
    "bonus_gate": "加分门槛：基础分高于它才加分；空为没有门槛",
    "bonus_gate_inclusive": "基础分等于门槛时是否加分",
    "veto_ceiling": "被一票否决的单位总分最高为多少；空为总分不变",
    "component_no": "环节的顺序",
    "source": "证据来源：spot_check 日常抽测；inspection 季度检查；ledger 工作台账；review 年度考核",
    "points": "环节分值",
    "share": "占满分的比例",
    "scheme_components.period": "year 全年一期；quarter 按季度",
    "combine": "各季度怎样合成：mean 平均；min 取最低",
    "minimum": "等次线：总分达到它",
    "quota": "从最高等次起累计，占本类有名次单位的比例；空为不限",
    "floor_no": "底线的序号",
    "scheme_floors.minimum": "所列环节的实际权重合计至少多少",
}
