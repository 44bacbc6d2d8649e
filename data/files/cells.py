"""Cell values of a workbook as the text a person sees in WPS, their names and their way into a CSV."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import lru_cache
from typing import Any, TextIO

MAX_CELL = 32_767  # characters WPS and Excel allow in a cell
MAX_COLUMNS = 1_000  # far beyond any of our tables; a sheet this wide is a slip


@lru_cache(maxsize=1 << 16)  # marks and years repeat
def number_text(number: float) -> str:
    """3.0 → 3, 0.1 → 0.1; whole numbers without a point as long as a float holds them exactly."""
    if number.is_integer() and abs(number) < 2**53:
        return str(int(number))
    return repr(number)


def _moment_text(moment: dt.datetime) -> str:
    """ISO to the second; a spreadsheet keeps times as fractions of a day, so they come a hair off."""
    whole = (moment + dt.timedelta(microseconds=500_000)).replace(microsecond=0)
    return whole.date().isoformat() if whole.time() == dt.time() else whole.isoformat(sep=" ")


def _duration_text(duration: dt.timedelta) -> str:
    seconds = round(duration.total_seconds())
    sign, seconds = ("-", -seconds) if seconds < 0 else ("", seconds)
    return f"{sign}{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"


def _time_text(time: dt.time) -> str:
    return time.isoformat(timespec="seconds")


CELL_TEXT: dict[type, Callable[[Any], str]] = {
    float: number_text,
    int: str,
    bool: lambda truth: "是" if truth else "否",
    dt.date: dt.date.isoformat,
    dt.datetime: _moment_text,
    dt.time: _time_text,
    dt.timedelta: _duration_text,
}


class PlainLines:
    r"""A text stream for csv.writer with "\n" as the only line end, between records and inside cells.

    DuckDB's reader gives up on a file whose line ends differ. The writer itself must end its records with its
    usual "\r\n": only then does it quote a cell that holds a lone "\r".
    """

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def write(self, text: str) -> int:
        """Writes one record; answers its length in characters."""
        return self._stream.write(text.replace("\r\n", "\n").replace("\r", "\n"))


def cell_name(row: int, column: int) -> str:
    """(0, 0) → A1, the name WPS shows."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


def cell_place(name: str) -> tuple[int, int]:
    """A1 → (0, 0); ValueError when it is no cell name."""
    letters = name.rstrip("0123456789")
    column = 0
    for letter in letters.upper():
        if not "A" <= letter <= "Z":
            raise ValueError(name)
        column = column * 26 + ord(letter) - ord("A") + 1
    return int(name[len(letters) :]) - 1, column - 1
