"""The tables of 年度对比: what is alike and why not, the units' results in both years, units of one year only."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from dashboard.components.matters import unit_link
from dashboard.components.panel import list_panel
from dashboard.components.states import message
from dashboard.figures.chart import Cell, Column, Table
from dashboard.frames import each_row
from dashboard.text import numbers
from dashboard.text import years as words
from dashboard.view import View
from data.years import YearPair


def verdict(parts: pd.DataFrame) -> html.Div:
    """Return whether the totals of the two years mean the same, and why not (data.years.compare_parts)."""
    return message(*total_verdict(parts))


def total_verdict(parts: pd.DataFrame) -> tuple[str, str]:
    """Return in words whether the totals of the two years mean the same, and what follows from it."""
    total = parts[parts["component"].isna()].iloc[0]
    told = words.TIES_DIFFER if total["differs_in_rule"] else ""
    if total["is_like"]:
        return words.TOTAL_LIKE, words.TOTAL_LIKE_WHY + told
    reasons = "、".join(word for name, word in words.TOTAL_REASONS.items() if total[name])
    like = int(parts.loc[parts["component"].notna(), "is_like"].sum())
    return words.TOTAL_UNLIKE.format(reasons=reasons), words.TOTAL_UNLIKE_WHY.format(like=like) + told


def with_labels(parts: pd.DataFrame) -> pd.DataFrame:
    """Return the components and items (without the total) with `label`: how a chart names each."""
    shown = parts[parts["component"].notna()]
    components = shown[shown["item"].isna()]
    names = dict(zip(components["component"], components["name"], strict=True))
    return shown.assign(label=[_label(part, names) for part in each_row(shown)])


def _label(part: Any, names: dict[str, str]) -> str:
    if numbers.is_missing(part.item):
        return words.COMPONENT_NAME.format(name=part.name)
    return words.ITEM_NAME.format(component=names[part.component], item=part.name)


def parts_panel(parts: pd.DataFrame, pair: YearPair) -> html.Section:
    """Return every component and item with its points in both years, and why it is unlike where it is."""
    shown = parts[parts["component"].notna()]
    like = int(shown["is_like"].sum())
    title = words.PARTS_TITLE.format(like=like, unlike=len(shown) - like)
    columns = (
        Column(words.PART),
        Column(words.POINTS_OF.format(year=pair.against), "number"),
        Column(words.POINTS_OF.format(year=pair.year), "number"),
        Column(words.VERDICT, "status"),
        Column(words.WHY, "prose"),
    )
    rows = tuple(_part_row(part, pair) for part in each_row(shown))
    return list_panel(Table(title, columns, rows))


def _part_row(part: Any, pair: YearPair) -> tuple[Cell, ...]:
    is_component = numbers.is_missing(part.item)
    look = {"text": words.LIKE, "status": "normal"} if part.is_like else _unlike(part)
    return (
        part.name if is_component else words.INDENT.format(name=part.name),
        numbers.plain(part.points_then),
        numbers.plain(part.points),
        look,
        why_unlike(part, pair),
    )


def _unlike(part: Any) -> dict[str, str]:
    is_in_both = not (numbers.is_missing(part.points) or numbers.is_missing(part.points_then))
    return {"text": words.UNLIKE, "status": "failed" if is_in_both else "open"}


def why_unlike(part: Any, pair: YearPair) -> str:
    """Return what of a part's rules differs, or in which year alone it exists; empty for a like part."""
    if numbers.is_missing(part.points_then):
        return words.ONLY.format(year=pair.year)
    if numbers.is_missing(part.points):
        return words.ONLY.format(year=pair.against)
    return "，".join(word for name, word in words.REASONS.items() if getattr(part, name))


def units_panel(units: pd.DataFrame, pair: YearPair, view: View, *, is_total_like: bool) -> html.Section:
    """Return both years' results of every unit (data.years.compare_units); totals are set off only when alike."""
    columns = (
        Column(words.UNIT, "link"),
        Column(words.GROUP, detail=True),
        Column(words.TOTAL_OF.format(year=pair.against), "number", detail=True),
        Column(words.TOTAL_OF.format(year=pair.year), "number", detail=True),
        *([Column(words.TOTAL_CHANGE, "number", detail=True)] if is_total_like else []),
        Column(words.RANK_OF.format(year=pair.against), "number"),
        Column(words.RANK_OF.format(year=pair.year), "number"),
        Column(words.RANK_CHANGE, "number"),
        Column(words.GRADE_OF.format(year=pair.against), detail=True),
        Column(words.GRADE_OF.format(year=pair.year), detail=True),
    )
    rows = tuple(_unit_row(unit, view, is_total_like=is_total_like) for unit in each_row(units))
    title = words.UNITS_TITLE.format(count=len(units))
    return list_panel(Table(title, columns, rows), note=words.UNIT_NOTE)


def _unit_row(unit: Any, view: View, *, is_total_like: bool) -> tuple[Cell, ...]:
    return (
        unit_link(unit, view),
        unit.group_name,
        numbers.marks(unit.total_then, _decimals(unit.decimals_then)),
        numbers.marks(unit.total, _decimals(unit.decimals)),
        *([numbers.signed(unit.total_change)] if is_total_like else []),
        numbers.whole(unit.rank_then),
        numbers.whole(unit.rank),
        numbers.rank_change(unit.rank_change),
        _words(unit.grade_then),
        _words(unit.grade),
    )


def only_panel(units: pd.DataFrame, pair: YearPair, view: View) -> html.Section:
    """Return the units without a rank in one of the years, each with why."""
    lonely = units[units["rank"].isna() | units["rank_then"].isna()]
    title = words.ONLY_TITLE.format(count=len(lonely)) if len(lonely) else words.ONLY_NONE
    columns = (Column(words.UNIT, "link"), Column(words.GROUP), Column(words.ONLY_REASON, "prose"))
    rows = tuple((unit_link(unit, view), unit.group_name, _absence(unit, pair)) for unit in each_row(lonely))
    return list_panel(Table(title, columns, rows))


def _absence(unit: Any, pair: YearPair) -> str:
    told = []
    for year, status, reason in (
        (pair.against, unit.status_then, unit.reason_then),
        (pair.year, unit.status, unit.reason),
    ):
        if numbers.is_missing(status):
            told.append(words.NOT_ASSESSED.format(year=year))
        elif status == "not_rated":
            told.append(words.NOT_RATED.format(year=year, reason=reason))
    return "；".join(told)


def _decimals(value: Any) -> int:
    return 2 if numbers.is_missing(value) else int(value)


def _words(value: Any) -> str:
    return numbers.NOTHING if numbers.is_missing(value) else str(value)
