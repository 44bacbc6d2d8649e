"""The tasks of both years as rows of the tasks file."""

from __future__ import annotations

from datetime import date

from data.demo.items import items
from data.demo.rows import Row
from data.demo.task_texts import BOTH_YEARS, ONLY, TOPICS, PlanRow
from data.demo.units import Unit, units_of

# topic -> the ledger item of 2026 its tasks feed; every other topic feeds the third
_LEDGER_ITEM = {
    "field": "重点领域任务",
    "money": "重点领域任务",
    "purchase": "重点领域任务",
    "file": "重点领域任务",
    "policy": "解读回应任务",
    "reading": "解读回应任务",
    "talk": "解读回应任务",
    "request": "解读回应任务",
    "meeting": "解读回应任务",
}
_OTHER_TOPICS = "制度与平台任务"
# The day each year's plan was issued.
ISSUED_ON = {2025: date(2025, 2, 28), 2026: date(2026, 2, 27)}


def plan(year: int) -> tuple[PlanRow, ...]:
    """The year's plan, with the year filled into the deadline words."""
    rows = BOTH_YEARS + ONLY[year]
    return tuple(row._replace(deadline=row.deadline.replace("{y}", str(year))) for row in rows)


def units_named(year: int, words: tuple[str, ...]) -> tuple[Unit, ...]:
    """The active units behind unit ids and `@group` words."""
    return tuple(unit for unit in units_of(year) if unit.unit_id in words or f"@{unit.group}" in words)


def task_rows(year: int) -> list[Row]:
    """The year's tasks in plan order; `item` is blank where the ledger component has no items."""
    by_name = {item.name: item.code for item in items(year, "ledger")}
    return [
        {
            "year": year,
            "task_no": row.no,
            "category": TOPICS[row.topic][0],
            "subcategory": TOPICS[row.topic][1],
            "requirement": row.requirement,
            "responsible": row.responsible,
            "deadline": row.deadline,
            "issued_on": ISSUED_ON[year],
            "item": by_name[_LEDGER_ITEM.get(row.topic, _OTHER_TOPICS)] if by_name else None,
        }
        for row in plan(year)
    ]
