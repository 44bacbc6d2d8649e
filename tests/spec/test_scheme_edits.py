"""scoring.md section 2: what a scheme file must not say, and what is only warned about.

Every case is one edit of the valid `scheme_base.toml` and the path at which its author must look.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from data.errors import InputRefused
from data.scheme import parse_scheme, warnings

BASE = Path(__file__).with_name("scheme_base.toml").read_text(encoding="utf-8")

EXTRA_INSPECTION = """[[component]]
code = "extra"
name = "专项检查"
source = "inspection"
points = 5
"""
LISTED = """  [[component.indicator]]
  code = "X1"
  name = "专项"
    [[component.indicator.item]]
    code = "X1.1"
    name = "专项问题"
    points = 5
    rule = "deduct"
"""


def edited(*edits: tuple[str, str]) -> str:
    """The base file with each old text, which must occur, replaced once."""
    text = BASE
    for old, new in edits:
        assert old in text
        text = text.replace(old, new, 1)
    return text


def problems_of(text: str) -> list[tuple[str | None, str | None]]:
    """The (path, value) of every problem of a file that must be refused."""
    with pytest.raises(InputRefused) as refusal:
        parse_scheme(text, "办法.toml")
    assert all(p.file == "办法.toml" and p.problem and p.action for p in refusal.value.problems)
    return [(p.column, p.value) for p in refusal.value.problems]


ONE_FAULT = [
    # sums and floors
    ("full_marks = 100", "full_marks = 90", "scheme.full_marks", "90"),
    ("points = 15\n    [[", "points = 14\n    [[", "component[2].indicator[1].points", "14"),
    ("minimum = 0.50", "minimum = 0.51", "floor[1].minimum", "0.51"),
    ("minimum = 0.50", "minimum = 0.49", "floor", None),
    ('components = ["spot"]', 'components = ["spot", "ledger"]', "floor", None),
    ('components = ["spot"]\nminimum = 0.50', 'components = ["ledger"]\nminimum = 0.15', "floor", None),
    (
        '["spot"]',
        '["spot"]\nminimum = 0.5\n[[floor]]\ncomponents = ["sopt"]',
        "floor[2].components[1]",
        "sopt",
    ),
    ('["spot"]', '["spot", "spot"]', "floor[1].components[2]", "spot"),
    # codes and names
    ('code = "ledger"', 'code = "spot"', "component[3].source", None),
    ('name = "台账落实"', 'name = "日常抽测"', "component[3].name", "日常抽测"),
    ('code = "R1"\n', 'code = "Q1"\n', "component[4].indicator[1].code", "Q1"),
    ('code = "R1.1"', 'code = "Q1.2"', "component[4].indicator[1].item[1].code", "Q1.2"),
    ('code = "R1.1"', 'code = "ledger"', "component[4].indicator[1].item[1].code", "ledger"),
    ('name = "内容齐全"', 'name = "发布及时"', "component[2].indicator[1].item[2].name", "发布及时"),
    ('name = "内容齐全"', 'name = "Ｑ1.1"', "component[2].indicator[1].item[2].name", "Ｑ1.1"),
    ('name = "不合格"', 'name = "优秀"', "grade[2].name", "优秀"),
    ('code = "R1.1"', 'code = "R1 1"', "component[4].indicator[1].item[1].code", "R1 1"),
    # sources and rules
    ('source = "spot_check"', 'source = "ledger"', "component[1].source", "ledger"),
    ('source = "ledger"', 'source = "papers"', "component[3].source", "papers"),
    ('rule = "target"', 'rule = "complete"', "component[4].indicator[1].item[1].rule", "complete"),
    ('rule = "deduct"', 'rule = "rate"', "component[2].indicator[1].item[1].rule", "rate"),
    ('source = "ledger"', 'source = "ledger"\nperiod = "quarter"', "component[3].period", "quarter"),
    ('source = "ledger"', 'source = "ledger"\nperiod = "month"', "component[3].period", "month"),
    ('period = "quarter"', 'combine = "max"', "component[2].combine", "max"),
    ('period = "quarter"', 'cap = "component"', "component[2].cap", "component"),
    # ranges
    ("decimals = 1", "decimals = 5", "scheme.decimals", "5"),
    ("decimals = 1", "decimals = 1.0", "scheme.decimals", "1.0"),
    ("decimals = 1", 'ties = "random"', "scheme.ties", "random"),
    ("decimals = 1", "conversion = 0", "scheme.conversion", "0"),
    ("decimals = 1", 'spot_floor_waived_by = " "', "scheme.spot_floor_waived_by", " "),
    ("points = 50", "points = 0", "component[1].points", "0"),
    ("points = 50", "points = nan", "component[1].points", "nan"),
    ("points = 50", "points = inf", "component[1].points", "inf"),
    ("points = 50", "points = true", "component[1].points", "true"),
    ("points = 50", 'points = "50"', "component[1].points", "50"),
    ("points = 50", f"points = 0x{'f' * 5000}", "component[1].points", "（位数过多的整数）"),
    ("minimum = 0.50", "minimum = 50", "floor[1].minimum", "50"),
    ("late_credit = 0.5", "late_credit = 1.1", "component[3].late_credit", "1.1"),
    ("deduct_each = 2", "deduct_each = -2", "component[2].indicator[1].item[1].deduct_each", "-2"),
    ('["镇街", "u7"]', "[]", "component[2].indicator[1].item[1].applies_to", "[]"),
    ('["镇街", "u7"]', '"镇街"', "component[2].indicator[1].item[1].applies_to", "镇街"),
    ('["镇街", "u7"]', '["镇街", 7]', "component[2].indicator[1].item[1].applies_to[2]", "7"),
    ('["镇街", "u7"]', '["镇街", "镇街"]', "component[2].indicator[1].item[1].applies_to[2]", "镇街"),
    ("relief = 0.5", "relief = 1.5", "rectification.relief", "1.5"),
    ("relief = 0.5", "overdue_per_day = -0.1", "rectification.overdue_per_day", "-0.1"),
    ("relief = 0.5", "overdue_cap = -1", "rectification.overdue_cap", "-1"),
    ("relief = 0.5", "repeat_factor = 0.9", "rectification.repeat_factor", "0.9"),
    ("relief = 0.5", "require_recheck = 1", "rectification.require_recheck", "1"),
    ("[bonus]", "[appeals]\n[bonus]", "appeals.workdays", None),
    ("[bonus]", "[appeals]\nworkdays = 0\n[bonus]", "appeals.workdays", "0"),
    ("[bonus]", "[appeals]\nworkdays = 2.5\n[bonus]", "appeals.workdays", "2.5"),
    ("[bonus]", "[appeals]\nworkdays = 5\ndays = 5\n[bonus]", "appeals.days", "5"),
    ("cap = 5\n", "", "bonus.cap", None),
    ("cap = 5\n", "cap = 101\n", "bonus.cap", "101"),
    ("gate = 80", "gate = 100.5", "bonus.gate", "100.5"),
    ("gate = 80", 'gate_inclusive = "yes"', "bonus.gate_inclusive", "yes"),
    ("effect = 59", "effect = 101", "veto.effect", "101"),
    ("effect = 59", "effect = -1", "veto.effect", "-1"),
    ("effect = 59", 'effect = "zero"', "veto.effect", "zero"),
    ("effect = 59", "effect = true", "veto.effect", "true"),
    # years and dates
    ("year = 2023", "year = 23", "scheme.year", "23"),
    ("closes_on = 2024-01-31", "closes_on = 2023-12-30", "scheme.closes_on", "2023-12-30"),
    ("closes_on = 2024-01-31", "closes_on = 2025-01-01", "scheme.closes_on", "2025-01-01"),
    ("closes_on = 2024-01-31", 'closes_on = "2024-01-31"', "scheme.closes_on", "2024-01-31"),
    ("closes_on = 2024-01-31", "closes_on = 2024-01-31T00:00:00", "scheme.closes_on", "2024-01-31 00:00:00"),
    # grades
    ("minimum = 0\n", "minimum = 60\n", "grade[2].minimum", "60"),
    ("minimum = 90", "minimum = 0", "grade[2].minimum", "0"),
    ("minimum = 90", "minimum = 101", "grade[1].minimum", "101"),
    ("quota = 0.25", "quota = 0", "grade[1].quota", "0"),
    ("quota = 0.25", "quota = 1.01", "grade[1].quota", "1.01"),
    ("minimum = 0\n", "minimum = 0\nquota = 0.9\n", "grade[2].quota", "0.9"),
    # missing and unknown
    ('basis = "测试〔2023〕1号"\n', "", "scheme.basis", None),
    ('code = "quarterly"\n', "", "component[2].code", None),
    ('    rule = "target"\n', "", "component[4].indicator[1].item[1].rule", None),
    ("decimals = 1", "decimal = 1", "scheme.decimal", "1"),
    ("late_credit = 0.5", "late_credits = 0.5", "component[3].late_credits", "0.5"),
    ("deduct_each = 2", "deducts = 2", "component[2].indicator[1].item[1].deducts", "2"),
    ("[veto]", "[vetos]", "vetos", "（一段表）"),
    ("[bonus]\ncap = 5\ngate = 80", "[[bonus]]\ncap = 5", "bonus", None),
    ("[[floor]]", "[floor]", "floor", None),
]


@pytest.mark.parametrize(("old", "new", "path", "value"), ONE_FAULT)
def test_a_fault_is_refused_at_its_place(old: str, new: str, path: str, value: str | None) -> None:
    found = problems_of(edited((old, new)))
    assert path in [place for place, _ in found]
    if value is not None:
        assert (path, value) in found


SINGLE = ('code = "R1.1"', "minimum = 0.50", "points = 50", "cap = 5\n", "decimals = 1", "relief = 0.5")


@pytest.mark.parametrize(("old", "new", "path", "value"), [case for case in ONE_FAULT if case[0] in SINGLE])
def test_one_fault_is_one_problem(old: str, new: str, path: str, value: str | None) -> None:
    """A wrong number raises no second fault about the sums and floors it takes part in."""
    assert problems_of(edited((old, new))) == [(path, value)]


def test_all_faults_come_at_once() -> None:
    text = edited(
        ("full_marks = 100", 'full_marks = "100"'),
        ("points = 50", "points = -1"),
        ('rule = "target"', 'rule = "rate"'),
        ("relief = 0.5", "relif = 0.5"),
        ("minimum = 0\n", "minimum = 5\n"),
    )
    assert {path for path, _ in problems_of(text)} == {
        "scheme.full_marks",
        "component[1].points",
        "component[4].indicator[1].item[1].rule",
        "rectification.relif",
        "grade[2].minimum",
    }


def test_an_unknown_key_names_the_one_that_was_meant() -> None:
    with pytest.raises(InputRefused, match="late_credit？"):
        parse_scheme(edited(("late_credit", "late_credits")), "办法.toml")


def without(start: str, end: str) -> str:
    """The base file without the part from one text up to another."""
    assert start in BASE
    first = BASE.index(start)
    return BASE[:first] + BASE[BASE.index(end, first) :]


def test_a_review_component_lists_its_items() -> None:
    text = without('  [[component.indicator]]\n  code = "R1"', "[rectification]")
    assert problems_of(text) == [("component[4].indicator", None)]


def test_an_indicator_has_items() -> None:
    text = without('    [[component.indicator.item]]\n    code = "R1.1"', "[rectification]")
    assert problems_of(text) == [("component[4].indicator[1].item", None)]


def test_an_empty_file_and_wrong_kinds_of_tables() -> None:
    assert problems_of("") == [("component", None), ("scheme", None)]
    assert ("component[1]", "5") in problems_of("component = [5]")
    assert ("scheme", "5") in problems_of("scheme = 5")


def test_two_components_of_one_source_both_list_items() -> None:
    """Else one finding would count under the implicit item and under the listed one."""
    more = ("[rectification]", EXTRA_INSPECTION + "[rectification]")
    listed = ("[rectification]", EXTRA_INSPECTION + LISTED + "[rectification]")
    less = ("points = 15\nlate", "points = 10\nlate")
    assert problems_of(edited(less, more)) == [("component[5].source", "inspection")]
    assert len(parse_scheme(edited(less, listed), "办法.toml").components) == 5
    same = listed[0], listed[1].replace("专项问题", "发布 及时")
    assert problems_of(edited(less, same)) == [("component[5].indicator[1].item[1].name", "发布 及时")]


def test_cumulative_quotas_do_not_fall() -> None:
    middle = '[[grade]]\nname = "良好"\nminimum = 80\nquota = {}\n[[grade]]\nname = "不合格"'
    old = '[[grade]]\nname = "不合格"'
    assert problems_of(edited((old, middle.format(0.2)))) == [("grade[2].quota", "0.2")]
    assert len(parse_scheme(edited((old, middle.format(0.25))), "x").grades) == 3


def test_the_spot_floor_may_be_waived_by_a_document() -> None:
    scheme = parse_scheme(
        edited(
            ("minimum = 0.50", "minimum = 0.10"), ("decimals = 1", 'spot_floor_waived_by = "测〔2023〕9号"')
        ),
        "x",
    )
    assert scheme.spot_floor_waived_by == "测〔2023〕9号"
    assert any("测〔2023〕9号" in warning for warning in warnings(scheme))


def test_sums_are_compared_with_a_tolerance() -> None:
    thirds = edited(
        ("full_marks = 100", "full_marks = 0.6"),
        ("points = 50", "points = 0.3"),
        ("points = 20", "points = 0.1"),
        ("points = 15\nlate", "points = 0.1\nlate"),
        ("points = 15\n  [[", "points = 0.1\n  [["),
        ("cap = 5\ngate = 80", "cap = 0"),
        ("effect = 59", 'effect = "fail"'),
        ("minimum = 90", "minimum = 0.5"),
    )
    assert parse_scheme(thirds, "x").full_marks == 0.6


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("decimals = 1", "conversion = 3.9", "3.9"),
        ("decimals = 1", 'spot_floor_waived_by = "测〔2023〕9号"', "仍然有效"),
        ("relief = 0.5", "overdue_cap = 2", "overdue_cap"),
        ("gate = 80", "gate_inclusive = true", "gate_inclusive"),
        ("points = 50", "points = 50\nlate_credit = 0.5", "late_credit"),
        ("points = 50", 'points = 50\ncombine = "min"', "combine"),
        ("points = 50", "points = 50\n" + LISTED, "只有扣分项"),
        ('rule = "target"', 'rule = "target"\n    deduct_each = 1', "“业务培训”"),
    ],
)
def test_what_has_no_effect_or_looks_wrong_is_said(old: str, new: str, words: str) -> None:
    usual = warnings(parse_scheme(BASE, "x"))
    added = [w for w in warnings(parse_scheme(edited((old, new)), "x")) if w not in usual]
    assert any(words in warning for warning in added)
    assert usual == ["评分项“内容齐全”没有写每个问题扣几分（deduct_each），问题没填扣分的不扣分"]


def test_a_conversion_of_four_is_enough() -> None:
    usual = warnings(parse_scheme(BASE, "x"))
    assert warnings(parse_scheme(edited(("decimals = 1", "conversion = 4")), "x")) == usual


@pytest.mark.parametrize(
    "junk", ["nan", "-1e308", "[[]]", "{ x = 1 }", "1979-05-27", "07:32:00", '""', "false"]
)
def test_no_value_anywhere_breaks_the_reader(junk: str) -> None:
    """Whatever stands behind a key, the file is accepted or refused with its places, never an accident."""
    lines = BASE.splitlines()
    for number, line in enumerate(lines):
        if " = " in line:
            changed = f"{line.split(' = ')[0]} = {junk}"
            assert problems_of("\n".join([*lines[:number], changed, *lines[number + 1 :]]))
