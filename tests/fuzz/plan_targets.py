"""Plans in every form they may have, damaged; a refusal names the file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import hostile
from fact_targets import damaged_book
from fork_children import forked_children
from hypothesis import strategies as st
from plan_writers import WRITERS
from target import READ, Ready, Target, demand_refusal

from data.calendar import WorkCalendar, seed_days
from data.errors import InputRefused
from data.plan.document import read_plan
from data.plan.report import plan_json

CALENDAR = WorkCalendar({entry.day: entry.is_workday for entry in seed_days()})


@contextmanager
def _plans(folder: Path) -> Iterator[Ready]:
    sound = {}
    for name, write in WRITERS.items():
        write(folder / name)
        sound[name] = (folder / name).read_bytes()

    def trial(value: tuple[str, int]) -> str:
        name, seed = value
        path = folder / name
        path.write_bytes(damaged_book(sound[name], seed))
        try:
            document = read_plan(path, 2024)
        except InputRefused as refused:
            return demand_refusal(refused, {name})
        str(plan_json(document, CALENDAR)).encode()
        "\n".join(document.remarks).encode()
        return READ

    with forked_children():
        yield Ready(st.tuples(st.sampled_from(sorted(sound)), hostile.SEEDS), trial)


TARGETS = (Target("plans", _plans, 40, 3200),)
