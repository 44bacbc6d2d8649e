"""Two years side by side: the same day of each, results by unit, and which parts of the scores are alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

from data.scope import AnyStore

_OF_THE_YEAR = ("status", "total", "decimals", "is_vetoed", "rank", "ranked_in_group", "grade", "reason")


@dataclass(frozen=True)
class YearPair:
    """A year at a date and the year it is compared with at the same day of that year."""

    year: int
    as_of: date
    against: int
    against_as_of: date


def pair_years(store: AnyStore, year: int, as_of: date, against: int | None) -> YearPair | None:
    """Return the years to compare; without `against` (or with one that has no scheme) the nearest earlier one.

    None when no other year has a scheme. The dates are the same day, at most each year's close; 29 February
    becomes the 28th.
    """
    others = [other for other in store.years() if other != year]
    if not others:
        return None
    if against not in others:
        against = max((other for other in others if other < year), default=min(others))
    day = _shifted(as_of, against - year)
    return YearPair(year, as_of, against, min(day, store.closes_on(against)))


def compare_units(store: AnyStore, pair: YearPair, group: str | None) -> pd.DataFrame:
    """Return one row per unit of either year, by group and this year's rank.

    Columns: unit_id, name, group_name; status, total, decimals, is_vetoed, rank, ranked_in_group, grade and
    reason of the year and, with `_then`, of the other (null where the unit was not assessed); rank_change =
    places gained, total_change = marks gained (null where either is).
    """
    now = store.query("pages/year_units", year=pair.year, as_of=pair.as_of, group_name=group)
    then = store.query("pages/year_units", year=pair.against, as_of=pair.against_as_of, group_name=group)
    keys = ["unit_id", "name", "group_name"]
    both = now.merge(then, on=keys, how="outer", suffixes=("", "_then"))
    both["rank_change"] = both["rank_then"] - both["rank"]
    both["total_change"] = both["total"] - both["total_then"]
    both["group_no"] = both["group_no"].fillna(both["group_no_then"])
    ordered = both.sort_values(["group_no", "rank", "rank_then", "unit_id"], na_position="last")
    paired = [f"{name}{end}" for end in ("", "_then") for name in _OF_THE_YEAR]
    return ordered[[*keys, *paired, "rank_change", "total_change"]].reset_index(drop=True)


def compare_parts(store: AnyStore, pair: YearPair, group: str | None) -> pd.DataFrame:
    """Return the total, every component and item of either year, in the order of the schemes.

    Columns as pages/year_parts, and of the like ones rate, rate_then (0 to 1), unit_count, unit_count_then
    (pages/year_rates), rate_change; null of the unlike, so that nobody compares them.
    """
    parts = store.query("pages/year_parts", year=pair.year, as_of=pair.as_of, against=pair.against)
    now = store.query("pages/year_rates", year=pair.year, as_of=pair.as_of, group_name=group)
    then = store.query("pages/year_rates", year=pair.against, as_of=pair.against_as_of, group_name=group)
    rates = now.merge(then, on=["component", "item"], how="outer", suffixes=("", "_then"))
    both = parts.merge(rates, on=["component", "item"], how="left")
    both.loc[~both["is_like"], ["rate", "rate_then", "unit_count", "unit_count_then"]] = None
    both["rate_change"] = both["rate"] - both["rate_then"]
    return both


def _shifted(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
