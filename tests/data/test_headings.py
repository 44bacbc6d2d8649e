from __future__ import annotations

import itertools

import duckdb
import pytest

from data.files.headings import HEAD_ROWS, NearMiss, Recognised, explain, heading_key, recognise
from data.files.kinds import KINDS, create_table_sql

KIND_ORDER = [
    "units",
    "tasks",
    "spot_checks",
    "inspections",
    "findings",
    "extensions",
    "reviews",
    "adjustments",
    "appeals",
    "outcomes",
    "ledger",
]


def necessary(kind: str, language: str = "chinese") -> list[str]:
    """The headings a sheet of the kind cannot do without."""
    names = [*KINDS[kind].required, *(KINDS[kind].one_of[0] if KINDS[kind].one_of else ())]
    fields = [KINDS[kind].field(name) for name in names]
    return [field.chinese if language == "chinese" else field.name for field in fields]


def recognised(*rows: list[str | None]) -> Recognised:
    found = recognise(rows)
    assert isinstance(found, Recognised)
    return found


def missed(*rows: list[str | None]) -> NearMiss:
    found = recognise(rows)
    assert isinstance(found, NearMiss)
    return found


def test_the_eleven_kinds_in_an_order_that_respects_references():
    assert list(KINDS)[:11] == KIND_ORDER


@pytest.mark.parametrize("kind", KIND_ORDER)
@pytest.mark.parametrize("language", ["chinese", "english"])
def test_required_headings_alone_make_the_kind_in_both_languages(kind, language):
    assert recognised(necessary(kind, language)).kind.name == kind


@pytest.mark.parametrize("kind", KIND_ORDER)
def test_all_headings_of_a_kind_find_their_fields(kind):
    fields = KINDS[kind].fields
    found = recognised([field.chinese for field in reversed(fields)])
    assert found.kind.name == kind
    assert found.columns == {field.name: at for at, field in enumerate(reversed(fields))}
    assert found.extra == ()


@pytest.mark.parametrize("kind", KIND_ORDER)
def test_leaving_out_any_required_heading_never_makes_a_richer_sheet_another_kind(kind):
    everything = [field.chinese for field in KINDS[kind].fields]
    for name in KINDS[kind].required:
        heading = KINDS[kind].field(name).chinese
        found = missed([word for word in everything if word != heading])
        assert (found.kind.name, found.missing) == (kind, (heading,))


@pytest.mark.parametrize("kind", KIND_ORDER)
def test_no_heading_serves_two_fields_of_one_kind(kind):
    words = [
        {heading_key(word) for word in (field.name, field.chinese, *field.synonyms)}
        for field in KINDS[kind].fields
    ]
    assert all(one.isdisjoint(other) for one, other in itertools.combinations(words, 2))


@pytest.mark.parametrize("kind", KIND_ORDER)
def test_key_and_alternatives_name_fields_of_the_kind(kind):
    names = {field.name for field in KINDS[kind].fields}
    assert names.issuperset(KINDS[kind].key)
    assert names.issuperset(itertools.chain(*KINDS[kind].one_of))


def test_raw_tables_hold_integers_for_the_place_and_text_for_the_rest():
    with duckdb.connect() as conn:
        conn.execute("create schema raw")
        for kind in KINDS.values():
            conn.execute(create_table_sql(kind, "raw"))
            columns = conn.execute(f'describe raw."{kind.name}"').fetchall()
            assert [column[:2] for column in columns] == [
                ("batch_id", "INTEGER"),
                ("file_no", "INTEGER"),
                ("row_no", "INTEGER"),
                *((field.name, "VARCHAR") for field in kind.fields),
            ]


@pytest.mark.parametrize(
    "written",
    [
        "抽测日期（必填）", "*抽测日期", "抽测日期：", "抽测\n日期", " 抽 测 日 期 ", "抽测日期(yyyy-mm-dd)",
        "【必填】抽测日期", "checked_on", "Checked On", "CHECKED-ON", "ｃｈｅｃｋｅｄ＿ｏｎ",
    ],
)  # fmt: skip
def test_decorated_headings_are_understood(written):
    found = recognised(["抽测编号", "单位", written, "得分", "满分"])
    assert found.columns["checked_on"] == 2


def test_title_and_blank_rows_may_stand_above_the_headings():
    found = recognised(
        ["示范区2023年日常抽测情况表", None], [], [None, ""], ["填表单位：总办"], necessary("spot_checks")
    )
    assert found.header_row == 4


def test_headings_deeper_than_the_first_rows_are_not_looked_for():
    blank: list[str | None] = []
    assert recognise([*[blank] * HEAD_ROWS, necessary("units")]) is None


def test_a_group_heading_above_lends_its_cells_to_the_row_below():
    above = ["问题编号", "单位", "来源", "问题描述", "通报", None]
    below = [None, None, None, None, "通报日期", "整改时限"]
    found = recognised(above, below)
    assert (found.kind.name, found.header_row) == ("findings", 1)
    assert found.columns["finding_id"] == 0
    assert found.columns["due_on"] == 5


def test_the_first_of_two_equal_heading_rows_is_the_heading_row():
    assert recognised(necessary("units"), necessary("units")).header_row == 0


def test_the_kind_with_most_matched_headings_wins():
    ledger_like = ["问题编号", "单位", "年度", "任务序号", "来源", "问题描述", "通报日期"]
    assert recognised(ledger_like).kind.name == "findings"
    assert recognised(["单位", "年度", "任务序号", "事项", "申请日期"]).kind.name == "extensions"
    assert recognised(["单位", "年度", "任务序号", "事项", "指标"]).kind.name == "ledger"


def test_unknown_columns_are_named_and_the_reason_of_an_earlier_return_is_not():
    found = recognised([*necessary("units"), "联系人", None, "退回原因"])
    assert found.extra == ((3, "联系人"),)


def test_a_row_counter_is_no_task_number():
    found = recognised(["序号", "单位", "年度", "任务序号"])
    assert found.columns["task_no"] == 3
    assert found.extra == ((0, "序号"),)


def test_a_synonym_beside_the_proper_heading_is_an_extra_column():
    found = recognised(["责任单位", *necessary("inspections")])
    assert found.columns["unit"] == 2
    assert found.extra == ((0, "责任单位"),)


def test_a_missing_heading_is_named_with_the_kind_and_the_row():
    problem = explain(
        missed(["标题"], ["抽测编号", "单位", "抽测日期", "得分", "任务序号", "年度"]), "抽测.csv", None
    )
    assert problem.row == 2
    assert "日常抽测" in problem.problem
    assert "满分" in problem.problem


def test_either_a_finding_or_a_task_must_be_named_by_an_extension():
    found = missed(["申请日期", "申请理由", "批复日期"])
    assert found.kind.name == "extensions"
    assert found.missing == ("问题编号（或单位、年度、任务序号）",)


def test_two_columns_with_one_heading_are_refused_by_name():
    found = missed([*necessary("inspections"), "检查日期"])
    problem = explain(found, "检查.xlsx", "一季度")
    assert found.duplicated == ("检查日期",)
    assert "重复的表头：检查日期" in problem.problem


def test_a_sheet_of_something_else_is_not_recognised():
    assert recognise([["填表说明"], ["1.请按时填报"]]) is None
    assert recognise([]) is None
    assert not missed(["单位", "年度", "总分", "名次"]).close
