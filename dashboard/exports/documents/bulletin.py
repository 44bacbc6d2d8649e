"""通报: what a round says of all units; its counts and lists come from the same rows and are held against each other."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.exports.documents.common import (
    Context,
    common,
    counters,
    finding,
    finding_sources,
    published_scope,
    ranked_groups,
    standing_note,
    standings,
    text,
)
from dashboard.exports.documents.rendering import render
from dashboard.exports.documents.templates import template_for
from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece
from dashboard.frames import each_row
from dashboard.text import documents as words
from dashboard.text import numbers
from data.errors import OpennessError

_EVERY = 1_000_000  # kinds of faults to list: all


class CountsDiffer(OpennessError):
    """A count in a bulletin's text is not what its list holds; the bulletin is not written."""


def bulletin_pieces(occasion: Occasion) -> list[Piece]:
    """Return the bulletin of all units, whichever unit the occasion asks for; none where there are no units."""

    def make() -> bytes:
        return render(template_for(occasion.store, "bulletin"), bulletin_context(occasion))

    if standings(occasion).empty:
        return []
    return [Piece(words.BULLETIN_PATH.format(stem=occasion.stem), make)]


def bulletin_context(occasion: Occasion) -> Context:
    """Return what a template of the bulletin may name; raises CountsDiffer."""
    units = standings(occasion)
    matters = occasion.ask("document_matters")
    context = {
        **common(occasion),
        **counters(),
        **unit_counts(units),
        **_named_units(units, occasion),
        **_faults(occasion),
        **_open(matters),
        "results": _results(units, occasion),
    }
    check_counts(context)
    return context


def check_counts(context: Context) -> None:
    """Hold every count of the text against its list; raises CountsDiffer, naming the first that differs."""
    for name, stated, listed in _counted(context):
        if stated != listed:
            raise CountsDiffer(words.DIFFERENT.format(name=name, stated=stated, listed=listed))


def unit_counts(units: pd.DataFrame) -> Context:
    """Return how many units there are, with a total and without one (pages/bulletin_units)."""
    total, provisional, not_rated = (
        _stated(units, f"{name}_count") for name in ("unit", "provisional", "not_rated")
    )
    return {
        "unit_count": str(total),
        "scored_count": str(total - not_rated),
        "provisional_count": str(provisional),
        "not_rated_count": str(not_rated),
    }


def _named_units(units: pd.DataFrame, occasion: Occasion) -> Context:
    grade, mark = _first(units, "top_grade"), _first(units, "pass_mark")
    praised = _praised(units, occasion)
    return {
        "top_grade": "" if numbers.is_missing(grade) else str(grade),
        "top_count": str(_stated(units, "top_count")),
        "provisional_top_count": str(_stated(units, "provisional_top_count")),
        "top": _numbered(units[units["is_top"]]),
        "praise_count": str(len({row["name"] for row in praised})),
        "praised": praised,
        "pass_mark": "" if numbers.is_missing(mark) else numbers.plain(mark),
        "below_count": str(_stated(units, "below_pass_count")),
        "provisional_below_count": str(_stated(units, "provisional_below_count")),
        "vetoed_count": str(_stated(units, "vetoed_count")),
        "below": _numbered(units[units["is_below_pass"]]),
        "not_rated": _numbered(units[units["is_not_rated"]]),
    }


def _numbered(units: pd.DataFrame) -> list[Context]:
    return [
        {
            "no": str(number),
            "name": unit.name,
            "group": unit.group_name,
            "total": numbers.marks(unit.total, unit.decimals),
            "grade": text(unit.grade),
            "reason": text(unit.reason),
            "why": _why(unit),
        }
        for number, unit in enumerate(each_row(units), start=1)
    ]


def _why(unit: Any) -> str:
    is_low = not numbers.is_missing(unit.total) and unit.total < unit.pass_mark
    low = words.BELOW.format(pass_mark=numbers.plain(unit.pass_mark)) if is_low else ""
    return words.NOTE_BETWEEN.join(filter(None, (low, standing_note(unit))))


def _praised(units: pd.DataFrame, occasion: Occasion) -> list[Context]:
    """Write out the decisions to praise; of a unit that is not fully assessed yet the name says so."""
    decided = outcomes(occasion)
    provisional = set(units.loc[units["is_provisional"], "unit_id"])
    told = []
    for row in each_row(decided[decided["kind"] == "praise"]):
        mark = words.PROVISIONAL if row.unit_id in provisional else ""
        told.append({**outcome(row), "name": row.name + mark})
    return told


