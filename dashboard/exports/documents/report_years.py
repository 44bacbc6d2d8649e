"""The annual report's section on two years side by side: like beside like, the rest marked as unlike."""

from __future__ import annotations

from typing import Any

import pandas as pd

from dashboard.components.year_tables import total_verdict, why_unlike, with_labels
from dashboard.exports.documents.charts import year_charts
from dashboard.exports.documents.common import Context, text
from dashboard.exports.occasion import Occasion
from dashboard.frames import each_row
from dashboard.text import numbers
from dashboard.text import years as words
from dashboard.text.documents import FULL_STOP
from data.years import YearPair, compare_parts, compare_units, pair_years

_NONE: Context = {
    "against": "",
    "year_dates": "",
    "year_verdict": "",
    "year_units": [],
    "year_parts": [],
    "year_charts": [],
}
_AS_PUBLISHED = ["total", "decimals", "rank", "grade"]


def year_section(occasion: Occasion, units: pd.DataFrame, *, with_ranks: bool) -> Context:
    """Return the fields of the comparison with the nearest earlier year; empty ones when there is none.

    This year's results are those of `units` (pages/bulletin_units), the earlier year's by today's facts.
    """
    pair = pair_years(occasion.store, occasion.year, occasion.as_of, None)
    if pair is None or pair.against > pair.year:
        return _NONE
    compared = compare_parts(occasion.store, pair, None)
    parts = with_labels(compared)
    like = parts[parts["rate_change"].notna()]
    return {
        "against": str(pair.against),
        "year_dates": words.DATES.format(
            year=pair.year,
            as_of=numbers.day_in_words(pair.as_of),
            against=pair.against,
            against_as_of=numbers.day_in_words(pair.against_as_of),
        ),
        "year_verdict": FULL_STOP.join(total_verdict(compared)),
        "year_units": _units(occasion, units, pair, with_ranks=with_ranks),
        "year_parts": [_part(part, pair) for part in each_row(parts)],
        "year_charts": year_charts(occasion, like, pair),
    }


def _units(occasion: Occasion, units: pd.DataFrame, pair: YearPair, *, with_ranks: bool) -> list[Context]:
    both = compare_units(occasion.store, pair, None).set_index("unit_id")
    stored = units.set_index("unit_id")[_AS_PUBLISHED].reindex(both.index)
    both[_AS_PUBLISHED] = stored
    return [_unit(row, with_ranks=with_ranks) for row in each_row(both)]


def _unit(row: Any, *, with_ranks: bool) -> Context:
    return {
        "name": row.name,
        "group": row.group_name,
        "total_then": _marks(row.total_then, row.decimals_then),
        "total": _marks(row.total, row.decimals),
        "rank_then": numbers.whole(row.rank_then),
        "rank": numbers.whole(row.rank) if with_ranks else numbers.NOTHING,
        "grade_then": text(row.grade_then),
        "grade": text(row.grade),
    }


def _part(part: Any, pair: YearPair) -> Context:
    return {
        "name": part.label,
        "points_then": numbers.plain(part.points_then),
        "points": numbers.plain(part.points),
        "verdict": words.LIKE if part.is_like else words.UNLIKE,
        "rate_then": numbers.percent(part.rate_then, 1),
        "rate": numbers.percent(part.rate, 1),
        "why": why_unlike(part, pair),
    }


def _marks(value: Any, decimals: Any) -> str:
    return numbers.marks(value, 2 if numbers.is_missing(decimals) else int(decimals))
