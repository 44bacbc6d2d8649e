"""Whatever a unit's account asks of whatever query, no other unit's facts come back (data/rights.py, data/scope.py)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import NotAllowed, OpennessError
from data.queryfile import load_queries
from data.rights import HIDDEN, PEOPLE, UNIT_QUERIES, Rows
from data.scope import UnitStore
from data.store import Store

FILES = load_queries()
PAGES = [name for name, file in FILES.items() if file.layer == "pages"]
YEAR = 2025
AS_OFS = (date(YEAR, 6, 30), date(YEAR, 11, 20))
UNITS = ("B05", "S03", "Z07")  # one a group
FIXED = ("year", "as_of", "edition")  # the year and its edition, which the store itself gives
IS_PUBLIC = (Rows.PUBLIC, Rows.NAMES)


class Others:
    """All by which another unit's facts would be known: ids of units, checks and findings, names, scores."""

    def __init__(self, store: Store, unit_id: str) -> None:
        facts = pd.concat(
            [store.query("pages/fact_days", year=year, as_of=AS_OFS[-1]) for year in store.years()]
        )
        facts = facts[facts.kind.isin(("check", "finding"))]
        scores = pd.concat([store.query("pages/score", year=YEAR, as_of=day) for day in AS_OFS])
        is_own = facts.unit_id == unit_id
        own, others = (scores[scores.unit_id.eq(unit_id).eq(mine)] for mine in (True, False))
        self.words = {*others.unit_id, *others.name, *(set(facts.ref[~is_own]) - set(facts.ref[is_own]))}
        self.marks = set(others.base.dropna()) - set(own.base)
        self.totals = set(others.total.dropna()) - set(own.total)

    def found(self, frame: pd.DataFrame) -> set[Any]:
        """What a frame holds of them."""
        cells = {cell for column in frame for cell in flat(frame[column])}
        totals = {cell for column in frame if "total" in column for cell in frame[column]}
        return cells & (self.words | self.marks) | totals & self.totals


def flat(column: pd.Series) -> Iterator[Any]:
    for cell in column.tolist():
        yield from (cell,) if not isinstance(cell, list | tuple) else cell


OTHER_KEYS = {"pages/finding_head": {"ref": "WT2025-001"}}
"""Queries by the key of another kind of fact than the walk's own."""


def asked(name: str, parameters: dict[str, Any]) -> dict[str, Any]:
    """A value for every parameter of a query, as a page would give it."""
    parameters = {**parameters, **OTHER_KEYS.get(name, {})}
    given = {key: parameters[key] for key in FILES[name].parameters if key not in FIXED}
    return {key: tuple(value) if isinstance(value, list) else value for key, value in given.items()}


def what_ifs(name: str) -> str | None:
    return "*" if "scores.what_ifs" in FILES[name].reads else None


def leaked(name: str, frame: pd.DataFrame, others: Others, unit_id: str) -> object:
    """What must not be in an answer: another unit, its facts or scores, how the unit stands to others, a checker."""
    cut = UNIT_QUERIES[name]
    told = {column for column in frame if column in PEOPLE and frame[column].notna().any()}
    if cut.rows in IS_PUBLIC:
        return told
    told |= others.found(frame)
    told |= {c for c in HIDDEN if c in frame and c not in cut.published and frame[c].notna().any()}
    strangers = set(frame["unit_id"]) - {unit_id} if "unit_id" in frame else set()
    return told | strangers


@pytest.fixture(scope="session")
def others(demo: Store) -> dict[str, Others]:
    return {unit_id: Others(demo, unit_id) for unit_id in UNITS}


@pytest.mark.parametrize("name", [name for name in PAGES if name not in UNIT_QUERIES])
def test_a_query_is_refused_until_somebody_lists_it(
    demo: Store, parameters: dict[str, Any], name: str
) -> None:
    reader = UnitStore(demo, UNITS[0])
    with pytest.raises(NotAllowed, match="只能查看本单位"):
        reader.query(name, year=YEAR, as_of=AS_OFS[-1], **asked(name, parameters))
    with pytest.raises(NotAllowed, match="只能查看本单位"):
        reader.table(name, **asked(name, parameters))


def test_other_layers_and_unknown_queries_are_refused(demo: Store) -> None:
    for name in ("scores/results", "core/findings", "pages/no_such_query", ""):
        with pytest.raises(NotAllowed):
            UnitStore(demo, UNITS[0]).table(name)


def test_what_is_listed_exists_and_fits_its_rule() -> None:
    assert set(UNIT_QUERIES) <= set(PAGES)
    for name, cut in UNIT_QUERIES.items():
        takes_unit = "unit_id" in FILES[name].parameters
        assert takes_unit == (cut.rows is Rows.OWN_PARAMETER or name == "pages/unit_ahead"), name
        assert "units" not in FILES[name].parameters, name
        takes_round = "round_no" in FILES[name].parameters
        assert takes_round or cut.rows not in (Rows.PUBLISHED, Rows.IN_FULL), name


