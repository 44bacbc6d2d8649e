"""What an accepted plan demands outside its tasks: the ledger by a date, trainings, meetings, reports.

Stored with the plan, one row a deadline; queries/core/plan_duties.sql counts the working days.
"""

from __future__ import annotations

from data.batches import Connection, insert_rows
from data.plan.document import PlanDocument, PlanTask

TABLE = "raw.plan_duties"


def store_duties(connection: Connection, batch_id: int, document: PlanDocument) -> set[str]:
    """Write the duties of a document beside its tasks; returns the raw table written, also when there are none."""
    rows = [row for duty in document.duties for row in _rows(batch_id, document, duty)]
    insert_rows(connection, TABLE, rows)
    return {TABLE}


def _rows(batch_id: int, document: PlanDocument, duty: PlanTask) -> list[tuple[object, ...]]:
    """The columns of raw.plan_duties for each deadline of a duty."""
    place = (batch_id, document.year, document.issued_on, duty.task_no)
    told = (duty.requirement, duty.responsible, duty.source)
    return [
        (*place, number, *told, read.words, read.kind, read.due_on, read.n, read.unit)
        for number, read in enumerate(duty.deadlines, start=1)
    ]
