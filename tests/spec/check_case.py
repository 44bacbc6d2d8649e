"""What the rows of check_rows_*.py are made of: a case, and the headings of the kinds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Case:
    """Rows of one kind under its headings; a failing row ends with the field it is refused for."""

    kind: str
    headings: str
    skipping: tuple[str, ...] = ()
    passing: tuple[str, ...] = ()
    failing: tuple[str, ...] = ()


CHECK = "check_id | unit | checked_on | item | earned | possible"
FINDING = "finding_id | unit | source | description | notified_on"
LEDGER = "unit | year | task_no | item | triggered_on | completed_on"
REVIEW = "unit | year | item | reviewed_on | awarded | actual | target"
ADJUST = "adjustment_id | unit | kind | points | reason | decided_on"
EXTEND = "finding_id | unit | year | task_no | requested_on | decided_on | decision | new_due_on"
APPEAL = "finding_id | check_id | appealed_on | decided_on | result | deduction | earned"
INSPECTION = "inspection_id | unit | year | quarter | inspected_on"
TASK = "year | task_no | requirement | responsible | deadline"
OUTCOME = "unit | kind | decided_on | reason"
FIGURE = "year | table | row | column | value"
