"""Two years side by side: the same day of each, like beside like, and nothing compared that is not."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.batches import SchemeBatch
from data.release import Writer
from data.scheme import parse_scheme
from data.store import Store
from data.years import YearPair, compare_parts, compare_units, pair_years

DAY = date(2026, 11, 20)
SCHEME = Path(__file__).parent.parent.parent / "data" / "schemes" / "demo-2026.toml"
REASONS = ["points", "items", "rule", "targets", "settings"]


@pytest.fixture(scope="module")
def pair(demo_store: Path) -> YearPair:
    found = pair_years(Store(demo_store), 2026, DAY, None)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def parts(demo_store: Path, pair: YearPair) -> pd.DataFrame:
    return compare_parts(Store(demo_store), pair, None)


def part(parts: pd.DataFrame, component: str, item: str | None = None) -> pd.Series:
    of_component = parts[parts["component"] == component]
    return of_component[of_component["item"].isna() if item is None else of_component["item"] == item].iloc[0]


def reasons(row: pd.Series) -> list[str]:
    return [reason for reason in REASONS if row[f"differs_in_{reason}"]]


def test_years_are_compared_at_the_same_day(pair: YearPair) -> None:
    assert pair == YearPair(2026, DAY, 2025, date(2025, 11, 20))


def test_a_day_after_the_close_becomes_the_close_of_the_other_year(demo_store: Path) -> None:
    store = Store(demo_store)
    assert pair_years(store, 2025, date(2026, 1, 31), 2026) == YearPair(
        2025, date(2026, 1, 31), 2026, date(2027, 1, 31)
    )
    assert pair_years(store, 2026, date(2024, 2, 29), 2025) == YearPair(
        2026, date(2024, 2, 29), 2025, date(2023, 2, 28)
    )


@pytest.mark.parametrize("against", [2026, 1999])
def test_a_year_that_cannot_be_compared_becomes_the_one_before(demo_store: Path, against: int) -> None:
    found = pair_years(Store(demo_store), 2026, DAY, against)
    assert found is not None
    assert found.against == 2025


def test_a_store_with_one_year_has_nothing_to_compare(tmp_path: Path) -> None:
    Writer(tmp_path / "store").submit(
        SchemeBatch(parse_scheme(SCHEME.read_text(encoding="utf-8"), SCHEME.name), SCHEME)
    )
    assert pair_years(Store(tmp_path / "store"), 2026, DAY, None) is None


def test_units_carry_the_results_of_both_years(demo_store: Path, pair: YearPair) -> None:
    store = Store(demo_store)
    units = compare_units(store, pair, None).set_index("unit_id")
    for year, day, end in ((2026, DAY, ""), (2025, pair.against_as_of, "_then")):
        alone = store.query("pages/score", year=year, as_of=day).set_index("unit_id")
        both = units.loc[alone.index]
        for column in ("total", "rank", "grade", "status"):
            pd.testing.assert_series_equal(
                both[f"{column}{end}"], alone[column], check_names=False, check_dtype=False
            )
    risen = units.loc["Z07"]
    assert (risen["rank_then"], risen["rank"], risen["rank_change"]) == (8, 6, 2)


def test_units_of_one_year_only_are_listed_without_the_other(demo_store: Path, pair: YearPair) -> None:
    units = compare_units(Store(demo_store), pair, None).set_index("unit_id")
    assert pd.isna(units.loc["B20", "status_then"])
    assert pd.isna(units.loc["B20", "rank_change"])
    assert len(units) == 34


def test_an_item_judged_by_its_share_is_like_whatever_it_is_worth(parts: pd.DataFrame) -> None:
    update = part(parts, "spot", "S1.1")
    assert (update["points"], update["points_then"]) == (10, 20)
    assert update["is_like"]
    assert 0 < update["rate_then"] < update["rate"] < 1


def test_an_item_judged_in_marks_is_unlike_when_it_is_worth_something_else(parts: pd.DataFrame) -> None:
    assert reasons(part(parts, "quarterly", "Q1.1")) == ["points", "settings"]
    assert reasons(part(parts, "review", "R2.2")) == ["points"]


def test_components_say_why_they_are_unlike(parts: pd.DataFrame) -> None:
    assert reasons(part(parts, "spot")) == ["points", "items", "settings"]
    assert reasons(part(parts, "quarterly")) == ["items", "rule", "settings"]  # mean then, lowest quarter now
    assert reasons(part(parts, "ledger")) == ["points", "items", "rule"]  # late entries 0.3 then, 0.5 now


def test_what_one_year_has_alone_is_unlike_without_a_reason(parts: pd.DataFrame) -> None:
    new = part(parts, "spot", "S1.3")
    assert not new["is_like"]
    assert pd.isna(new["points_then"])
    assert reasons(new) == []


def test_the_unlike_has_no_rates_to_compare(parts: pd.DataFrame) -> None:
    unlike = parts[~parts["is_like"]]
    assert unlike[["rate", "rate_then", "rate_change"]].isna().all().all()


def test_the_total_is_unlike_when_a_component_is(parts: pd.DataFrame) -> None:
    total = parts[parts["component"].isna()].iloc[0]
    assert not total["is_like"]
    assert reasons(total) == ["items", "rule", "settings"]


def test_years_under_the_same_rules_are_alike_in_everything(demo_store: Path, tmp_path: Path) -> None:
    store, copy = tmp_path / "store", tmp_path / "same.toml"
    shutil.copytree(demo_store, store)
    text = SCHEME.read_text(encoding="utf-8")
    for now, then in (
        ("demo-2026", "same-2025"),
        ("year = 2026", "year = 2025"),
        ("2027-01-31", "2026-01-31"),
    ):
        text = text.replace(now, then, 1)
    copy.write_text(text, encoding="utf-8")
    Writer(store).submit(SchemeBatch(parse_scheme(text, copy.name), copy))
    found = pair_years(Store(store), 2026, DAY, None)
    assert found is not None
    same = compare_parts(Store(store), found, "镇街")
    assert same["is_like"].all()
    assert not same[[f"differs_in_{reason}" for reason in REASONS]].any().any()
    spot = part(same, "spot")
    assert spot["rate_change"] == pytest.approx(spot["rate"] - spot["rate_then"])
    assert spot["unit_count"] == 8
