"""What is computed for parts of the units is what one computation of all of them gives."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from data.store import Store

AT = {"year": 2025, "as_of": date(2025, 11, 20)}


@pytest.fixture(scope="module")
def demo(demo_store: Path) -> Store:
    return Store(demo_store)


def unit_ids(store: Store) -> list[str]:
    return sorted(store.query("pages/units", **AT, group_name=None)["unit_id"])


def test_parts_hold_every_unit_once_and_in_order(demo: Store) -> None:
    parts = demo.unit_parts(2025)
    ends = [end for part in parts for end in part]
    assert ends == sorted(ends)
    assert all(sum(first <= unit <= last for first, last in parts) == 1 for unit in unit_ids(demo))


@pytest.mark.parametrize("name", ["pages/explain", "pages/document_matters"])
def test_parts_give_the_same_marks_back_as_all_units_at_once(demo: Store, name: str) -> None:
    units = unit_ids(demo)
    cuts = [(units[0], units[9]), (units[10], units[24]), (units[25], units[-1])]
    whole = demo.query(name, **AT, what_ifs_for=(units[0], units[-1]))
    parts = pd.concat([demo.query(name, **AT, what_ifs_for=cut) for cut in cuts])
    key = [column for column in ("unit_id", "component", "period", "kind", "cause", "ref") if column in whole]
    shown = [
        *key,
        *(column for column in ("marks", "recoverable", "at_risk", "at_risk_on") if column in whole),
    ]
    one, other = (
        frame.sort_values([*key, "item_name"])[shown].reset_index(drop=True) for frame in (whole, parts)
    )
    assert (whole["recoverable"] > 0).any()
    pd.testing.assert_frame_equal(one, other, check_dtype=False, rtol=1e-9)


def test_an_answer_for_a_part_can_do_without_what_ifs(demo: Store) -> None:
    first, last = unit_ids(demo)[3:5]
    all_units = demo.query("pages/explain", **AT)
    part = demo.query("pages/explain", **AT, first_unit=first, last_unit=last)
    assert set(part["unit_id"]) == {first, last}
    assert part["marks"].sum() == pytest.approx(
        all_units[all_units["unit_id"].isin([first, last])]["marks"].sum()
    )
