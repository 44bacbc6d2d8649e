"""What the reader does not tell of an ODS workbook: merged ranges, and cells that hold an error."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass, field
from xml.parsers import expat

from data.files.xlsx_cells import Bad

Range = tuple[tuple[int, int], tuple[int, int]]  # top left and bottom right cell, from 0

_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0"
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
_ERROR_WORDS = ("#DIV/0!", "#N/A", "#REF!", "#NAME?", "#VALUE!", "#NUM!", "#NULL!", "Err:")
_SIGNS = [b"-spanned", b'"error"', b"Err:", *[word.encode() for word in _ERROR_WORDS]]
_CHUNK = 1 << 20


@dataclass
class Oddities:
    """Merged ranges and error cells of one sheet."""

    merged: list[Range] = field(default_factory=list)
    bad: list[Bad] = field(default_factory=list)


class _Walker:
    """Keeps the place in the sheet while the XML streams by; repeated rows and cells count as many."""

    def __init__(self) -> None:
        self.sheets: dict[str, Oddities] = {}
        self._sheet = Oddities()
        self._row = self._column = self._next_row = self._next_column = 0
        self._is_formula = self._is_error = False
        self._words: list[str] | None = None

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == f"{_TABLE} table":
            self._sheet = self.sheets.setdefault(attributes.get(f"{_TABLE} name", ""), Oddities())
            self._next_row = 0
        elif tag == f"{_TABLE} table-row":
            self._row, self._next_column = self._next_row, 0
            self._next_row += int(attributes.get(f"{_TABLE} number-rows-repeated", "1"))
        elif tag in (f"{_TABLE} table-cell", f"{_TABLE} covered-table-cell"):
            self._enter_cell(attributes)
        elif tag == f"{_TEXT} p" and (self._is_formula or self._is_error):
            self._words = []

    def _enter_cell(self, attributes: dict[str, str]) -> None:
        self._column = self._next_column
        self._next_column += int(attributes.get(f"{_TABLE} number-columns-repeated", "1"))
        self._is_formula = f"{_TABLE} formula" in attributes
        self._is_error = any(
            name.endswith("value-type") and value == "error" for name, value in attributes.items()
        )
        down = int(attributes.get(f"{_TABLE} number-rows-spanned", "1")) - 1
        right = int(attributes.get(f"{_TABLE} number-columns-spanned", "1")) - 1
        if down or right:
            corner = (self._row + down, self._column + right)
            self._sheet.merged.append(((self._row, self._column), corner))

    def text(self, words: str) -> None:
        if self._words is not None:
            self._words.append(words)

    def end(self, tag: str) -> None:
        if tag != f"{_TEXT} p" or self._words is None:
            return
        words, self._words = "".join(self._words), None
        if self._is_error or words.startswith(_ERROR_WORDS):
            self._sheet.bad.append((self._row, self._column, words or "错误值"))
            self._is_error = self._is_formula = False


def oddities(book: zipfile.ZipFile) -> dict[str, Oddities]:
    """Sheet name → its merged ranges and error cells; empty when the file shows no sign of either."""
    if not _has_signs(book):
        return {}
    walker = _Walker()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = walker.start
    parser.EndElementHandler = walker.end
    parser.CharacterDataHandler = walker.text
    with book.open("content.xml") as stream:
        parser.ParseFile(stream)
    return walker.sheets


def _has_signs(book: zipfile.ZipFile) -> bool:
    """A cheap look first: walking the XML of a large sheet costs seconds."""
    tail = b""
    with book.open("content.xml") as stream:
        while chunk := stream.read(_CHUNK):
            piece = tail + chunk
            if any(sign in piece for sign in _SIGNS):
                return True
            tail = piece[-32:]
    return False
