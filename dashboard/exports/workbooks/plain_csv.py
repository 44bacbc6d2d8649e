"""A table as CSV for spreadsheet programs: UTF-8 with BOM, CRLF, headings in Chinese, numbers unrounded.

Text that looks like a formula is guarded (formulas.py); a negative number stays a number. Shares are written as numbers
(0.5), dates as 2026-09-30, what is missing as nothing.
"""

from __future__ import annotations

import codecs
import csv
import io
from datetime import date

from dashboard.exports.formulas import guarded
from dashboard.exports.workbooks.book import Table, Value


def csv_bytes(table: Table) -> bytes:
    """Return the headings and rows of a table as a CSV file."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow([guarded(column.heading) for column in table.columns])
    writer.writerows([_cell(value) for value in row] for row in table.values())
    return codecs.BOM_UTF8 + text.getvalue().encode("utf-8")


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    return value.isoformat() if isinstance(value, date) else repr(value)
