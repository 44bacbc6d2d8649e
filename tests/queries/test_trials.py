"""试算 answers what the chain answers with a scheme file that has these points."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.batches import FactBatch, SchemeBatch
from data.files.reading import read_files
from data.release import Writer
from data.scheme import parse_scheme
from data.store import Store
from data.trials import permitted_weightings, rank_stability, read_weights, try_weighting

TESTS = Path(__file__).parent.parent
SCHEMES = TESTS.parent / "data" / "schemes"
# 1000 marks without spot items; 40 marks, lowest quarter; lowest quarter with the indicator as cap
GOLDEN = [TESTS / "golden" / f"district-{number}" for number in (2, 3, 7)]
DAYS = {2023: date(2023, 9, 30), 2025: date(2025, 11, 20), 2026: date(2026, 11, 20)}
KEYS = ["total", "rank", "grade"]


def with_points(text: str, points: tuple[float, ...]) -> str:
    """The scheme file with other points for its components, in their order."""
    heads = re.split(r"(?m)^(?=\[\[component\]\]$)", text)
    assert len(heads) == len(points) + 1
    changed = [
        re.sub(r"(?m)^points = .*$", f"points = {value!r}", block, count=1)
        for block, value in zip(heads[1:], points, strict=True)
    ]
    return "".join([heads[0], *changed])


def store_scheme(store: Path, text: str, folder: Path) -> None:
    path = folder / "scheme.toml"
    path.write_text(text, encoding="utf-8")
    Writer(store).submit(SchemeBatch(parse_scheme(text, path.name), path))


def results(store: Path, year: int, day: date) -> pd.DataFrame:
    found = Store(store).query("pages/score", year=year, as_of=day).set_index("unit_id")
    return found[KEYS].sort_index()


def tried(store: Path, year: int, day: date, points: tuple[float, ...]) -> pd.DataFrame:
    found = try_weighting(Store(store), year, day, None, points).set_index("unit_id")
    named = found[["trial_total", "best_rank", "trial_grade"]].sort_index()
    return named.set_axis(KEYS, axis=1)


def weightings(store: Path, year: int, day: date) -> list[tuple[float, ...]]:
    """Two of the even sample and one on whole points."""
    weights = read_weights(Store(store), year, day)
    return [weights.points, *permitted_weightings(weights, 2)]


def assert_same(ours: pd.DataFrame, real: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(ours, real, check_dtype=False, rtol=0, atol=1e-9)


@pytest.mark.parametrize("year", [2025, 2026])
def test_a_trial_on_the_demo_equals_a_scheme_with_its_points(
    demo_store: Path, tmp_path: Path, year: int
) -> None:
    store = tmp_path / "store"
    shutil.copytree(demo_store, store)
    text = (SCHEMES / f"demo-{year}.toml").read_text(encoding="utf-8")
    for points in [*weightings(demo_store, year, DAYS[year])[1:], (60.0, 15.0, 13.5, 11.5)]:
        store_scheme(store, with_points(text, points), tmp_path)
        real = results(store, year, DAYS[year])
        assert real["total"].notna().any()
        assert_same(tried(demo_store, year, DAYS[year], points), real)


@pytest.mark.parametrize("district", GOLDEN, ids=lambda folder: folder.name)
def test_a_trial_on_a_golden_district_equals_a_scheme_with_its_points(district: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    text = (district / "scheme.toml").read_text(encoding="utf-8")
    store_scheme(store, text, tmp_path)
    Writer(store).submit(FactBatch(read_files(sorted(district.glob("*.csv"))).sheets))
    real_before = results(store, 2023, DAYS[2023])
    chosen = weightings(store, 2023, DAYS[2023])
    ours = [tried(store, 2023, DAYS[2023], points) for points in chosen]
    assert_same(ours[0], real_before)
    store_scheme(store, with_points(text, chosen[-1]), tmp_path)
    assert_same(ours[-1], results(store, 2023, DAYS[2023]))


def test_deductions_of_a_component_without_items_are_marks_that_do_not_scale(
    demo_store: Path, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    shutil.copytree(demo_store, store)
    text = (SCHEMES / "demo-2026.toml").read_text(encoding="utf-8")
    head, quarterly, rest = re.split(
        r"(?s)(?<=combine = \"mean\"\ncap = \"indicator\"\n)(.*?)(?=\[\[component\]\])", text
    )
    assert "Q1.1" in quarterly
    itemless, points = head + rest, (52.0, 11.0, 19.0, 18.0)
    store_scheme(store, itemless, tmp_path)
    quarterly_rates = Store(store).query("pages/score_components", year=2026, as_of=DAYS[2026])
    assert (quarterly_rates.query("component == 'quarterly'")["rate"] < 0.99).any()
    ours = tried(store, 2026, DAYS[2026], points)
    store_scheme(store, with_points(itemless, points), tmp_path)
    assert_same(ours, results(store, 2026, DAYS[2026]))


def test_stability_counts_how_often_grade_and_rank_stay(demo_store: Path) -> None:
    """Every unit's shares and ends, counted again from single trials of the same weightings."""
    day, store = DAYS[2026], Store(demo_store)
    sample = permitted_weightings(read_weights(store, 2026, day), 8)
    together = store.query("pages/trials", year=2026, as_of=day, group_name=None, weightings=sample)
    real = results(demo_store, 2026, day)
    singles = [tried(demo_store, 2026, day, points) for points in sample]
    for unit in together.set_index("unit_id").loc[real["rank"].dropna().index].itertuples():
        mine = pd.DataFrame([single.loc[unit.Index] for single in singles])
        assert (unit.best_rank, unit.worst_rank) == (mine["rank"].min(), mine["rank"].max())
        assert unit.keeps_rank_share == pytest.approx((mine["rank"] == real.loc[unit.Index, "rank"]).mean())
        assert unit.keeps_grade_share == pytest.approx(
            (mine["grade"] == real.loc[unit.Index, "grade"]).mean()
        )


def test_stability_of_a_group_is_that_of_its_units_among_all(demo_store: Path) -> None:
    store = Store(demo_store)
    everyone = rank_stability(store, 2026, DAYS[2026], None)
    towns = rank_stability(store, 2026, DAYS[2026], "镇街")
    pd.testing.assert_frame_equal(
        towns, everyone[everyone["group_name"] == "镇街"].reset_index(drop=True), check_dtype=False
    )
    assert (towns["weightings"] == 500).all()


def test_a_unit_without_a_check_has_no_rank_under_any_weights(demo_store: Path) -> None:
    units = rank_stability(Store(demo_store), 2026, DAYS[2026], None).set_index("unit_id")
    assert (
        units.loc[["S06", "B16"], ["rank", "best_rank", "trial_total", "keeps_grade_share"]]
        .isna()
        .all()
        .all()
    )
