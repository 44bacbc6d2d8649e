"""What was published stays published (scoring.md section 9)."""

from __future__ import annotations

from datetime import date

import pytest
from storing import MIDYEAR, checks, rows, totals, tree

from data.batches import SchemeBatch
from data.errors import InputRefused, StoreMissing
from data.layout import Layout
from data.release import Writer
from data.rounds import RoundBatch
from data.scheme import read_scheme
from data.store import Store

PARTS = ("round_results", "round_components", "round_losses")


def close(store, name="年中", as_of=MIDYEAR, **more):
    return Writer(store).submit(RoundBatch(Layout(store), name, Store(store).year(2023), as_of, **more))


def published(store, round_no=1):
    return {
        part: rows(store, f"select * from raw.{part} where round_no = {round_no} order by all")
        for part in PARTS
    }


def differences(store, round_no=1):
    frame = Store(store).query("pages/round_differences", year=2023, as_of=MIDYEAR, round_no=round_no)
    return {(row.unit_id, row.ref): (row.published, row.today, row.reason) for row in frame.itertuples()}


def test_a_round_stores_what_score_answers_at_its_date(store):
    scores = totals(store)
    receipt = close(store, by="张三")
    assert receipt.rows_in == len(scores) == 10
    stored = published(store)
    found = rows(store, "select unit_id, total from raw.round_results")
    assert dict(found) == scores
    assert stored["round_components"]
    assert stored["round_losses"]
    ((name, as_of, edition, publish, closed_by),) = rows(
        store, "select name, as_of, edition_id, publish, closed_by from core.rounds where stands"
    )
    assert (name, as_of, edition, publish, closed_by) == ("年中", MIDYEAR, 2, "full", "张三")


def test_the_stored_losses_add_up_to_what_is_missing(store):
    close(store)
    sums = rows(
        store,
        "select full_marks - base, (select coalesce(sum(marks), 0) from raw.round_losses as losses where "
        "losses.unit_id = results.unit_id) from raw.round_results as results where base is not null",
    )
    assert sums
    for missing, lost in sums:
        assert lost == pytest.approx(missing, abs=1e-9)


def test_nothing_that_comes_later_changes_a_closed_round(store, tmp_path, golden):
    close(store)
    before = published(store)
    writer = Writer(store)
    other = golden / "district-2" / "scheme.toml"
    stored = writer.submit(checks(tmp_path, "a", N1=0, N2=0))
    writer.submit(SchemeBatch(read_scheme(other), other))
    writer.undo(3)  # all facts
    writer.undo(2)  # the scheme it was scored by
    writer.undo(stored.batch_id)
    assert published(store) == before
    release_id = Layout(store).current_id()
    writer.rollback(str(rows(store, "select min(release_id) from raw.releases")[0][0]))
    assert Layout(store).current_id() != release_id
    assert published(store) == before


def test_the_same_name_is_refused_and_changes_nothing(store):
    close(store)
    before = tree(store)
    with pytest.raises(InputRefused, match="已经公布"):
        close(store)
    with pytest.raises(InputRefused, match="没有可更正的轮次"):
        close(store, name="年终", correction="算错")
    assert tree(store) == before


def test_a_correction_is_numbered_and_the_first_publication_stays(store, tmp_path):
    close(store)
    first = published(store)
    Writer(store).submit(checks(tmp_path, "a", N1=0, N2=0))
    close(store, correction="补录两次抽测")
    close(store, correction="再次更正")
    found = rows(store, "select round_no, correction_no, reason, stands from core.rounds order by all")
    assert found == [(1, 0, None, False), (2, 1, "补录两次抽测", False), (3, 2, "再次更正", True)]
    assert published(store) == first
    corrected = dict(rows(store, "select unit_id, total from core.round_results"))
    assert corrected == totals(store)
    assert (
        corrected["U00"]
        < dict(rows(store, "select unit_id, total from raw.round_results where round_no = 1"))["U00"]
    )


def test_nothing_differs_on_the_day_of_closing(store):
    close(store)
    assert differences(store) == {}


def test_each_difference_to_today_is_explained(store, tmp_path):
    writer = Writer(store)
    replaced = writer.submit(checks(tmp_path, "a", N1=3, N2=5))
    close(store)
    writer.undo(replaced.batch_id)
    writer.submit(checks(tmp_path, "b", N2=4, N3=0))
    found = {ref: values for (unit, ref), values in differences(store).items() if unit == "U00"}
    gone, lower, new = found["N1"], found["N2"], found["N3"]
    assert gone[1] != gone[1]  # nothing today
    assert gone[2] == "公布后已撤销、更正或补录的事实"
    assert lower[1] > 0 < lower[0] != lower[1]
    assert new[0] != new[0]
    assert new[2] == "公布后新录入或改判的事实"
    assert {unit for unit, _ in differences(store)} == {"U00"}


def test_today_stands_beside_what_was_published(store, tmp_path):
    close(store)
    before = totals(store)
    Writer(store).submit(checks(tmp_path, "a", N1=0, N2=0))
    frame = Store(store).query("pages/round_units", year=2023, as_of=MIDYEAR, round_no=1).set_index("unit_id")
    assert frame.loc["U00", "total"] == before["U00"]
    assert frame.loc["U00", "today_total"] == totals(store)["U00"] < before["U00"]


def test_a_refused_round_needs_a_scheme(tmp_path, store):
    with pytest.raises(StoreMissing, match="没有2031年的考核办法"):
        Store(store).year(2031)


def test_two_rounds_of_a_year_stand_side_by_side(store):
    close(store, name="第一季度", as_of=date(2023, 3, 31), publish="own")
    close(store, publish="none")
    found = rows(store, "select name, publish, stands from core.rounds order by round_no")
    assert found == [("第一季度", "own", True), ("年中", "none", True)]
    assert rows(store, "select count(*) from core.round_results") == [(20,)]