def outcomes(occasion: Occasion) -> pd.DataFrame:
    """Return the decisions recorded for the occasion's round, or taken in its year by the date."""
    named = occasion.name if occasion.closed else None
    return occasion.store.table("pages/outcomes", year=occasion.year, as_of=occasion.as_of, round_name=named)


def outcome(row: Any) -> Context:
    """Write out a recorded decision."""
    return {
        "name": row.name,
        "kind": words.OUTCOMES[row.kind],
        "decided_on": numbers.day(row.decided_on),
        "document": text(row.document),
        "reason": text(row.reason),
    }


def _faults(occasion: Occasion) -> Context:
    kinds = occasion.ask("checks_faults", group_name=None, shown=_EVERY)
    found = occasion.ask("author_findings", group_name=None)
    total = int(found["found"].iloc[-1]) if len(found) else 0
    return {
        "finding_count": str(total),
        "repeat_count": str(int(kinds["repeated"].sum())),
        "faults": [
            {
                "no": str(number),
                "item": words.NO_ITEM if numbers.is_missing(kind.item_name) else kind.item_name,
                "component": text(kind.component_name),
                "count": numbers.whole(kind.findings),
                "units": numbers.whole(kind.units),
                "repeated": numbers.whole(kind.repeated),
            }
            for number, kind in enumerate(each_row(kinds), start=1)
        ],
        "sources": finding_sources(found),
    }


def _open(matters: pd.DataFrame) -> Context:
    open_findings = matters[matters["is_open_finding"]]
    late = matters[matters["is_overdue_finding"]].sort_values("days_late", ascending=False, kind="stable")
    units = list(open_findings.groupby("unit_id", sort=False))
    return {
        "open_count": str(_stated(matters, "open_findings")),
        "open_unit_count": str(len(units)),
        "overdue_count": str(_stated(matters, "overdue_findings")),
        "overdue": [
            {**finding(row, number), "name": row.name} for number, row in enumerate(each_row(late), start=1)
        ],
        "open_units": [_open_unit(number, rows) for number, (_, rows) in enumerate(units, start=1)],
    }


def _open_unit(number: int, rows: pd.DataFrame) -> Context:
    return {
        "no": str(number),
        "name": _first(rows, "name"),
        "count": str(_stated(rows, "unit_findings")),
        "overdue_count": str(_stated(rows, "unit_overdue")),
        "findings": [finding(row, place) for place, row in enumerate(each_row(rows), start=1)],
    }


def _results(units: pd.DataFrame, occasion: Occasion) -> list[Context]:
    is_open = published_scope(occasion) in (None, "full")
    return ranked_groups(units, with_ranks=True) if is_open else []


def _counted(context: Context) -> list[tuple[str, int, int]]:
    """Every count of the text, and what its list holds: (what is counted, stated, listed)."""
    vetoed, provisional = (
        sum(word in row["why"] for row in context["below"])
        for word in (words.VETOED, words.STATUSES["provisional"])
    )
    named = words.COUNTED
    pairs = [
        (named["top"], context["top_count"], len(context["top"])),
        (named["below"], context["below_count"], len(context["below"])),
        (named["vetoed"], context["vetoed_count"], vetoed),
        (named["provisional_below"], context["provisional_below_count"], provisional),
        (named["not_rated"], context["not_rated_count"], len(context["not_rated"])),
        (named["faults"], context["finding_count"], _sum(context["faults"], "count")),
        (named["sources"], context["finding_count"], _sum(context["sources"][:-1], "found")),
        (named["open"], context["open_count"], sum(len(unit["findings"]) for unit in context["open_units"])),
        (named["overdue"], context["overdue_count"], len(context["overdue"])),
        *_counted_units(context),
    ]
    return [(name, int(stated), listed) for name, stated, listed in pairs]


def _counted_units(context: Context) -> list[tuple[str, str, int]]:
    listed = sum(len(group["rows"]) for group in context["results"])
    all_units = [(words.COUNTED["units"], context["unit_count"], listed)] if context["results"] else []
    return all_units + [
        (words.COUNTED["open_of"].format(unit=unit["name"]), unit["count"], len(unit["findings"]))
        for unit in context["open_units"]
    ]


def _sum(rows: list[Context], column: str) -> int:
    return sum(int(row[column]) for row in rows)


def _stated(rows: pd.DataFrame, column: str) -> int:
    return int(_first(rows, column)) if len(rows) else 0


def _first(rows: pd.DataFrame, column: str) -> Any:
    return rows[column].iloc[0] if len(rows) else None
