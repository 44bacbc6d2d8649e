"""A unit's account reads its own facts and what was published, whatever lies in the store beside them."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from storing import MIDYEAR, facts

from data.errors import NotAllowed, OpennessError
from data.layout import Layout
from data.queryfile import load_queries
from data.release import Writer
from data.rights import UNIT_QUERIES, Rows
from data.rounds import RoundBatch
from data.scope import UnitStore
from data.store import Store

OWN, OTHER = "U02", "U00"  # of the same group
AT: dict[str, Any] = {"year": 2023, "as_of": date(2023, 12, 31)}
FILES = load_queries()
STORED = ("pages/round_published", "pages/round_published_components")


def close(store: Path, publish: str, name: str = "年中", as_of: date = MIDYEAR, **more: Any) -> None:
    Writer(store).submit(RoundBatch(Layout(store), name, Store(store).year(2023), as_of, publish, **more))


@pytest.fixture(scope="module")
def rounds(golden_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Three rounds: 1 published in full, 2 to each unit its own place, 3 not at all."""
    store = Path(shutil.copytree(golden_store, tmp_path_factory.mktemp("rounds") / "store"))
    for month, publish in ((3, "full"), (6, "own"), (9, "none")):
        close(store, publish, f"{month}月", date(2023, month, 28))
    return Store(store)


@pytest.fixture(scope="module")
def reader(rounds: Store) -> UnitStore:
    return UnitStore(rounds, OWN)


