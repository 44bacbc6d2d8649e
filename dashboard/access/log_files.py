"""The audit log as files for the auditor: the entries asked for, as CSV and XLSX, every cell inert text."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Callable, Iterator, Mapping
from datetime import date

import xlsxwriter

from dashboard.access.log_words import action_name, subject_words
from dashboard.exports.formulas import guarded
from dashboard.text import admin as words
from data.accounts.audit import Entry
from data.accounts.database import AccountsFile
from data.accounts.log import Wanted, find_entries
from data.accounts.roles import ROLES

HEADINGS = (
    words.COLUMN_NUMBER,
    words.COLUMN_AT,
    words.COLUMN_LOGIN,
    words.COLUMN_ROLE,
    words.COLUMN_ADDRESS,
    words.COLUMN_ACTION,
    words.COLUMN_SUBJECT,
    words.COLUMN_BEFORE,
    words.COLUMN_AFTER,
    words.COLUMN_DIGEST,
)


def wanted_entries(stated: Mapping[str, str]) -> Wanted:
    """Return the entries that an address asks for; what cannot be read as a day asks for nothing."""
    return Wanted(
        login=stated.get("who") or None,
        action=stated.get("what") or None,
        since=_day(stated.get("since")),
        until=_day(stated.get("until")),
        text=(stated.get("text") or "").strip() or None,
    )


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None


def _rows(accounts: AccountsFile, wanted: Wanted) -> Iterator[tuple[str, ...]]:
    for entry in find_entries(accounts, wanted):
        yield tuple(guarded(cell) for cell in _cells(entry))


def _cells(entry: Entry) -> tuple[str, ...]:
    return (
        *(str(entry.entry_no), entry.at, entry.login, ROLES.get(entry.role, entry.role), entry.address),
        *(action_name(entry.action), subject_words(entry.action, entry.subject)),
        *(entry.before, entry.after, entry.digest),
    )


def log_csv(accounts: AccountsFile, wanted: Wanted) -> bytes:
    """Return the entries as CSV for spreadsheet programs, the newest first; before and after are JSON."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(HEADINGS)
    writer.writerows(_rows(accounts, wanted))
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8")


def log_xlsx(accounts: AccountsFile, wanted: Wanted) -> bytes:
    """Return the entries as a workbook of one sheet."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content, {"constant_memory": True}) as book:
        page = book.add_worksheet(words.LOG)
        for at, cells in enumerate((HEADINGS, *_rows(accounts, wanted))):
            for column, cell in enumerate(cells):
                page.write_string(at, column, cell[:_LONGEST_CELL])
        page.set_column(0, len(HEADINGS) - 1, 20)
        page.freeze_panes(1, 0)
    return content.getvalue()


_LONGEST_CELL = 32_767  # characters: more, no cell of a workbook holds
LOG_FILES: Mapping[str, tuple[str, Callable[[AccountsFile, Wanted], bytes]]] = {
    "csv": ("text/csv", log_csv),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", log_xlsx),
}
"""Ending → media type and what writes it."""
