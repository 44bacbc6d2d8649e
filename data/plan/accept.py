"""A plan document that the office accepts: its tasks as one batch, each with where it stands in the document."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.batches import Appended, Batch, Connection, insert_rows
from data.files.kinds import KINDS
from data.integrity import BadRow, find_problems
from data.layout import Layout, file_digest
from data.plan.document import PlanDocument, PlanTask
from data.plan.readings import store_readings
from data.schema import append_staging

_FIELDS = tuple(field.name for field in KINDS["tasks"].fields)


@dataclass
class PlanBatch(Batch):
    """The tasks of a plan document, in its order; row n is its n-th task."""

    document: PlanDocument
    path: Path
    doc_number: str | None = None
    by: str = ""
    what: str = "plan"

    def __post_init__(self) -> None:
        number = self.doc_number or self.document.doc_number
        self.note = f"{self.path.name}（{number}）" if number else self.path.name

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """Raw tasks, their typed form and what their words mean."""
        tasks = self.document.tasks
        rows = [(batch_id, 1, row_no, *self._cells(task)) for row_no, task in enumerate(tasks, start=1)]
        insert_rows(connection, "raw.tasks", rows)
        source = (batch_id, 1, self.path.name, None, "tasks", file_digest(self.path), len(rows))
        insert_rows(connection, "raw.batch_files", [source])
        append_staging(connection, "tasks", batch_id)
        return Appended(len(rows), {"staging.tasks"} | store_readings(connection, batch_id))

    def verify(self, connection: Connection, batch_id: int) -> list[BadRow]:
        """The rows that files.md refuses."""
        return find_problems(connection, batch_id)

    def keep_sources(self, layout: Layout) -> None:
        """The document itself."""
        layout.keep(self.path)

    def _cells(self, task: PlanTask) -> tuple[str | None, ...]:
        """A task as the row of a fact file, in the order of its kind's fields."""
        issued_on = self.document.issued_on
        cells = {
            "year": str(self.document.year),
            "task_no": task.task_no,
            "category": task.category,
            "subcategory": task.subcategory,
            "requirement": task.requirement,
            "responsible": task.responsible,
            "deadline": task.deadline_words or None,
            "issued_on": issued_on.isoformat() if issued_on else None,
            "source": task.reference,
        }
        return tuple(cells.get(field) for field in _FIELDS)
