"""Tables of an official document: fixed widths, heading rows that repeat, rows that no page break cuts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.table import WD_ALIGN_VERTICAL, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell, _Row
from markupsafe import Markup

from dashboard.exports.documents.paper import TEXT_WIDTH
from dashboard.exports.statutory import StatutoryTable
from dashboard.text import templates as words

_SIDES = {"l": WD_ALIGN_PARAGRAPH.LEFT, "c": WD_ALIGN_PARAGRAPH.CENTER, "r": WD_ALIGN_PARAGRAPH.RIGHT}
_SIDE, _AIR = 45, 30  # twentieths of a point in a cell beside the words, and above and below them
_ROW = "row"
_LABEL_SHARES = {0: (), 1: (0.28,), 3: (0.10, 0.12, 0.33)}

Column = tuple[str, float, str, str]
"""Heading, width in mm, side (l, c, r), words of a cell."""


def add_table(document: Docx, rows: str, columns: Sequence[Column]) -> None:
    """Append a table whose body row is repeated for every `row` of the list named `rows`."""
    table = _new_table(document, 4, [column[1] for column in columns])
    _set_heading_row(table.rows[0])
    for place, (heading, _, side, content) in enumerate(columns):
        _write(table.cell(0, place), heading, words.STYLE_HEADING_CELL, "c")
        _write(table.cell(2, place), content, words.STYLE_CELL, side)
    table.cell(1, 0).text = f"{{%tr for {_ROW} in {rows} %}}"
    table.cell(3, 0).text = "{%tr endfor %}"


def add_grid(document: Docx, widths: Sequence[float], *rows: Sequence[str]) -> None:
    """Append a table of names and values side by side; every other cell is a name."""
    table = _new_table(document, len(rows), widths)
    for cells, row in zip(rows, table.rows, strict=True):
        row.height = Mm(9)
        for place, text in enumerate(cells):
            is_name = place % 2 == 0
            style = words.STYLE_HEADING_CELL if is_name else words.STYLE_CELL
            _write(row.cells[place], text, style, "c" if is_name else "l")


def statutory_xml(table: StatutoryTable) -> Markup:
    """Return a table of the statutory format as the XML that stands in a document; equal neighbours are merged."""
    grid = [*table.headings, *table.rows]
    labels = table.label_columns
    made = _new_table(Document(), len(grid), _statutory_widths(len(grid[0]), labels), air=0)
    for row in made.rows[: len(table.headings)]:
        _set_heading_row(row)
    for (top, left), (bottom, right) in _areas(grid, len(table.headings), labels):
        cell = made.cell(top, left).merge(made.cell(bottom, right))
        is_heading = top < len(table.headings)
        _write(cell, grid[top][left], "", "l" if left < labels and not is_heading else "c")
        _name_style(cell, words.STYLE_HEADING_CELL if is_heading else words.STYLE_CELL)
    return Markup(made._tbl.xml)


def _statutory_widths(columns: int, labels: int) -> list[float]:
    """In mm: labels take a share of the page, the longest words of several columns stand in the last."""
    shares = _LABEL_SHARES[labels]
    each = (1 - sum(shares)) / (columns - labels)
    return [TEXT_WIDTH * share for share in (*shares, *(each for _ in range(columns - labels)))]


def _areas(
    grid: Sequence[Sequence[str]], headings: int, labels: int
) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """Cut the grid into cells: equal neighbours among the headings, or among the labels, are one."""
    taken: set[tuple[int, int]] = set()
    areas = []
    for top, row in enumerate(grid):
        for left in range(len(row)):
            if (top, left) in taken:
                continue
            bottom, right = _reach(grid, (top, left), headings, labels)
            taken |= {(y, x) for y in range(top, bottom + 1) for x in range(left, right + 1)}
            areas.append(((top, left), (bottom, right)))
    return areas


def _reach(
    grid: Sequence[Sequence[str]], start: tuple[int, int], headings: int, labels: int
) -> tuple[int, int]:
    top, left = start
    is_heading = top < headings
    if not is_heading and left >= labels:
        return start
    last_row, last_column = (headings, len(grid[0])) if is_heading else (len(grid), labels)
    text = grid[top][left]
    right = left
    while right + 1 < last_column and grid[top][right + 1] == text:
        right += 1
    bottom = top
    while bottom + 1 < last_row and all(grid[bottom + 1][x] == text for x in range(left, right + 1)):
        bottom += 1
    return bottom, right


def _new_table(document: Docx, rows: int, widths: Sequence[float], air: int = _AIR) -> Table:
    table: Table = document.add_table(rows, len(widths))
    table.style = "Table Grid"
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    _set_margins(table, air)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return table


def _set_margins(table: Table, air: int) -> None:
    margins = OxmlElement("w:tblCellMar")
    for side, width in (("top", air), ("left", _SIDE), ("bottom", air), ("right", _SIDE)):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(width))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    properties = table._tbl.tblPr
    look = properties.find(qn("w:tblLook"))
    (look.addprevious if look is not None else properties.append)(margins)


def _set_heading_row(row: _Row) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _write(cell: _Cell, text: str, style: str, side: str) -> None:
    paragraph: Any = cell.paragraphs[0]
    paragraph.text = text
    if style:
        paragraph.style = style
    paragraph.alignment = _SIDES[side]


def _name_style(cell: _Cell, style: str) -> None:
    """Point at a style of the document the cell will stand in, by the name its id is made of."""
    properties = cell.paragraphs[0]._p.get_or_add_pPr()
    properties.get_or_add_pStyle().val = style.replace(" ", "")
