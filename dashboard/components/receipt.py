"""The receipt of a unit's score: every level shows the sum it is made of, and leads one level further down."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html
from dash.development.base_component import Component

from dashboard.components.attributes import attributes
from dashboard.components.data_table import data_table, evidence_link, link
from dashboard.components.panel import panel
from dashboard.components.scheme import sentences
from dashboard.figures.chart import Cell, Column, Table
from dashboard.frames import each_row
from dashboard.text import numbers
from dashboard.text import receipt as words
from dashboard.text.numbers import is_missing, marks, percent, plain
from dashboard.view import View

EXACT = 4  # decimals of the sums: enough to follow them with a pocket calculator


def trail(steps: list[tuple[str, str]]) -> html.Nav:
    """Return the way from the total to where the reader is, each step its words and address; the last is here."""
    last = len(steps) - 1
    links: list[Component] = [
        html.Li(html.A(text, href=href, **attributes(aria_current="page" if place == last else "false")))
        for place, (text, href) in enumerate(steps)
    ]
    return html.Nav(html.Ol(links), className="trail", **attributes(aria_label=words.TRAIL))


def total_panel(components: pd.DataFrame, view: View) -> html.Section:
    """Return the total as the sum of its components (pages/receipt_total)."""
    first = components.iloc[0]
    decimals = int(first["decimals"])
    columns = (
        Column(words.COMPONENT, "link"),
        Column(words.SCORE, "number"),
        Column(words.FULL, "number"),
        Column(words.RATE, "number"),
        Column(words.WEIGHT, "number", detail=True),
        Column(words.OF_TOTAL, "number"),
        Column(words.STATUS),
    )
    rows = tuple(_total_row(row, view) for row in each_row(components))
    title, told = words.TOTAL_TITLE_NONE, []
    if not is_missing(first["total"]):
        title = words.TOTAL_TITLE.format(total=marks(first["total"], decimals))
        told = _total_sums(first, decimals)
    return panel(title, sentences(told), data_table(Table(title, columns, rows)))


def _total_sums(first: pd.Series, decimals: int) -> list[str]:
    base = marks(first["base"], EXACT)
    told = [
        words.BASE_SUM.format(
            base=base,
            full=plain(first["full_marks"]),
            scores=marks(first["score_sum"], EXACT),
            points=plain(first["points_sum"]),
        ),
        words.TOTAL_SUM.format(
            total=marks(first["total"], decimals),
            base=base,
            bonus=plain(first["bonus"]),
            major=plain(first["major"]),
            decimals=decimals,
        ),
    ]
    return [*told, words.TOTAL_VETOED] if first["is_vetoed"] else told


def _total_row(row: Any, view: View) -> tuple[Cell, ...]:
    has_data = not is_missing(row.score)
    name: Cell = row.component_name
    if has_data:
        name = link(row.component_name, view.href(component=row.component, item=None, ref=None))
    return (
        name,
        marks(row.score),
        plain(row.full_points),
        percent(row.rate, 2),
        percent(row.weight, 1),
        marks(row.marks),
        "" if has_data else _without_data(row),
    )


def _without_data(row: Any) -> str:
    """Why a component has no marks: still missing, or nothing of the unit could ever be assessed in it."""
    if not row.is_expected:
        return words.NOTHING_TO_ASSESS
    return words.NO_DATA_YET if row.status == "not_rated" else words.NO_DATA


def component_panel(cells: pd.DataFrame, view: View) -> html.Section:
    """Return a component as the sum of its items, period by period (pages/receipt_component); at least one row."""
    first = cells.iloc[0]
    title = words.COMPONENT_TITLE_NONE.format(name=first["component_name"])
    if not is_missing(first["score"]):
        title = words.COMPONENT_TITLE.format(
            name=first["component_name"],
            score=marks(first["score"]),
            points=plain(first["component_points"]),
            rate=percent(first["score"] / first["component_points"], 2),
        )
    shown = cells[cells["period_score"].notna()] if cells["period_score"].notna().any() else cells
    columns = (
        Column(words.PERIOD),
        Column(words.INDICATOR, detail=True),
        Column(words.ITEM, "link"),
        Column(words.GOT, "number"),
        Column(words.OF, "number"),
        Column(words.LOST, "number"),
        Column(words.STATUS),
    )
    rows = tuple(_cell_row(cell, view) for cell in each_row(shown))
    return panel(title, sentences(_component_sums(shown)), data_table(Table(title, columns, rows)))


def _component_sums(cells: pd.DataFrame) -> list[str]:
    periods = each_row(cells[cells["period_score"].notna()].drop_duplicates("quarter"))
    told = [
        words.PERIOD_SUM.format(
            period=period.period,
            assessed=plain(period.period_points),
            got=marks(period.period_got, EXACT),
            points=plain(period.component_points),
            score=marks(period.period_score, EXACT),
        )
        for period in periods
    ]
    if len(periods) > 1:
        template = words.MIN_SUM if periods[0].combine == "min" else words.MEAN_SUM
        scores = "，".join(marks(period.period_score, EXACT) for period in periods)
        combined = marks(periods[0].score + periods[0].penalties, EXACT)
        told.append(template.format(periods=len(periods), scores=scores, score=combined))
    if periods and periods[0].penalties > 0:
        score = marks(periods[0].score, EXACT)
        told.append(words.PENALTY_SUM.format(penalties=plain(periods[0].penalties), score=score))
    return told


def _cell_row(cell: Any, view: View) -> tuple[Cell, ...]:
    name = words.WHOLE_COMPONENT if cell.is_implicit else cell.item_name
    return (
        cell.period,
        "" if cell.is_implicit else cell.indicator_name,
        link(name, view.href(item=cell.item, ref=None)),
        marks(cell.got, EXACT),
        plain(cell.points),
        marks(cell.lost, EXACT),
        words.STATUSES[cell.status],
    )


def item_panel(cells: pd.DataFrame, facts: pd.DataFrame, view: View) -> html.Section:
    """Return an item as the sum of its facts: the component's rows of this item, and pages/receipt_facts."""
    scored = each_row(cells[cells["status"] == "scored"])
    first = cells.iloc[0]
    name = words.WHOLE_COMPONENT if first["is_implicit"] else first["item_name"]
    title = words.ITEM_TITLE_NONE.format(name=name)
    if scored:
        sums = [
            words.ITEM_GOT.format(period=cell.period, got=marks(cell.got), points=plain(cell.points))
            for cell in scored
        ]
        title = words.ITEM_TITLE.format(name=name, sums="，".join(sums))
    told = [_item_sum(cell, facts[facts["period"] == cell.period]) for cell in scored]
    caption = words.FACTS.format(count=len(facts)) if len(facts) else words.FACTS_NONE
    columns = (
        Column(words.KIND, detail=True),
        Column(words.REF, "link"),
        Column(words.DATE, "date"),
        Column(words.WHAT, "prose"),
        Column(words.MARKS, "number"),
        Column(words.TAKEN, "number"),
        Column(words.LOST, "number"),
        Column(words.EVIDENCE, "link"),
    )
    rows = tuple(_fact_row(fact, view) for fact in each_row(facts))
    table = [data_table(Table(caption, columns, rows), scrolls=True)] if rows else []
    return panel(title, sentences([*told, caption]), *table)


