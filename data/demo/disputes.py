"""Appeals against single checks and requests for more time for tasks."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import cast

from data.demo.checks import spot_check_rows
from data.demo.days import add_office_days, draw_day, office_day_before
from data.demo.office_texts import APPEAL_REASONS, EXTENSION_REASONS
from data.demo.rows import Row
from data.demo.task_texts import PlanRow
from data.demo.tasks import plan, units_named
from data.demo.units import LAST_DAY, NO_LEDGER, TIED_2026, Unit, units_of

_CHECK_APPEALS = (("upheld", 5), ("withdrawn", 4), ("changed", 4), (None, 2))
_TASK_DECISIONS = ("granted", "granted", "granted", "granted", "granted", "refused", "refused", None)


def _disputable(year: int, told: set[str]) -> list[Row]:
    """Checks that lost marks and that no finding names."""
    return [
        row
        for row in spot_check_rows(year)
        if cast(float, row["possible"]) - cast(float, row["earned"]) >= 1
        and row["check_id"] not in told
        and "withdrawn_on" not in row
        and row["unit"] not in TIED_2026
        and cast(date, row["checked_on"]) < LAST_DAY[year] - timedelta(days=30)
    ]


def _check_appeal(check: Row, result: str | None, rng: Random) -> Row:
    day = add_office_days(cast(date, check["checked_on"]), rng.randint(1, 5))
    row: Row = {"check_id": check["check_id"], "appealed_on": day, "reason": rng.choice(APPEAL_REASONS)}
    if result:
        row |= {"decided_on": add_office_days(day, rng.randint(3, 9)), "result": result}
    if result == "changed":
        row["earned"] = cast(float, check["earned"]) + 0.5
    return row


def check_appeals(year: int, told: set[str], rng: Random) -> list[Row]:
    """Appeals against checks, in every state; `told` = checks that findings name."""
    results = [result for result, number in _CHECK_APPEALS for _ in range(number)]
    checks = rng.sample(_disputable(year, told), len(results))
    return [_check_appeal(check, result, rng) for check, result in zip(checks, results, strict=True)]


def due_date(year: int, row: PlanRow) -> date:
    """The date a `fixed` or `after_issue` row of the plan means."""
    if row.due.startswith("+"):
        return date.fromisoformat(f"{year + 1}-{row.due[1:]}")
    return date.fromisoformat(f"{year}-{row.due}")


def _task_extension(year: int, unit: Unit, row: PlanRow, decision: str | None, rng: Random) -> Row:
    due = due_date(year, row)
    asked = draw_day(rng, due - timedelta(days=18), min(due, LAST_DAY[year]) - timedelta(days=3))
    answer: Row = {
        "unit": unit.unit_id,
        "year": year,
        "task_no": row.no,
        "requested_on": asked,
        "reason": rng.choice(EXTENSION_REASONS),
    }
    if decision:
        decided = min(add_office_days(asked, rng.randint(1, 4)), office_day_before(LAST_DAY[year]))
        answer |= {"decided_on": decided, "decision": decision}
    if decision == "granted":
        answer["new_due_on"] = add_office_days(due, rng.choice((10, 15, 20)))
    return answer


def task_extensions(year: int, rng: Random) -> list[Row]:
    """Requests for more time for dated tasks, at most one a unit, in every state."""
    dated = [row for row in plan(year) if row.kind == "fixed" and due_date(year, row) < date(year, 12, 1)]
    able = [unit for unit in units_of(year) if unit.unit_id not in NO_LEDGER[year] + TIED_2026]
    owned = {unit: [row for row in dated if unit in units_named(year, row.owners)] for unit in able}
    asking = rng.sample([unit for unit in able if owned[unit]], len(_TASK_DECISIONS))
    return [
        _task_extension(year, unit, rng.choice(owned[unit]), decision, rng)
        for unit, decision in zip(asking, _TASK_DECISIONS, strict=True)
    ]
