"""Rows of an occasion as the workbooks want them: of its unit, in the order of groups and ranks, counted crosswise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from dashboard.exports.occasion import Occasion
from dashboard.text import lists
from dashboard.text import workbooks as words

DECIMALS = 2
"""Decimals of marks where no unit says what the scheme prints."""


def asked(occasion: Occasion, name: str, **parameters: Any) -> pd.DataFrame:
    """Return the rows of a query, of the occasion's unit alone where it is of one."""
    rows = occasion.ask(name, **parameters)
    return rows if occasion.unit_id is None else rows[rows["unit_id"] == occasion.unit_id]


def note_of_lists(occasion: Occasion) -> str:
    """Return what a list of a closed round says of itself: its rows are not stored ones. Nothing for a date."""
    if occasion.closed is None:
        return ""
    return words.TODAYS_FACTS.format(release=occasion.store.release_id)


def ordered_results(occasion: Occasion) -> pd.DataFrame:
    """Return the results, groups in the order of the units file, then by rank."""
    results = occasion.results()
    places = {name: place for place, name in enumerate(occasion.ask("groups")["group_name"])}
    place = results["group_name"].map(places)  # a group of a closed round may have no unit left: last
    return results.assign(place=place).sort_values("place", kind="stable").drop(columns="place")


def in_order_of(units: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in the order of the units, each unit's as they were."""
    places = {unit_id: place for place, unit_id in enumerate(units["unit_id"])}
    return rows.assign(place=rows["unit_id"].map(places)).sort_values("place", kind="stable")


def decimals_of(results: pd.DataFrame) -> int:
    """Return the decimals of a printed score."""
    return DECIMALS if results.empty else int(results["decimals"].iloc[0])


def worded(cells: pd.Series, names: Mapping[str, str]) -> pd.Series:
    """Return codes as words; a missing one stays missing, an unknown one is a KeyError."""
    return cells.map(lambda code: names[code], na_action="ignore").astype(object)


def in_words(states: pd.Series) -> pd.Series:
    """Return states of findings and tasks as the words of the pages."""
    return worded(states, {state: word for state, (word, _) in lists.STATES.items()})


def yes(flags: pd.Series) -> pd.Series:
    """Return 是 where it is true, nothing elsewhere."""
    return flags.map({True: words.YES, False: None}).astype(object)


def crosswise(
    rows: pd.DataFrame, across: str, order: Sequence[str], marks: str | None = None
) -> pd.DataFrame:
    """Return one row a unit name with a column for each of `order` that occurs: how many rows, or the sum of `marks`."""
    named = rows.assign(counted=1 if marks is None else rows[marks])
    sums = named.pivot_table(index="name", columns=across, values="counted", aggfunc="sum", fill_value=0)
    return sums[[name for name in order if name in sums.columns]].reset_index()