@pytest.mark.parametrize("unit_id", UNITS)
@pytest.mark.parametrize("name", UNIT_QUERIES)
def test_nothing_of_another_unit_is_answered(
    demo: Store, parameters: dict[str, Any], others: dict[str, Others], name: str, unit_id: str
) -> None:
    """The samples ask for the first unit, the office's what-ifs and a round published to each unit alone."""
    assert parameters["unit_id"] not in UNITS
    frame = UnitStore(demo, unit_id).query(
        name,
        year=YEAR,
        as_of=AS_OFS[-1],
        dates=AS_OFS,
        what_ifs_for=what_ifs(name),
        **asked(name, parameters),
    )
    assert leaked(name, frame, others[unit_id], unit_id) == set()


NOT_IN_THE_DEMO = ("pages/evidence_file",)
"""The demo has no attachments: test_work_routes asks for one as its own and as another unit."""


def test_the_walk_finds_what_the_whole_store_answers(
    demo: Store, parameters: dict[str, Any], others: dict[str, Others]
) -> None:
    """The same eyes on the whole store: every query with a row of another unit is noticed."""
    blind = []
    for name, cut in UNIT_QUERIES.items():
        if cut.rows in (Rows.OWN_ROWS, Rows.PUBLISHED, Rows.IN_FULL) and name not in NOT_IN_THE_DEMO:
            frame = demo.query(name, year=YEAR, as_of=AS_OFS[-1], **asked(name, parameters))
            blind += [] if leaked(name, frame, others["Z07"], "Z07") else [name]
    assert blind == []


@pytest.mark.parametrize("name", [name for name in UNIT_QUERIES if "unit_id" in FILES[name].parameters])
def test_the_own_unit_is_what_is_answered(demo: Store, parameters: dict[str, Any], name: str) -> None:
    """Asked for another unit the own one answers: the rows the whole store has for it."""
    if UNIT_QUERIES[name].rows is Rows.NO_ROWS:
        return
    at: dict[str, Any] = {"year": YEAR, "as_of": AS_OFS[-1], "dates": AS_OFS}
    given = asked(name, parameters)
    reader = UnitStore(demo, "Z07").query(name, **at, what_ifs_for=what_ifs(name), **given)
    if_own = "Z07" if what_ifs(name) else None
    whole = demo.query(name, **at, what_ifs_for=if_own, **{**given, "unit_id": "Z07"})
    kept = [column for column in whole if column not in HIDDEN]
    pd.testing.assert_frame_equal(reader[kept], whole[kept], check_dtype=False)


def test_names_come_without_figures_and_not_in_the_order_of_ranks(demo: Store) -> None:
    names = UnitStore(demo, "Z07").query("pages/units", year=YEAR, as_of=AS_OFS[-1], group_name=None)
    assert set(names.columns[names.notna().any()]) == {"unit_id", "name", "group_name"}
    for _, group in names.groupby("group_name"):
        assert list(group.unit_id) == sorted(group.unit_id)


def test_another_units_fact_has_no_receipt_and_no_sources(demo: Store, others: dict[str, Others]) -> None:
    """Also where somebody appealed against it or asked for more time: those rows name no unit themselves."""
    reader = UnitStore(demo, "Z07")
    findings = demo.query("pages/export_findings", year=YEAR, as_of=AS_OFS[-1])
    moved = findings[findings.extended_to.notna() & (findings.unit_id != "Z07")].finding_id
    assert len(moved) > 3
    for ref in moved:
        for name in ("pages/receipt_fact", "pages/receipt_sources"):
            found = reader.query(name, year=YEAR, as_of=AS_OFS[-1], unit_id="Z07", kind="finding", ref=ref)
            assert found.empty, (name, ref)


@pytest.fixture(scope="session")
def pool(demo: Store) -> dict[str, list[Any]]:
    """What somebody could write into an address: things of other units, and things that do not exist."""
    units = demo.query("pages/units", year=YEAR, as_of=AS_OFS[-1], group_name=None)
    losses = demo.query("pages/round_losses", year=YEAR, as_of=AS_OFS[-1]).sample(60, random_state=1)
    return {
        "unit_id": [*units.unit_id, "", "*", None, "%"],
        "group_name": [*units.group_name.unique(), None, "无"],
        "component": [*losses.component.unique(), None],
        "item": [*losses["item"].dropna().unique(), None],
        "ref": [*losses.ref.unique(), "'; --"],
        "kind": ["check", "finding", "task", "review"],
        "round_no": [None, 0, 1, 99, "1"],
        "ahead": [(), (80.0, 90.5)],
    }


@settings(max_examples=150, deadline=None, database=None)
@given(data=st.data())
def test_no_word_in_an_address_opens_another_units_facts(
    demo: Store, parameters: dict[str, Any], others: dict[str, Others], pool: dict[str, list[Any]], data: Any
) -> None:
    name = data.draw(st.sampled_from(sorted(UNIT_QUERIES)), "query")
    unit_id = data.draw(st.sampled_from(UNITS), "own unit")
    given = asked(name, parameters)
    changed = {key: data.draw(st.sampled_from(pool[key]), key) for key in sorted(given) if key in pool}
    for_whom = data.draw(st.sampled_from(["*", "Z01", None]), "what-ifs for")
    as_of: date = data.draw(st.sampled_from(AS_OFS), "as of")
    try:
        frame = UnitStore(demo, unit_id).query(
            name,
            year=YEAR,
            as_of=as_of,
            what_ifs_for=for_whom if what_ifs(name) else None,
            **{**given, **changed},
        )
    except OpennessError:
        return
    assert leaked(name, frame, others[unit_id], unit_id) == set()
