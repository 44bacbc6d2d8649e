"""The shape every part of the demo hands on."""

from __future__ import annotations

from datetime import date, datetime

Cell = str | int | float | date | datetime | None
# One fact under the English field names of files.md section 1; a missing key is an empty cell.
Row = dict[str, Cell]
