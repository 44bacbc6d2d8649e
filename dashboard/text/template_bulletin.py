"""The shipped template of the bulletin (通报); dashboard/text/templates.py says what a block is."""

from __future__ import annotations

from dashboard.text.templates import FINDING_STATE, NUMBER, RESULT_COLUMNS, SIGNED, SOURCE, TABLE, Blocks

BULLETIN: Blocks = (
    ("title", "关于{{ name }}政务公开考核情况的通报"),
    *NUMBER,
    ("address", "各有关单位："),
    (
        "body",
        (
            "根据《{{ scheme }}》{% if basis %}（{{ basis }}）{% endif %}，{{ district }}对{{ unit_count }}个单位截至"
            "{{ as_of }}的政务公开工作进行了考核。现将{{ name }}考核情况通报如下。"
        ),
    ),
    ("heading", "一、总体情况"),
    (
        "body",
        (
            "参加考核的单位{{ unit_count }}个，取得考核得分的{{ scored_count }}个"
            "{% if provisional_count != '0' %}（其中{{ provisional_count }}个有考核环节尚无数据，得分为暂定）{% endif %}"
            "，未评定的{{ not_rated_count }}个。"
            "{% if top_grade %}评为“{{ top_grade }}”等次的{{ top_count }}个。{% endif %}"
            "{% if pass_mark %}低于{{ pass_mark }}分或者被一票否决的{{ below_count }}个，"
            "其中被一票否决的{{ vetoed_count }}个"
            "{% if provisional_below_count != '0' %}、得分暂定的{{ provisional_below_count }}个{% endif %}。{% endif %}"
        ),
    ),
    ("heading", "二、成绩突出的单位"),
    ("if", "top"),
    ("body", "以下{{ top_count }}个单位评为“{{ top_grade }}”等次。"),
    ("caption", TABLE + "评为“{{ top_grade }}”等次的单位"),
    (
        "table",
        "top",
        ("序号", 16, "c", "{{ row.no }}"),
        ("单位", 70, "l", "{{ row.name }}"),
        ("类别", 34, "c", "{{ row.group }}"),
        ("得分（分）", 36, "r", "{{ row.total }}"),
    ),
    ("end",),
    ("if", "not top"),
    (
        "body",
        "{% if top_grade %}本次考核没有单位评为“{{ top_grade }}”等次。{% else %}考核办法不评等次。{% endif %}",
    ),
    ("end",),
    ("if", "provisional_top_count != '0'"),
    (
        "body",
        (
            "另有{{ provisional_top_count }}个单位的暂定得分达到“{{ top_grade }}”，因有考核环节尚无数据，本次不列入，"
            "待各环节都有数据后评定。"
        ),
    ),
    ("end",),
    ("if", "praised"),
    ("body", "对下列{{ praise_count }}个单位，已作出通报表扬的决定。"),
    ("caption", TABLE + "通报表扬的单位"),
    (
        "table",
        "praised",
        ("单位", 38, "l", "{{ row.name }}"),
        ("决定日期", 24, "c", "{{ row.decided_on }}"),
        ("文号", 38, "l", "{{ row.document }}"),
        ("事由", 56, "l", "{{ row.reason }}"),
    ),
    ("end",),
    ("heading", "三、未达到合格要求的单位"),
    ("if", "below"),
    ("body", "以下{{ below_count }}个单位未达到合格要求，应当分析原因，制定整改措施，并报送整改情况。"),
    ("caption", TABLE + "未达到合格要求的单位"),
    (
        "table",
        "below",
        ("序号", 16, "c", "{{ row.no }}"),
        ("单位", 56, "l", "{{ row.name }}"),
        ("得分（分）", 22, "r", "{{ row.total }}"),
        ("等次", 22, "c", "{{ row.grade }}"),
        ("原因", 40, "l", "{{ row.why }}"),
    ),
    ("end",),
    ("if", "not below"),
    (
        "body",
        (
            "{% if not pass_mark %}考核办法没有规定合格线。{% elif scored_count == '0' %}尚没有单位取得考核得分。"
            "{% else %}取得考核得分的单位均达到合格要求。{% endif %}"
        ),
    ),
    ("end",),
    ("if", "not_rated"),
    ("body", "另有{{ not_rated_count }}个单位暂不具备评定条件，本次不出分、不排名。"),
    ("caption", TABLE + "未评定的单位及原因"),
    (
        "table",
        "not_rated",
        ("序号", 16, "c", "{{ row.no }}"),
        ("单位", 56, "l", "{{ row.name }}"),
        ("类别", 24, "c", "{{ row.group }}"),
        ("原因", 60, "l", "{{ row.reason }}"),
    ),
    ("end",),
    ("heading", "四、发现的主要问题"),
    ("if", "faults"),
    ("body", "本年度截至{{ as_of }}共发现问题{{ finding_count }}个，其中重复发生的{{ repeat_count }}个。"),
    ("caption", TABLE + "问题的种类和数量（单位：个）"),
    (
        "table",
        "faults",
        ("序号", 14, "c", "{{ row.no }}"),
        ("问题种类", 56, "l", "{{ row.item }}"),
        ("考核环节", 30, "c", "{{ row.component }}"),
        ("数量", 18, "r", "{{ row.count }}"),
        ("涉及单位", 20, "r", "{{ row.units }}"),
        ("重复", 18, "r", "{{ row.repeated }}"),
    ),
    ("caption", TABLE + "各来源问题的整改情况（单位：个）"),
    (
        "table",
        "sources",
        ("来源", 32, "c", "{{ row.source }}"),
        ("发现", 18, "r", "{{ row.found }}"),
        ("按时整改", 22, "r", "{{ row.in_time }}"),
        ("逾期整改", 22, "r", "{{ row.late }}"),
        ("未到期", 20, "r", "{{ row.open }}"),
        ("逾期未改", 22, "r", "{{ row.overdue }}"),
        ("已改中按时", 20, "r", "{{ row.share }}"),
    ),
    ("end",),
    ("if", "not faults"),
    ("body", "本年度截至{{ as_of }}未发现问题。"),
    ("end",),
    ("heading", "五、整改要求"),
    ("if", "open_units"),
    (
        "body",
        (
            "截至{{ as_of }}，尚未整改的问题{{ open_count }}个，涉及{{ open_unit_count }}个单位；"
            "其中超过整改时限的{{ overdue_count }}个。"
        ),
    ),
    ("end",),
    ("if", "not open_units"),
    (
        "body",
        "截至{{ as_of }}，{% if faults %}发现的问题均已报告整改{% else %}没有需要整改的问题{% endif %}。",
    ),
    ("end",),
    ("if", "overdue"),
    ("body", "下列{{ overdue_count }}个问题已经超过整改时限，有关单位应当立即整改。"),
    ("caption", TABLE + "超过整改时限的问题"),
    (
        "table",
        "overdue",
        ("单位", 34, "l", "{{ row.name }}"),
        ("编号", 24, "l", "{{ row.ref }}"),
        ("问题", 53, "l", "{{ row.description }}"),
        ("整改时限", 24, "c", "{{ row.due }}"),
        ("逾期（天）", 21, "r", "{{ row.days_late }}"),
    ),
    ("end",),
    ("if", "open_units"),
    ("kept", "有关单位应当对照所附清单逐项整改，明确责任人，按时报送整改情况和佐证材料，并接受复查。"),
    ("kept", "附件：{% if results %}1．{% endif %}未整改问题清单"),
    ("end",),
    ("if", "results"),
    ("kept", "{% if open_units %}　　　2．{% else %}附件：{% endif %}各类单位考核结果"),
    ("end",),
    *SIGNED,
    *SOURCE,
    ("if", "open_units"),
    ("page",),
    ("address", "附件{% if results %}1{% endif %}"),
    ("title", "未整改问题清单"),
    ("each", "unit in open_units"),
    (
        "subheading",
        (
            "{{ unit.no }}．{{ unit.name }}（{{ unit.count }}个"
            "{% if unit.overdue_count != '0' %}，其中逾期{{ unit.overdue_count }}个{% endif %}）"
        ),
    ),
    (
        "table",
        "unit.findings",
        ("编号", 24, "l", "{{ row.ref }}"),
        ("问题", 54, "l", "{{ row.description }}"),
        ("评分项", 32, "l", "{{ row.item }}"),
        ("整改时限", 24, "c", "{{ row.due }}"),
        ("状态", 22, "c", FINDING_STATE),
    ),
    ("end",),
    ("end",),
    ("if", "results"),
    ("page",),
    ("address", "附件{% if open_units %}2{% endif %}"),
    ("title", "各类单位考核结果"),
    ("each", "group in results"),
    ("caption", TABLE + "{{ group.name }}（{{ group.unit_count }}个单位）"),
    (
        "table",
        "group.rows",
        *RESULT_COLUMNS,
    ),
    ("end",),
    ("end",),
)
