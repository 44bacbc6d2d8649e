"""One way to write each number and date."""

from __future__ import annotations

from datetime import date

import numpy as np
import pandas as pd
import pytest

from dashboard.text import numbers


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (88.345, 2, "88.35"),
        (1.005, 2, "1.01"),
        (0.125, 2, "0.13"),
        (-2.5, 0, "−3"),
        (-0.001, 2, "0.00"),
        (100.0, 1, "100.0"),
        (np.float64(7.0), np.int32(2), "7.00"),
        (None, 2, "—"),
        (float("nan"), 2, "—"),
        (pd.NA, 2, "—"),
    ],
)
def test_marks_are_rounded_half_up(value: object, decimals: int, written: str) -> None:
    assert numbers.marks(value, decimals) == written


@pytest.mark.parametrize(
    ("value", "written"), [(0.5, "+0.50"), (-1.2, "−1.20"), (0.0, "0.00"), (0.001, "0.00"), (None, "—")]
)
def test_changes_carry_their_sign(value: float | None, written: str) -> None:
    assert numbers.signed(value) == written


@pytest.mark.parametrize(("value", "written"), [(2, "▲2"), (-1, "▼1"), (0, "＝"), (pd.NA, "—")])
def test_rank_changes_have_a_shape(value: object, written: str) -> None:
    assert numbers.rank_change(value) == written


@pytest.mark.parametrize(("low", "high", "written"), [(3, 7, "3–7"), (5, 5, "5"), (None, None, "—")])
def test_intervals(low: int | None, high: int | None, written: str) -> None:
    assert numbers.interval(low, high) == written


def test_dates() -> None:
    assert numbers.day(pd.Timestamp("2026-11-20")) == "2026-11-20"
    assert numbers.day(date(2026, 1, 2)) == "2026-01-02"
    assert numbers.day(pd.NaT) == "—"
    assert numbers.day_in_words(date(2026, 1, 2)) == "2026年1月2日"


def test_counts() -> None:
    assert numbers.whole(np.float64(12.0)) == "12"
    assert numbers.whole(pd.NA) == "—"


@pytest.mark.parametrize(("value", "written"), [(20.0, "20"), (0.5, "0.5"), (0.1 + 0.2, "0.3"), (None, "—")])
def test_points_are_written_without_trailing_zeros(value: float | None, written: str) -> None:
    assert numbers.plain(value) == written


@pytest.mark.parametrize(
    ("value", "decimals", "written"),
    [
        (0.5, 0, "50%"),
        (0.904, 0, "90%"),
        (1.0, 0, "100%"),
        (0.998, 0, "99.8%"),
        (0.001, 0, "0.1%"),
        (0.0, 0, "0%"),
        (0.8254, 1, "82.5%"),
        (None, 0, "—"),
    ],
)
def test_shares_are_written_as_percent_and_never_rounded_to_all(
    value: float | None, decimals: int, written: str
) -> None:
    assert numbers.percent(value, decimals) == written


def test_a_half_stays_a_half_whatever_a_sum_of_doubles_left_of_it() -> None:
    assert numbers.marks(0.375 - 1e-12) == numbers.marks(0.375) == "0.38"
    assert numbers.marks(0.375 - 1e-8) == "0.37"
