"""A table as CSV for spreadsheet programs: UTF-8 with BOM, CRLF, headings in Chinese, numbers unrounded.

A spreadsheet program runs a cell that begins with = + - @ (or a tab or return before it) as a formula. Such text gets
an apostrophe in front, the usual guard; a negative number is no such text and stays a number. Shares are written as
numbers (0.5), dates as 2026-09-30, what is missing as nothing.
"""

from __future__ import annotations

import codecs
import csv
import io
import re
from datetime import date

from dashboard.exports.workbooks.book import Table, Value

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?")


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


def guarded(text: str) -> str:
    """Return text that no spreadsheet program runs: with an apostrophe in front where it looks like a formula."""
    if text.startswith(FORMULA_STARTS) and not _NUMBER.fullmatch(text):
        return f"'{text}"
    return text
