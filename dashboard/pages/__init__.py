"""The pages, in the order of the navigation. A new page is a module here and a line in PAGES."""

from __future__ import annotations

from urllib.parse import unquote

from dashboard.pages import (
    admin,
    check,
    checks,
    data,
    decisions,
    entries,
    finding,
    inbox,
    ledger,
    method,
    overdue,
    overview,
    ranking,
    record,
    reports,
    selfcheck,
    unit,
    years,
)
from dashboard.pages.page import Page

UNIT_PATH = unit.PAGE.path
INBOX = inbox.PAGE
PAGES: tuple[Page, ...] = (
    overview.PAGE,
    inbox.PAGE,
    ranking.PAGE,
    overdue.PAGE,
    unit.PAGE,
    ledger.PAGE,
    entries.PAGE,
    checks.PAGE,
    finding.PAGE,
    check.PAGE,
    record.PAGE,
    method.PAGE,
    years.PAGE,
    reports.PAGE,
    decisions.PAGE,
    data.PAGE,
    selfcheck.PAGE,
    admin.PAGE,
)


def find_page(path: str) -> tuple[Page | None, str | None]:
    """Return the page of an address and the unit it names; None for an address of no page."""
    trimmed = path.rstrip("/") or "/"
    for page in PAGES:
        if trimmed == page.path:
            return page, None
        head, _, tail = trimmed.rpartition("/")
        if page.takes_unit and head == page.path:
            return page, unquote(tail)
    return None, None
