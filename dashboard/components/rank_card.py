"""The rank card of a unit: today beside what the last closed round published, and what is next."""

from __future__ import annotations

import pandas as pd
from dash import html

from dashboard.components.card import card, cards
from dashboard.text import lists as words
from dashboard.text import numbers


def rank_cards(unit: pd.Series) -> html.Div:
    """Return the five cards of a unit (pages/unit_card)."""
    return cards(_score(unit), _rank(unit), _grade(unit), _change(unit), _open(unit))


def _score(unit: pd.Series) -> html.Div:
    meaning = words.SCORE_OF.format(full=f"{unit['full_marks']:g}")
    if not numbers.is_missing(unit["converted"]):
        meaning += words.SCORE_CONVERTED.format(converted=numbers.marks(unit["converted"], unit["decimals"]))
    if not numbers.is_missing(unit["reason"]):
        meaning = str(unit["reason"])
    return card(words.SCORE_CARD, numbers.marks(unit["total"], unit["decimals"]), meaning=meaning)


def _rank(unit: pd.Series) -> html.Div:
    if numbers.is_missing(unit["rank"]) and not numbers.is_missing(unit["total"]):  # not shown to its reader
        told = words.RANK_NOT_SHOWN.format(
            group=unit["group_name"], checks=numbers.whole(unit["check_count"])
        )
        return card(words.RANK_CARD, numbers.NOTHING, meaning=told)
    if numbers.is_missing(unit["rank"]):
        template = words.RANK_UNRATED if unit["check_count"] else words.RANK_UNCHECKED
        told = template.format(group=unit["group_name"], checks=numbers.whole(unit["check_count"]))
        return card(words.RANK_CARD, words.NOT_RATED, meaning=told)
    meaning = words.RANK_MEANING.format(
        group=unit["group_name"],
        interval=numbers.interval(unit["rank_low"], unit["rank_high"]),
        checks=numbers.whole(unit["check_count"]),
    )
    if not numbers.is_missing(unit["ahead_name"]):
        gap = numbers.marks(unit["gap_to_ahead"], unit["decimals"])
        meaning += words.RANK_GAP.format(
            name=unit["ahead_name"], rank=numbers.whole(unit["ahead_rank"]), gap=gap
        )
    of = words.RANK_OF.format(count=numbers.whole(unit["ranked_in_group"]))
    return card(words.RANK_CARD, numbers.whole(unit["rank"]), unit=of, meaning=meaning)


def _grade(unit: pd.Series) -> html.Div:
    if numbers.is_missing(unit["grade"]):
        return card(words.GRADE_CARD, words.NOT_RATED)
    if unit["is_vetoed"]:
        return card(words.GRADE_CARD, unit["grade"], meaning=words.VETOED, alarm=True)
    meaning = words.GRADE_TOP
    if not numbers.is_missing(unit["full_grade"]):
        meaning = words.GRADE_FULL.format(grade=unit["full_grade"])
    elif not numbers.is_missing(unit["next_grade"]):
        gap = numbers.marks(unit["gap_to_next"], unit["decimals"])
        meaning = words.GRADE_GAP.format(grade=unit["next_grade"], gap=gap)
    return card(words.GRADE_CARD, unit["grade"], meaning=meaning)


def _change(unit: pd.Series) -> html.Div:
    if numbers.is_missing(unit["round_name"]):
        return card(words.CHANGE_CARD, numbers.NOTHING, meaning=words.CHANGE_NONE)
    if numbers.is_missing(unit["published_total"]):
        meaning = words.CHANGE_UNRATED.format(
            round_name=unit["round_name"], as_of=numbers.day(unit["round_as_of"])
        )
        return card(words.CHANGE_CARD, numbers.NOTHING, meaning=meaning)
    meaning = words.CHANGE_MEANING.format(
        round_name=unit["round_name"],
        as_of=numbers.day(unit["round_as_of"]),
        total=numbers.marks(unit["published_total"], unit["decimals"]),
        rank=numbers.whole(unit["published_rank"]),
        grade=numbers.NOTHING if numbers.is_missing(unit["published_grade"]) else unit["published_grade"],
    )
    change = numbers.rank_change(unit["rank_change"])
    return card(
        words.CHANGE_CARD,
        change,
        unit=numbers.signed(unit["total_change"], unit["decimals"]),
        meaning=meaning,
    )


def _open(unit: pd.Series) -> html.Div:
    return card(
        words.OPEN_CARD,
        numbers.whole(unit["open_findings"]),
        unit=words.UNITS,
        meaning=words.OPEN_MEANING.format(overdue=numbers.whole(unit["overdue"])),
        alarm=bool(unit["overdue"]),
    )
