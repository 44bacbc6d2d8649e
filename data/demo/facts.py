"""All facts of one year of the demo, by kind: what the files hold, before anyone writes them down."""

from __future__ import annotations

from data.demo.checks import inspection_rows, spot_check_rows
from data.demo.figures import figure_rows
from data.demo.findings import finding_facts
from data.demo.ledgers import all_ledger_rows
from data.demo.reviews import adjustment_rows, outcome_rows, review_rows
from data.demo.rows import Row
from data.demo.tasks import task_rows


def year_facts(year: int) -> dict[str, list[Row]]:
    """Kind (files.md section 1, without `units`) → rows; units by id, closed lists in English."""
    disputes = finding_facts(year)
    return {
        "tasks": task_rows(year),
        "ledger": all_ledger_rows(year),
        "spot_checks": spot_check_rows(year),
        "inspections": inspection_rows(year),
        "findings": disputes.findings,
        "extensions": disputes.extensions,
        "appeals": disputes.appeals,
        "reviews": review_rows(year),
        "adjustments": adjustment_rows(year),
        "outcomes": outcome_rows() if year == 2025 else [],
        "report_figures": figure_rows(year),
    }
