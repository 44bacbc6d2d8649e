"""The scheme in sentences and tables: what it rests on, its components and floors, items, settings, grades."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.data_table import data_table
from dashboard.components.panel import panel
from dashboard.figures.chart import Cell, Column, Table
from dashboard.frames import each_row
from dashboard.text import method as words
from dashboard.text import numbers
from dashboard.text.numbers import percent, plain


def basis_panel(edition: pd.Series) -> html.Section:
    """Return what the scheme is and rests on (pages/method_edition)."""
    decimals, full = int(edition["decimals"]), plain(edition["full_marks"])
    facts: list[tuple[str, str, str | None]] = [
        (words.BASIS, str(edition["basis"]), None),
        (words.YEAR, words.YEAR_OF.format(year=edition["year"]), None),
        (words.FULL_MARKS, words.MARKS_OF.format(marks=full), None),
        (words.PRINTED, words.PRINTED_OF.format(decimals=decimals), None),
        (words.TIES, words.TIES_OF[edition["ties"]], None),
        (words.CLOSES, words.CLOSES_OF.format(day=numbers.day_in_words(edition["closes_on"])), None),
        _conversion(edition, full),
    ]
    if not numbers.is_missing(edition["spot_floor_waived_by"]):
        waiver = words.WAIVER_OF.format(document=edition["spot_floor_waived_by"])
        facts.append((words.WAIVER, "", waiver))
    parts: list[Component] = []
    for name, told, warning in facts:
        warned = [html.P(warning, className="warning")] if warning else []
        parts += [html.Dt(name), html.Dd([told, *warned])]
    return panel(words.BASIS_TITLE.format(name=edition["name"]), html.Dl(parts, className="facts"))


def _conversion(edition: pd.Series, full: str) -> tuple[str, str, str | None]:
    if numbers.is_missing(edition["conversion"]):
        return words.CONVERSION, words.CONVERSION_NONE, None
    told = words.CONVERSION_OF.format(full=full, conversion=plain(edition["conversion"]))
    return words.CONVERSION, told, words.CONVERSION_LOW if edition["is_conversion_low"] else None


def components_panel(components: pd.DataFrame, floors: pd.DataFrame) -> html.Section:
    """Return the components with their share, and the floors in sentences (method_components, method_floors)."""
    first = components.sort_values("points", ascending=False).iloc[0]
    title = words.COMPONENTS_TITLE.format(
        full=plain(first["full_marks"]),
        count=len(components),
        first=first["name"],
        share=percent(first["share"]),
    )
    columns = (
        Column(words.COMPONENT),
        Column(words.POINTS, "number"),
        Column(words.SHARE, "number"),
        Column(words.SOURCE),
        Column(words.HOW, "prose"),
    )
    rows = tuple(
        (each.name, plain(each.points), percent(each.share), words.SOURCES[each.source], _how(each))
        for each in each_row(components)
    )
    told = [*_floor_sentences(floors), words.NO_DATA_RULE]
    return panel(title, data_table(Table(title, columns, rows)), sentences(told))


def _how(component: Any) -> str:
    told = words.QUARTERLY[component.combine] if component.period == "quarter" else words.YEARLY
    if component.source != "ledger":
        return told
    late = words.LATE_CREDIT.format(share=percent(component.late_credit))
    return told + (late if component.late_credit else words.LATE_NOTHING)


def _floor_sentences(floors: pd.DataFrame) -> list[str]:
    if floors.empty:
        return [words.FLOOR_NONE]
    return [
        (words.FLOOR if len(rows) > 1 else words.FLOOR_ONE).format(
            components="、".join(rows["name"]),
            minimum=percent(rows["minimum"].iloc[0]),
            share=percent(rows["share"].iloc[0]),
        )
        for _, rows in floors.groupby("floor_no", sort=True)
    ]


def items_panel(items: pd.DataFrame) -> html.Section:
    """Return the indicator tree of one component (rows of pages/method_items)."""
    first = items.iloc[0]
    points = plain(first["component_points"])
    title = (words.ITEMS_TITLE_PLAIN if first["is_implicit"] else words.ITEMS_TITLE).format(
        component=first["component_name"], points=points, count=len(items)
    )
    columns = (
        Column(words.INDICATOR),
        Column(words.CODE, detail=True),
        Column(words.ITEM),
        Column(words.POINTS, "number"),
        Column(words.RULE, "prose"),
        Column(words.APPLIES_TO),
    )
    rows = tuple(_item_row(item) for item in each_row(items))
    is_scaled = abs(first["items_points"] - first["component_points"]) > 1e-9
    note = words.ITEMS_SCALED.format(items=plain(first["items_points"]), points=points) if is_scaled else None
    return panel(title, data_table(Table(title, columns, rows)), note=note)


def _item_row(item: Any) -> tuple[Cell, ...]:
    is_first = item.indicator != item.above
    indicator = words.INDICATOR_OF.format(name=item.indicator_name, points=plain(item.indicator_points))
    return (
        indicator if is_first and not item.is_implicit else "",
        "" if item.is_implicit else item.item,
        item.item_name,
        plain(item.points),
        _rule(item),
        words.EVERYONE if numbers.is_missing(item.targets) else item.targets,
    )


def _rule(item: Any) -> str:
    if item.rule == "deduct":
        template = words.RULE_DEDUCT_STATED if numbers.is_missing(item.deduct_each) else words.RULE_DEDUCT
        return template.format(each=plain(item.deduct_each), stop=words.STOPS[item.cap])
    if item.rule == "complete":
        late = percent(item.late_credit) if item.late_credit else words.LATE_NO_MARKS
        return words.RULE_COMPLETE.format(late=late)
    templates = {"rate": words.RULE_RATE, "entered": words.RULE_ENTERED, "target": words.RULE_TARGET}
    return templates[item.rule].format(points=plain(item.points))


def settings_panel(edition: pd.Series) -> html.Section:
    """Return what rectification, bonus, major deductions and a veto do, in sentences (pages/method_edition)."""
    return panel(words.SETTINGS_TITLE, sentences([*_rectification(edition), *_additions(edition)]))


def _rectification(edition: pd.Series) -> list[str]:
    overdue, relief = words.OVERDUE_NONE, words.RELIEF_NONE
    if edition["overdue_per_day"]:
        has_cap = not numbers.is_missing(edition["overdue_cap"])
        cap = words.OVERDUE_CAP.format(cap=plain(edition["overdue_cap"])) if has_cap else words.OVERDUE_NO_CAP
        overdue = words.OVERDUE.format(each=plain(edition["overdue_per_day"])) + cap
    if edition["relief"]:
        rechecked = words.RELIEF_RECHECKED if edition["require_recheck"] else ""
        relief = words.RELIEF.format(recheck=rechecked, share=percent(edition["relief"]))
    repeats = edition["repeat_factor"] > 1
    repeat = words.REPEAT.format(factor=plain(edition["repeat_factor"])) if repeats else words.REPEAT_NONE
    recheck = words.RECHECK if edition["require_recheck"] else words.RECHECK_NONE
    return [overdue, relief, repeat, recheck, _appeals(edition)]


def _appeals(edition: pd.Series) -> str:
    if numbers.is_missing(edition["appeal_workdays"]):
        return words.APPEALS_ANY_TIME
    return words.APPEALS.format(workdays=numbers.whole(edition["appeal_workdays"]))


def _additions(edition: pd.Series) -> list[str]:
    bonus = words.BONUS_NONE
    if edition["bonus_cap"]:
        gate = ""
        if not numbers.is_missing(edition["bonus_gate"]):
            template = words.BONUS_GATE_INCLUSIVE if edition["bonus_gate_inclusive"] else words.BONUS_GATE
            gate = template.format(gate=plain(edition["bonus_gate"]))
        bonus = words.BONUS.format(cap=plain(edition["bonus_cap"]), gate=gate)
    ceiling = edition["veto_ceiling"]
    is_kept = numbers.is_missing(ceiling)
    veto = words.VETO_KEPT if is_kept else words.VETO_CEILING.format(ceiling=plain(ceiling))
    return [bonus, words.MAJOR, veto]


def grades_panel(grades: pd.DataFrame) -> html.Section:
    """Return the grades with their lines and quotas (pages/method_grades)."""
    if grades.empty:
        return panel(words.GRADES_NONE)
    title = words.GRADES_TITLE.format(names="、".join(grades["grade"]))
    columns = (Column(words.GRADE), Column(words.MINIMUM), Column(words.QUOTA, "prose"))
    rows = tuple((each.grade, _minimum(each), _quota(each)) for each in each_row(grades))
    return panel(title, data_table(Table(title, columns, rows)), note=words.GRADES_NOTE)


def _minimum(grade: Any) -> str:
    return words.MINIMUM_OF.format(marks=plain(grade.minimum)) if grade.minimum else words.MINIMUM_LAST


def _quota(grade: Any) -> str:
    if numbers.is_missing(grade.quota):
        return words.QUOTA_NONE
    return words.QUOTA_OF.format(share=percent(grade.quota))


def sentences(told: Iterable[str]) -> html.Ul:
    """Return sentences one below the other."""
    return html.Ul([html.Li(each) for each in told], className="sentences")
