"""A plan document that the office accepts: its tasks as one batch, each with where it stands in the document."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

from data.batches import Appended, Batch, Connection, insert_rows
from data.errors import Problem
from data.files.kinds import KINDS
from data.integrity import BadRow, find_problems
from data.layout import Layout, file_digest
from data.plan.document import PlanDocument, PlanTask
from data.plan.duties import store_duties
from data.plan.readings import store_readings
from data.plan.review import HEADINGS, NAME_HEADINGS, NAMES, TASKS
from data.plan.review_read import Review
from data.schema import type_arrived

_FIELDS = tuple(field.name for field in KINDS["tasks"].fields)


@dataclass
class PlanBatch(Batch):
    """The tasks of a plan document, in its order; row n is its n-th task.

    With a `review` the tasks and decisions stand where its rows stand, and its file is kept.
    """

    document: PlanDocument
    path: Path
    doc_number: str | None = None
    by: str = ""
    what: str = "plan"
    review: Review | None = None

    def __post_init__(self) -> None:
        number = self.doc_number or self.document.doc_number
        through = f"，经核对表{self.path.name}" if self.review else ""
        name = self.document.file if self.review else self.path.name
        self.note = f"{name}（{number}）{through}" if number else f"{name}{through}"

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """Raw tasks, their typed form, what their words mean, and the duties; of a review also the decisions."""
        digest, sheet = file_digest(self.path), TASKS if self.review else None
        rows = [(batch_id, 1, *self._row(n, task)) for n, task in enumerate(self.document.tasks, start=1)]
        insert_rows(connection, "raw.tasks", rows)
        sources = [(batch_id, 1, self.path.name, sheet, "tasks", digest, len(rows))]
        decisions = self._decisions(batch_id)
        if decisions:
            insert_rows(connection, "raw.name_decisions", decisions)
            sources.append((batch_id, 2, self.path.name, NAMES, "name_decisions", digest, len(decisions)))
        insert_rows(connection, "raw.batch_files", sources)
        for kind in ("tasks", "name_decisions"):
            type_arrived(connection, kind, batch_id)
        touched = {"raw.batch_files", "raw.tasks", "raw.name_decisions"} | store_readings(
            connection, batch_id
        )
        touched |= {"staging.tasks", "staging.name_decisions"}
        touched |= store_duties(connection, batch_id, self.document)
        return Appended(len(rows) + len(decisions), touched)

    def verify(self, connection: Connection, batch_id: int, changed: Collection[str]) -> list[BadRow]:
        """The rows that files.md refuses; of a review under the headings of its sheets."""
        found = find_problems(connection, batch_id, changed=changed)
        return [replace(bad, problem=_as_in_review(bad.problem)) for bad in found] if self.review else found

    def keep_sources(self, layout: Layout) -> None:
        """The document itself, or the review of it."""
        layout.keep(self.path)

    def _row(self, n: int, task: PlanTask) -> tuple[str | int | None, ...]:
        """Row number and cells of a task as of a fact file, in the order of its kind's fields."""
        issued_on = self.document.issued_on
        cells = {
            "year": str(self.document.year),
            "task_no": task.task_no,
            "category": task.category,
            "subcategory": task.subcategory,
            "requirement": task.requirement,
            "responsible": task.responsible,
            "deadline": task.deadline_words or None,
            "item": self.review.items.get(task.task_no) if self.review else None,
            "issued_on": issued_on.isoformat() if issued_on else None,
            "source": task.reference,
        }
        row_no = self.review.rows[task.task_no] if self.review else n
        return row_no, *(cells.get(field) for field in _FIELDS)

    def _decisions(self, batch_id: int) -> list[tuple[str | int | None, ...]]:
        decisions = self.review.decisions if self.review else ()
        return [(batch_id, 2, one.row_no, one.words, one.unit, one.note) for one in decisions]


def _as_in_review(problem: Problem) -> Problem:
    """The heading of the review's column in place of the fact file's."""
    column = problem.column or ""
    named = {"责任单位": HEADINGS["owners"], "时限要求": HEADINGS["deadline"], "单位": NAME_HEADINGS["unit"]}
    return replace(problem, column=named.get(column, column) or None)