def _item_sum(cell: Any, facts: pd.DataFrame) -> str:
    shared = {"period": cell.period, "got": marks(cell.got, EXACT), "points": plain(cell.points)}
    if cell.rule == "rate":
        earned, possible = facts["got"].sum(), facts["possible"].sum()
        checks = int((facts["kind"] == "check").sum())
        share = percent(earned / possible, 2)
        sums = {"earned": plain(earned), "possible": plain(possible), "share": share}
        return words.RATE_SUM.format(count=checks, **sums, **shared)
    if cell.rule == "deduct":
        stop = words.DEDUCT_STOP if cell.got < 0 else ""
        return words.DEDUCT_SUM.format(count=len(facts), taken=plain(facts["taken"].sum()), **shared) + stop
    if cell.rule == "complete":
        return words.COMPLETE_SUM.format(count=len(facts), share=percent(cell.got / cell.points, 2), **shared)
    return words.REVIEW_SUM.format(**shared)


def _fact_row(fact: Any, view: View) -> tuple[Cell, ...]:
    of = words.EARNED_OF.format(earned=plain(fact.got), possible=plain(fact.possible))
    return (
        words.KINDS[fact.kind],
        link(fact.ref, view.href(ref=fact.ref)),
        numbers.day(fact.happened_on),
        "" if is_missing(fact.fact) else fact.fact,
        "" if is_missing(fact.possible) else of,
        "" if is_missing(fact.taken) else plain(fact.taken),
        marks(fact.lost, EXACT),
        evidence_link(fact.evidence),
    )
