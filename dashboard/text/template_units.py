"""The shipped templates of what single units get, 反馈单 and 整改通知书; blocks as in dashboard/text/templates.py."""

from __future__ import annotations

from dashboard.text.templates import EVIDENCE, FINDING_STATE, NUMBER, RULES, SIGNED, SOURCE, TABLE, Blocks

FEEDBACK: Blocks = (
    ("title", "{{ name }}政务公开考核结果反馈单"),
    *NUMBER,
    ("address", "{{ unit }}："),
    (
        "body",
        "根据《{{ scheme }}》，现将你单位截至{{ as_of }}的{{ name }}政务公开考核结果反馈如下，请核对。",
    ),
    ("caption", TABLE + "考核结果"),
    (
        "grid",
        (26, 52, 26, 52),
        ("单位", "{{ unit }}", "单位类别", "{{ group }}"),
        ("考核得分", "{{ total }}（满分{{ full_marks }}）", "等次", "{{ grade }}"),
        ("本类名次", "{{ rank }}", "折算分", "{{ converted }}"),
        ("评定状态", "{{ status }}", "抽测次数", "{{ check_count }}"),
        ("加分", "{{ bonus }}", "重大扣分", "{{ major }}"),
    ),
    ("if", "reason"),
    ("body", "{{ reason }}。"),
    ("end",),
    ("if", "veto_note"),
    ("body", "{{ veto_note }}{% if base != '—' %}加分和扣分之前的得分为{{ base }}分。{% endif %}"),
    ("end",),
    ("heading", "一、各环节得分"),
    ("caption", TABLE + "各考核环节得分（单位：分）"),
    (
        "table",
        "components",
        ("考核环节", 38, "l", "{{ row.name }}"),
        ("得分", 24, "r", "{{ row.score }}"),
        ("满分", 22, "r", "{{ row.full }}"),
        ("得分率", 22, "r", "{{ row.rate }}"),
        ("实际权重", 24, "r", "{{ row.weight }}"),
        ("计入总分", 26, "r", "{{ row.contribution }}"),
    ),
    ("note", "尚无数据的环节不计入总分，其权重按办法转给有数据的环节；计入总分＝得分率×实际权重×总满分。"),
    ("heading", "二、失分明细"),
    ("if", "losses"),
    ("body", "共有{{ loss_count }}笔失分，合计{{ lost }}分，自高到低列出。"),
    ("caption", TABLE + "失分明细（单位：分）"),
    (
        "table",
        "losses",
        ("失分", 14, "r", "{{ row.marks }}"),
        ("环节", 18, "c", "{{ row.component }}"),
        ("评分项", 26, "l", "{{ row.item }}"),
        ("原因", 18, "c", "{{ row.cause }}"),
        ("编号、事实和佐证", 60, "l", "{{ row.ref }}　{{ row.description }}" + EVIDENCE),
        ("日期", 20, "c", "{{ row.day }}"),
    ),
    ("end",),
    ("if", "not losses"),
    ("body", "{% if status == '未评定' %}未评定的单位不计失分。{% else %}没有失分记录。{% endif %}"),
    ("end",),
    ("heading", "三、需要办理的事项"),
    ("if", "matters"),
    (
        "body",
        (
            "需要办理的事项{{ matter_count }}项，其中已经逾期的{{ overdue_count }}项。“可挽回”是现在办结并通过复查可以"
            "得回的分；“将失分”是一直不办，到本年度考核截止时还会再失去的分。各项单独计算，不能相加。"
        ),
    ),
    ("caption", TABLE + "需要办理的事项（单位：分）"),
    (
        "table",
        "matters",
        ("种类", 12, "c", "{{ row.kind }}"),
        ("编号、内容和佐证", 50, "l", "{{ row.ref }}　{{ row.description }}" + EVIDENCE),
        ("时限", 20, "c", "{{ row.due }}"),
        ("状态", 20, "c", FINDING_STATE),
        ("可挽回", 17, "r", "{{ row.recoverable }}"),
        ("将失分", 17, "r", "{{ row.at_risk }}"),
        ("失分起始", 20, "c", "{{ row.at_risk_on }}"),
    ),
    ("end",),
    ("if", "not matters"),
    ("body", "目前没有需要办理的事项。"),
    ("end",),
    ("if", "rules"),
    ("heading", "四、办理时请注意"),
    ("body", RULES),
    ("end",),
    *SIGNED,
    ("caption", "签收"),
    (
        "grid",
        (26, 52, 26, 52),
        ("签收单位", "", "签收人", ""),
        ("签收日期", "", "联系电话", ""),
    ),
    *SOURCE,
)

NOTICE: Blocks = (
    ("title", "政务公开问题整改通知书"),
    *NUMBER,
    ("address", "{{ unit }}："),
    (
        "body",
        (
            "截至{{ as_of }}，你单位尚有{{ finding_count }}个政务公开问题没有整改到位"
            "{% if overdue %}，其中超过整改时限的{{ overdue }}个{% endif %}。"
            "现将问题清单印发给你单位，请对照清单明确责任人，在整改时限前完成整改。"
        ),
    ),
    (
        "body",
        (
            "整改完成后，请填写附件中的责任人、整改情况和佐证，于时限前报送；整改结果以复查为准。"
            "{% if nearest_due %}最近的整改时限为{{ nearest_due }}。{% endif %}"
            "{% if overdue %}已经超过时限的问题，请立即整改并说明原因。{% endif %}"
        ),
    ),
    ("if", "rules"),
    ("body", RULES),
    ("end",),
    ("kept", "附件：整改问题清单"),
    *SIGNED,
    ("caption", "签收"),
    (
        "grid",
        (26, 52, 26, 52),
        ("签收单位", "", "签收人", ""),
        ("签收日期", "", "联系电话", ""),
    ),
    ("lying",),
    ("address", "附件"),
    ("caption", "{{ unit }}整改问题清单（{{ finding_count }}个）"),
    (
        "table",
        "findings",
        ("序号", 9, "c", "{{ row.no }}"),
        ("编号", 23, "l", "{{ row.ref }}"),
        ("问题和佐证", 42, "l", "{{ row.description }}" + EVIDENCE),
        ("评分项", 20, "l", "{{ row.item }}"),
        ("来源", 17, "c", "{{ row.source }}"),
        ("整改时限", 29, "c", "{{ row.due }}{% if row.extended %}\n{{ row.extended }}{% endif %}"),
        ("状态", 18, "c", FINDING_STATE),
        ("责任人", 15, "c", ""),
        ("整改情况和佐证", 25, "l", ""),
        ("复查人和日期", 14, "c", ""),
        ("复查结果", 12, "c", ""),
    ),
    ("note", "责任人、整改情况和佐证由整改单位填写，复查人和日期、复查结果由复查单位填写。"),
    *SOURCE,
)