def same(left: pd.DataFrame, right: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(
        left.reset_index(drop=True), right.reset_index(drop=True), check_dtype=False
    )


# What a round publishes


@pytest.mark.parametrize("name", STORED)
def test_of_a_round_published_in_full_everything_is_read(rounds: Store, reader: UnitStore, name: str) -> None:
    same(reader.table(name, round_no=1), rounds.table(name, round_no=1))
    assert reader.table(name, round_no=1).unit_id.nunique() > 1


@pytest.mark.parametrize("name", STORED)
def test_of_a_round_published_to_each_unit_only_its_own_rows(
    rounds: Store, reader: UnitStore, name: str
) -> None:
    frame, whole = reader.table(name, round_no=2), rounds.table(name, round_no=2)
    kept = [column for column in whole if column not in ("rank_low", "rank_high")]
    same(frame[kept], whole.loc[whole.unit_id == OWN, kept])
    assert set(frame.unit_id) == {OWN}


def test_of_a_round_published_to_each_unit_its_place_and_nothing_to_measure_others_by(
    rounds: Store, reader: UnitStore
) -> None:
    given = {"edition": rounds.year(2023).edition, "round_no": 2}
    (unit,) = reader.query("pages/bulletin_units", **AT, **given).to_dict("records")
    stored = rounds.table("pages/round_published", round_no=2).set_index("unit_id")
    assert (unit["unit_id"], unit["rank"], unit["total"]) == (
        OWN,
        stored.loc[OWN, "rank"],
        stored.loc[OWN, "total"],
    )
    told = {name for name, value in unit.items() if name.endswith("_count") and value is not None}
    assert told == set()
    assert unit["ranked_in_group"] is None


@pytest.mark.parametrize("name", [*STORED, "pages/round_published_losses", "pages/bulletin_units"])
@pytest.mark.parametrize("round_no", [3, 99, "1"])
def test_of_a_round_not_published_nothing(reader: UnitStore, name: str, round_no: object) -> None:
    assert reader.query(name, **AT, round_no=round_no).empty


def test_a_board_is_shown_in_full_or_not_at_all(reader: UnitStore) -> None:
    boards = [
        reader.query("pages/round_board", **AT, round_no=round_no, group_name=None) for round_no in (1, 2, 3)
    ]
    assert [board.unit_id.nunique() > 1 for board in boards] == [True, False, False]
    assert [board.empty for board in boards] == [False, True, True]


def test_the_list_of_rounds_is_that_of_published_ones_and_names_nobody(reader: UnitStore) -> None:
    listed = reader.table("pages/rounds")
    assert list(zip(listed.name, listed.publish, strict=True)) == [("3月", "full"), ("6月", "own")]
    assert listed[["closed_by", "reason"]].isna().all().all()


def test_the_marks_others_lost_are_not_published_with_a_board(reader: UnitStore) -> None:
    losses = reader.query("pages/round_published_losses", **AT, round_no=1)
    assert set(losses.unit_id) == {OWN}


def test_the_units_card_tells_its_published_place_and_not_todays(rounds: Store, reader: UnitStore) -> None:
    (card,) = reader.query("pages/unit_card", year=2023, as_of=date(2023, 8, 1)).to_dict("records")
    stored = rounds.table("pages/round_published", round_no=2).set_index("unit_id")
    assert (card["round_name"], card["published_rank"]) == ("2023年6月", stored.loc[OWN, "rank"])
    assert card["total"] is not None
    for name in ("rank", "rank_low", "rank_high", "rank_change", "ahead_name", "gap_to_ahead"):
        assert card[name] is None


def test_a_round_not_published_leaves_no_trace_on_the_units_card_and_list(
    rounds: Store, reader: UnitStore
) -> None:
    whole = rounds.query("pages/unit_card", **AT, unit_id=OWN).iloc[0]
    assert (whole.round_name, whole.published_rank > 0) == ("2023年9月", True)
    (card,) = reader.query("pages/unit_card", **AT).to_dict("records")
    told = {name: card[name] for name in card if name.startswith(("round_", "published_"))}
    assert pd.Series(told).isna().all(), told
    assert pd.isna(card["total_change"])
    dates = tuple(day.date() for day in rounds.query("pages/round_dates", **AT).as_of)
    assert len(dates) == 3
    told_rounds = reader.query("pages/unit_rounds", **AT, dates=dates)
    assert list(told_rounds.round_name) == ["3月", "6月"]
    assert told_rounds["rank"].notna().all()
    assert told_rounds.today_rank.isna().all()


def test_a_correction_that_is_not_published_takes_back_what_was(store: Path) -> None:
    close(store, "full")
    reader = UnitStore(Store(store), OWN)
    assert reader.table("pages/round_published", round_no=1).unit_id.nunique() > 1
    close(store, "none", correction="核查后更正")
    assert reader.table("pages/round_published", round_no=1).empty
    assert reader.table("pages/rounds").empty


# Whatever happens to others


def asked(rounds: Store, name: str) -> dict[str, Any]:
    """A value for every parameter of a query: of a loss of the own unit, where it asks for one fact."""
    loss = rounds.query("pages/round_losses", **AT)
    loss = loss[(loss.unit_id == OWN) & (loss.cause == "check")].iloc[0]
    values = {
        "edition": rounds.year(2023).edition,
        "unit_id": OWN,
        "component": loss.component,
        "item": loss["item"],
        "kind": "check",
        "ref": loss.ref,
        "group_name": None,
        "round_no": 2,
        "due_within": 5,
        "ahead": (),
        "digest": "0" * 64,
        "first_unit": None,
        "last_unit": None,
    }
    return {key: values[key] for key in FILES[name].parameters - {"year", "as_of"}}


def answers(store: Store, asking: Store) -> dict[str, pd.DataFrame]:
    reader = UnitStore(store, OWN)
    return {
        name: reader.query(name, **AT, dates=(MIDYEAR,), what_ifs_for="*", **asked(asking, name))
        for name in UNIT_QUERIES
    }


def in_order(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.loc[frame.astype(str).sort_values(list(frame.columns)).index]


def test_facts_of_another_unit_change_nothing_a_unit_reads(rounds: Store, tmp_path: Path) -> None:
    """So nothing it reads comes from them: every listed query, before and after another unit falls far behind."""
    before = answers(rounds, rounds)
    path = Path(shutil.copytree(rounds.layout.store, tmp_path / "store"))
    lines = [f"N{number},{OTHER},2023-05-{number:02d},S1,0,10" for number in range(1, 29)]
    Writer(path).submit(facts(tmp_path, "a", "抽测编号,单位,抽测日期,指标,得分,满分", *lines))
    finding = f"NF1,{OTHER},第三方,Q1.1,新问题,2023,2023-05-06,2023-05-11"
    heading = "问题编号,单位,来源,指标,问题描述,年度,通报日期,整改时限"
    Writer(path).submit(facts(tmp_path, "b", heading, finding))
    changed = Store(path)
    whole = [each.query("pages/score", **AT).set_index("unit_id") for each in (rounds, changed)]
    assert whole[0].total[OTHER] > whole[1].total[OTHER]
    after = answers(changed, rounds)
    for name, frame in after.items():
        same(in_order(frame), in_order(before[name]))


def test_the_group_is_told_only_where_it_is_too_large_to_tell_single_units(
    rounds: Store, reader: UnitStore, demo_store: Path
) -> None:
    aggregates = ["median", "lower_quartile", "upper_quartile"]
    whole = rounds.query("pages/unit_trend", **AT, unit_id=OWN)
    assert whole.ranked_in_group.max() < 5
    assert whole[aggregates].notna().all().all()
    assert reader.query("pages/unit_trend", **AT)[aggregates].isna().all().all()
    large = UnitStore(Store(demo_store), "Z07").query("pages/unit_trend", year=2025, as_of=date(2025, 11, 20))
    assert large[aggregates].notna().all().all()


# One cache, one way in


def test_a_cut_answer_does_not_stay_in_the_store_and_no_whole_one_comes_out(rounds: Store) -> None:
    whole = rounds.query("pages/score", **AT)
    for unit_id in (OWN, OTHER, OWN):
        cut = UnitStore(rounds, unit_id).query("pages/score", **AT)
        assert set(cut.unit_id) == {unit_id}
        cut["total"] = 0.0
    same(rounds.query("pages/score", **AT), whole)


def test_overdue_matters_are_the_own_ones(rounds: Store, reader: UnitStore) -> None:
    whole = rounds.overdue(AT["as_of"], 10)
    same(reader.overdue(AT["as_of"], 10), whole[whole.unit_id == OWN])
    assert 0 < len(reader.overdue(AT["as_of"], 10)) < len(whole)


def test_what_the_store_says_of_itself_is_told(rounds: Store, reader: UnitStore) -> None:
    for name in ("release", "release_id", "district", "is_demo"):
        assert getattr(reader, name) == getattr(rounds, name)
    assert (reader.years(), reader.year(), reader.closes_on(2023), reader.default_as_of(2023)) == (
        rounds.years(),
        rounds.year(),
        rounds.closes_on(2023),
        rounds.default_as_of(2023),
    )


def test_an_account_gets_at_no_files(reader: UnitStore) -> None:
    with pytest.raises(NotAllowed, match="不能读取数据目录"):
        _ = reader.layout
    with pytest.raises(NotAllowed, match="不能读取导入的原始文件"):
        reader.template_file("../CURRENT")
    assert issubclass(NotAllowed, OpennessError)


def test_a_unit_that_does_not_exist_reads_no_facts(rounds: Store) -> None:
    for unit_id in ("", "U99", "%", "*"):
        stranger = UnitStore(rounds, unit_id)
        for name, cut in UNIT_QUERIES.items():
            if cut.rows not in (Rows.PUBLIC, Rows.NAMES):
                assert stranger.query(name, **AT, **asked(rounds, name)).empty, (unit_id, name)
