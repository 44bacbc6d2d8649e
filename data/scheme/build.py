"""TOML tables → dataclasses, value by value; what values must be to each other is in checks.py."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from data.scheme.fields import MARKS, POSITIVE_MARKS, POSITIVE_SHARE, SHARE, Notes, Range, Table
from data.scheme.model import (
    RULES_OF_SOURCE,
    Appeals,
    Bonus,
    Component,
    Floor,
    Grade,
    Indicator,
    Item,
    Rectification,
    Scheme,
    Veto,
)

_RULES = tuple(dict.fromkeys(rule for rules in RULES_OF_SOURCE.values() for rule in rules))
_FIRST_YEAR, _LAST_YEAR = 2000, 2100
_LONGEST_WINDOW = 250  # working days, about a year


def build_scheme(raw: Mapping[str, object], notes: Notes, source_text: str) -> Scheme:
    """Read a parsed scheme file; every fault goes to `notes`, and then the result must not be used."""
    root = Table(raw, "", notes)
    head = root.table("scheme")
    if head is None:
        head = Table.blank("scheme")
        if "scheme" not in raw:
            notes.add("scheme", None, "缺少 [scheme] 一段", "请在开头写 [scheme]，下面写 id、name、year 等")
    year, closes_on = _year_and_close(head)
    scheme = Scheme(
        scheme_id=head.code("id"),
        name=head.text("name", "办法名称"),
        year=year,
        basis=head.text("basis", "所依据的文号"),
        full_marks=head.number("full_marks", POSITIVE_MARKS),
        decimals=head.integer("decimals", 0, 4) if head.has("decimals") else 2,
        ties=head.choice("ties", ("competition", "dense"), "competition"),
        closes_on=closes_on,
        conversion=head.number_or("conversion", POSITIVE_MARKS, None),
        spot_floor_waived_by=head.text_or("spot_floor_waived_by", None),
        floors=tuple(map(_floor, root.tables("floor"))),
        components=tuple(map(_component, root.tables("component", "没有考核环节"))),
        rectification=_rectification(root.table("rectification")),
        appeals=_appeals(root.table("appeals")),
        bonus=_bonus(root.table("bonus")),
        veto=_veto(root.table("veto")),
        grades=tuple(map(_grade, root.tables("grade"))),
        source_text=source_text,
    )
    head.refuse_unknown_keys()
    root.refuse_unknown_keys()
    return scheme


def _year_and_close(head: Table) -> tuple[int, date]:
    """Read `year` and `closes_on`: from the year's last day to the last day of the next."""
    year = head.integer("year", _FIRST_YEAR, _LAST_YEAR)
    year_end = date(year or _FIRST_YEAR, 12, 31)
    closes_on = head.day("closes_on", year_end)
    if year and closes_on and not year_end <= closes_on <= date(year + 1, 12, 31):
        head.refuse("closes_on", f"与年度{year}不符", f"请写{year}年12月31日至{year + 1}年12月31日之间的一天")
    return year, closes_on or year_end


def _floor(table: Table) -> Floor:
    floor = Floor(
        components=table.texts("components", "考核环节的编码"),
        minimum=table.number("minimum", POSITIVE_SHARE),
    )
    table.refuse_unknown_keys()
    return floor


def _component(table: Table) -> Component:
    component = Component(
        code=table.code("code"),
        name=table.text("name", "环节名称"),
        source=table.choice("source", tuple(RULES_OF_SOURCE)),
        points=table.number("points", POSITIVE_MARKS),
        period=table.choice("period", ("year", "quarter"), "year"),
        combine=table.choice("combine", ("mean", "min"), "mean"),
        cap=table.choice("cap", ("item", "indicator"), "item"),
        late_credit=table.number_or("late_credit", SHARE, 0.0),
        indicators=tuple(map(_indicator, table.tables("indicator"))),
    )
    table.refuse_unknown_keys()
    return component


def _indicator(table: Table) -> Indicator:
    indicator = Indicator(
        code=table.code("code"),
        name=table.text("name", "指标名称"),
        stated_points=table.number_or("points", POSITIVE_MARKS, None),
        items=tuple(map(_item, table.tables("item", "指标下没有评分项"))),
    )
    table.refuse_unknown_keys()
    return indicator


def _item(table: Table) -> Item:
    item = Item(
        code=table.code("code"),
        name=table.text("name", "评分项名称"),
        points=table.number("points", POSITIVE_MARKS),
        rule=table.choice("rule", _RULES),
        deduct_each=table.number_or("deduct_each", MARKS, None),
        applies_to=table.texts("applies_to", "单位类别或单位编码") if table.has("applies_to") else (),
    )
    table.refuse_unknown_keys()
    return item


def _rectification(table: Table | None) -> Rectification:
    if table is None:
        return Rectification()
    rectification = Rectification(
        overdue_per_day=table.number_or("overdue_per_day", MARKS, 0.0),
        overdue_cap=table.number_or("overdue_cap", MARKS, None),
        relief=table.number_or("relief", SHARE, 0.0),
        repeat_factor=table.number_or("repeat_factor", Range(1), 1.0),
        require_recheck=table.flag("require_recheck"),
    )
    table.refuse_unknown_keys()
    return rectification


def _appeals(table: Table | None) -> Appeals:
    if table is None:
        return Appeals()
    appeals = Appeals(workdays=table.integer("workdays", 1, _LONGEST_WINDOW))
    table.refuse_unknown_keys()
    return appeals


def _bonus(table: Table | None) -> Bonus:
    if table is None:
        return Bonus()
    bonus = Bonus(
        cap=table.number("cap", MARKS),
        gate=table.number_or("gate", MARKS, None),
        gate_inclusive=table.flag("gate_inclusive"),
    )
    table.refuse_unknown_keys()
    return bonus


def _veto(table: Table | None) -> Veto:
    if table is None:
        return Veto()
    veto = Veto(ceiling=_ceiling(table))
    table.refuse_unknown_keys()
    return veto


def _ceiling(table: Table) -> float | None:
    """Read `effect`: "fail" (no ceiling, the default) or the most a vetoed unit's total can be."""
    if not table.has("effect") or table.holds_text("effect"):
        table.choice("effect", ("fail",), "fail")
        return None
    return table.number("effect", MARKS)


def _grade(table: Table) -> Grade:
    grade = Grade(
        name=table.text("name", "等次名称"),
        minimum=table.number("minimum", MARKS),
        quota=table.number_or("quota", POSITIVE_SHARE, None),
    )
    table.refuse_unknown_keys()
    return grade
