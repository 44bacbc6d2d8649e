"""scoring.md section 9: what was published stays published, and today's facts stand beside it."""

from __future__ import annotations

from datetime import date

import pytest
from district import approx, component, item, scheme

from data.errors import InputRefused
from data.release import Writer
from data.rounds import RoundBatch
from data.store import Store

ITEMS = {"R": [item("R1", 100, "entered"), item("R2", 100, "entered")]}
REVIEW = component("review", "review", 100, ITEMS)
UNITS = """
    unit_id | name | group
    U1      | 甲镇 | 镇街
    U2      | 乙镇 | 镇街
"""
MARKS = """
    unit | year | item | awarded | reviewed_on
    U1   | 2023 | R1   | {first} | 2023-06-01
    U2   | 2023 | R1   | 80      | 2023-06-01
"""
JUNE = date(2023, 6, 30)


def close(d, name="年中", as_of=JUNE, **more):
    store = Store(d.store)
    return Writer(d.store).submit(
        RoundBatch(layout=store.layout, name=name, year=store.year(2023), as_of=as_of, **more)
    )


def compared(d, round_no=1, as_of=JUNE):
    """unit → (published total and rank, today's total and rank)."""
    rows = Store(d.store).query("pages/round_units", year=2023, as_of=as_of, round_no=round_no)
    return {
        row.unit_id: (row.total, row["rank"], row.today_total, row.today_rank) for _, row in rows.iterrows()
    }


def test_later_facts_change_todays_scores_and_never_the_round(given):
    d = given(scheme(REVIEW), units=UNITS, reviews=MARKS.format(first=90))
    close(d)
    assert compared(d) == {"U1": (90, 1, 90, 1), "U2": (80, 2, 80, 2)}
    correction = d.add(reviews=MARKS.format(first=70))
    assert compared(d) == {"U1": (90, 1, 70, 2), "U2": (80, 2, 80, 1)}
    Writer(d.store).undo(correction.batch_id)
    assert compared(d) == {"U1": (90, 1, 90, 1), "U2": (80, 2, 80, 2)}


def test_the_round_keeps_its_losses_and_says_why_today_differs(given):
    d = given(scheme(REVIEW), units=UNITS, reviews=MARKS.format(first=90))
    close(d)
    d.add(
        reviews="""
            unit | year | item | awarded | reviewed_on
            U1   | 2023 | R1   | 100     | 2023-06-01
            U1   | 2023 | R2   | 40      | 2023-06-01
        """
    )
    rows = Store(d.store).query("pages/round_differences", year=2023, as_of=JUNE, round_no=1)
    mine = rows[rows.unit_id == "U1"].set_index("ref")
    assert mine.published.to_dict()["R1"] == approx(100 * 10 / 100)
    assert mine.today.to_dict()["R2"] == approx(100 * 60 / 200)
    assert mine.reason.to_dict() == {
        "R1": "公布后已撤销、更正或补录的事实",
        "R2": "公布后新录入或改判的事实",
    }


def test_a_round_keeps_the_scheme_edition_it_was_closed_by(given):
    d = given(scheme(REVIEW), units=UNITS, reviews=MARKS.format(first=90))
    close(d)
    d.add_scheme(scheme(component("review", "review", 50, ITEMS), full_marks=50))
    assert compared(d)["U1"] == (90, 1, 45, 1)


def test_a_name_is_published_once_and_corrected_by_number(given):
    d = given(scheme(REVIEW), units=UNITS, reviews=MARKS.format(first=90))
    with pytest.raises(InputRefused, match="没有可更正的轮次"):
        close(d, correction="录错")
    close(d)
    with pytest.raises(InputRefused, match="不再改变"):
        close(d)
    d.add(reviews=MARKS.format(first=70))
    close(d, correction="录错")
    rounds = Store(d.store).table("pages/rounds")
    assert rounds[["round_no", "correction_no", "stands"]].values.tolist() == [[1, 0, False], [2, 1, True]]
    assert compared(d, round_no=1)["U1"][:2] == (90, 1)
    assert compared(d, round_no=2)["U1"][:2] == (70, 2)


def test_a_round_cannot_be_undone(given):
    d = given(scheme(REVIEW), units=UNITS, reviews=MARKS.format(first=90))
    receipt = close(d)
    with pytest.raises(InputRefused, match="轮次一经公布不再改变"):
        Writer(d.store).undo(receipt.batch_id)


def test_change_of_rank_is_against_the_last_round_closed_before_the_day(given):
    d = given(scheme(REVIEW), units=UNITS, reviews=MARKS.format(first=70))
    close(d)
    d.add(
        reviews="""
            unit | year | item | awarded | reviewed_on
            U1   | 2023 | R2   | 100     | 2023-08-01
        """
    )
    close(d, "第三季度", date(2023, 9, 30))
    june, later, year_end = d.at("2023-06-30", "2023-07-01", "2023-12-31")
    assert june.rows("published") == []
    assert {row["unit_id"]: row["rank"] for row in later.rows("published")} == {"U1": 2, "U2": 1}
    assert {row["unit_id"]: row["rank"] for row in year_end.rows("published")} == {"U1": 1, "U2": 2}
    assert {row["round_name"] for row in year_end.rows("published")} == {"2023年第三季度"}
