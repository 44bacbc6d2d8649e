"""What waits for a reader, as rows of one shape: read by the page 待办 and counted in the navigation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.access.reader import Reader
from dashboard.frames import each_row
from dashboard.text import inbox as words
from dashboard.text import numbers
from data.accounts.roles import UNIT
from data.scope import AnyStore
from data.work.steps import STEPS


@dataclass(frozen=True)
class Matter:
    """One thing that waits: what it is (a key of the lists in text/inbox.py), what it is about, where it is done.

    `path` and `asked` are the page and its own parameters. `is_mine` is false for what waits for somebody else.
    """

    what: str
    ref: str
    unit: str | None
    told: str
    since: date | None
    due_on: date | None
    path: str
    asked: Mapping[str, str | int]
    is_mine: bool = True


def waiting_for(reader: Reader, store: AnyStore, year: int) -> list[Matter]:
    """Return what waits for a reader in a year, list by list, in each what waits longest or is due first."""
    if reader.role == UNIT:
        rows = store.table("pages/inbox_unit", unit_id=reader.unit_id, year=year)
        matters = [_of_unit(row) for row in each_row(rows)]
        order = list(words.UNIT_LISTS)
    else:
        rows = store.table("pages/inbox_office", year=year)
        matters = [*_proposals(reader, store), *(_of_office(row, year) for row in each_row(rows))]
        matters = [matter for matter in matters if _is_for(reader, matter)]
        order = list(words.OFFICE_LISTS)
    return sorted(matters, key=lambda matter: order.index(matter.what))


def count_waiting(reader: Reader, store: AnyStore, year: int) -> int:
    """Return how many things wait for this very reader."""
    if reader.role == UNIT:
        return len(waiting_for(reader, store, year))
    counts = store.table("pages/inbox_office", year=year)["what"].value_counts()
    proposals = sum(matter.is_mine and _is_for(reader, matter) for matter in _proposals(reader, store))
    return proposals + sum(int(count) for what, count in counts.items() if _may_do(reader, str(what)))


# what waits → the step that does it: who may not send it does not see it
_DONE_BY = {
    "approval": "proposal.approve",
    "own": "proposal.withdraw",
    "recheck": "finding.recheck",
    "extension": "extension.decide",
    "extension_task": "extension.decide",
    "appeal": "appeal.decide",
    "appeal_check": "appeal.decide",
    "entries": "ledger.confirm",
    "draw": "check.record",
}


def _is_for(reader: Reader, matter: Matter) -> bool:
    return _may_do(reader, matter.what)


def _may_do(reader: Reader, what: str) -> bool:
    return reader.may_work(_DONE_BY[what])


def _of_unit(row: Any) -> Matter:
    is_entry = row.what == "returned"
    return Matter(
        row.what,
        row.ref,
        None,
        _text(row.description),
        _day(row.since),
        _day(row.due_on),
        "/entries" if is_entry else "/finding",
        {"ref": row.ref},
    )


def _of_office(row: Any, year: int) -> Matter:
    path, asked = _place(row)
    told = _text(row.description)
    if row.what == "entries":
        told = words.ENTRIES_COUNT.format(count=row.item_count)
    if row.what == "draw":
        told = words.DRAW_COUNT.format(ref=row.ref, count=row.item_count)
    unit = None if numbers.is_missing(row.name) else row.name
    return Matter(row.what, row.ref, unit, told, _day(row.since), None, path, {**asked, "year": year})


def _place(row: Any) -> tuple[str, Mapping[str, str | int]]:
    """The page on which a thing of the office is done."""
    if row.what == "draw":
        return "/record", {"draw": row.ref}
    if row.what == "entries":
        return "/entries", {"unit": row.unit_id}
    if row.what == "extension_task":
        return "/entries", {"unit": row.unit_id, "ref": row.ref}
    return ("/check" if row.what == "appeal_check" else "/finding"), {"ref": row.ref}


def _proposals(reader: Reader, store: AnyStore) -> list[Matter]:
    rows = store.table("pages/proposals")
    return [
        Matter(
            "own" if row.login == reader.login else "approval",
            str(row.proposal_no),
            None,
            f"{STEPS[row.step].chinese}：{row.subject}",
            _day(row.proposed_at),
            None,
            "/decisions",
            {"kind": "proposals"},
            is_mine=row.login != reader.login,
        )
        for row in each_row(rows)
        if row.state == "pending"
    ]


def _day(value: Any) -> date | None:
    return None if numbers.is_missing(value) else value.date()


def _text(value: Any) -> str:
    return "" if numbers.is_missing(value) else str(value)
