"""排名: every unit with its score, rank and grade; every component; a chart a group of what the totals are made of."""

from __future__ import annotations

import pandas as pd

from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece
from dashboard.exports.workbooks.book import Book, Column, Figure, Kind, Table, columns
from dashboard.exports.workbooks.pieces import book_pieces, book_title
from dashboard.exports.workbooks.rows import decimals_of, in_order_of, ordered_results, worded, yes
from dashboard.text import numbers
from dashboard.text import workbooks as words

BEFORE: dict[str, Kind] = {
    "group_name": "text",
    "rank": "whole",
    "name": "text",
    "total": "marks",
    "grade": "text",
    "status": "text",
    "rank_low": "whole",
    "rank_high": "whole",
    "check_count": "whole",
    "base": "marks",
    "bonus": "marks",
    "major": "marks",
    "veto": "text",
    "converted": "marks",
}
AFTER: dict[str, Kind] = {"not_rated_reason": "text", "unit_id": "text"}
PARTS: dict[str, Kind] = {
    "group_name": "text",
    "rank": "whole",
    "name": "text",
    "component_name": "text",
    "score": "marks",
    "full_points": "marks",
    "rate": "share",
    "weight": "share",
    "contribution": "marks",
    "unit_id": "text",
}


def ranking_pieces(occasion: Occasion) -> list[Piece]:
    """Return 排名表 as workbook and CSV."""
    return book_pieces(occasion, "ranking", build_ranking)


def build_ranking(occasion: Occasion) -> Book:
    """Return the book; of a closed round from its stored rows."""
    results = ordered_results(occasion)
    parts = _parts(occasion, results)
    title = book_title(occasion, "ranking")
    queries = (
        ("round_published", "round_published_components")
        if occasion.closed
        else ("score", "score_components")
    )
    scores = _score_columns(parts)
    shown = results.assign(
        status=worded(results["status"], words.STATUS),
        veto=yes(results["is_vetoed"]),
        not_rated_reason=results["reason"],
    ).merge(_wide(parts, "score"), on="unit_id", how="left")
    return Book(
        occasion,
        title,
        (
            Table(
                words.RANKING, title, (*columns(BEFORE), *scores, *columns(AFTER)), shown, queries, frozen=3
            ),
            Table(words.COMPONENTS, title, columns(PARTS), parts, queries, frozen=4),
        ),
        tuple(_figure(name, rows, parts, queries) for name, rows in _ranked_groups(results)),
        decimals_of(results),
    )


def _parts(occasion: Occasion, results: pd.DataFrame) -> pd.DataFrame:
    """Return one row a unit and component, units in the order of the ranking.

    `contribution` is what it gives of the total, null where the unit has none.
    """
    units = results[["unit_id", "name", "group_name", "rank", "full_marks", "total"]]
    parts = occasion.components().merge(units, on="unit_id")
    given = parts["rate"] * parts["weight"] * parts["full_marks"]
    parts["contribution"] = given.where(parts["total"].notna())
    return in_order_of(results, parts)


def _component_names(parts: pd.DataFrame) -> dict[str, str]:
    return dict(zip(parts["component"], parts["component_name"], strict=True))


def _wide(parts: pd.DataFrame, value: str) -> pd.DataFrame:
    """Return a row a unit with a column a component, named by its code with a colon before, which no other has."""
    wide = parts.pivot_table(index="unit_id", columns="component", values=value, dropna=False)
    return wide.add_prefix(":").reset_index()


def _score_columns(parts: pd.DataFrame) -> list[Column]:
    heading, meaning = words.COLUMNS["component_score"]
    return [
        Column(f":{code}", "marks", heading.format(name=name), meaning.format(name=name))
        for code, name in _component_names(parts).items()
    ]


def _ranked_groups(results: pd.DataFrame) -> list[tuple[str, pd.DataFrame]]:
    ranked = results[results["rank"].notna()]
    return [(name, ranked[ranked["group_name"] == name]) for name in ranked["group_name"].unique()]


def _figure(group: str, units: pd.DataFrame, parts: pd.DataFrame, queries: tuple[str, ...]) -> Figure:
    """Return the chart of a group: one bar a ranked unit, a part for each component and one for the bonus."""
    rows = units.merge(_wide(parts, "contribution"), on="unit_id", how="left")
    rows["label"] = [
        words.RANK_AND_NAME.format(rank=rank, name=name)
        for rank, name in zip(rows["rank"], rows["name"], strict=True)
    ]
    heading, meaning = words.COLUMNS["contribution"]
    stacked = [
        Column(f":{code}", "marks", name, f"{heading}：{meaning}")
        for code, name in _component_names(parts).items()
    ]
    shown = (
        Column("label", "text", *words.COLUMNS["name"]),
        *stacked,
        *columns({"bonus": "marks", "major": "marks", "total": "marks"}),
    )
    name = words.FIGURE_OF_GROUP.format(group=group)
    table = Table(name, _title(group, units), shown, rows, queries)
    return Figure(table, len(stacked) + 1, words.UNITS_BY_RANK, words.MARKS_OF_TOTAL)


def _title(group: str, units: pd.DataFrame) -> str:
    first, last = units.iloc[0], units.iloc[-1]
    template = words.GROUP_TITLE_ONE if len(units) == 1 else words.GROUP_TITLE
    return template.format(
        group=group,
        first=first["name"],
        best=numbers.marks(first["total"], first["decimals"]),
        last=last["name"],
        worst=numbers.marks(last["total"], last["decimals"]),
    )
