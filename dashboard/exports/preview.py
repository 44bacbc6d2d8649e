"""The beginning of an export, read back from one of its files, so that what is shown is what is written; some charts."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from urllib.parse import urlencode

from docx import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from python_calamine import CalamineWorkbook

from dashboard.components.export_preview import Block, Picture, Preview, Rows
from dashboard.exports.browser import RenderFailed, find_browser
from dashboard.exports.catalogue import pieces_of
from dashboard.exports.charts import every_chart
from dashboard.exports.occasion import Occasion
from dashboard.exports.routes import CHART_PATH
from dashboard.text import exports as words

BLOCKS = 30  # paragraphs and tables of a document
ROWS = 12  # of a table
COLUMNS = 12
PICTURES = 6


def preview(kind: str, occasion: Occasion) -> Preview:
    """Return the preview of a kind; no paths when there is nothing to export."""
    pieces = pieces_of([kind], occasion)
    paths = tuple(piece.path for piece in pieces)
    if kind == "charts":
        return _charts(paths, occasion)
    for piece in pieces:
        read, look = _READERS.get(piece.path[piece.path.rfind(".") :], (None, ""))
        if read:
            return Preview(paths, tuple(read(piece.make())), look)
    return Preview(paths)


def _charts(paths: tuple[str, ...], occasion: Occasion) -> Preview:
    """The first charts by the address that draws them; why there is none where the server cannot draw."""
    try:
        find_browser()
    except RenderFailed as error:
        return Preview(paths, (str(error),), "message")
    found = islice(every_chart(occasion), PICTURES)
    return Preview(
        paths,
        tuple(
            Picture(
                chart.title,
                f"{CHART_PATH}?"
                + urlencode({"address": chart.address, "chart": chart.chart_id, "format": "svg"}),
            )
            for chart in found
        ),
        "pictures",
    )


def _document(data: bytes) -> Iterator[Block]:
    blocks = (
        _beginning([[cell.text.strip() for cell in row.cells] for row in block.rows])
        if isinstance(block, Table)
        else block.text.strip()
        for block in Document(io.BytesIO(data)).iter_inner_content()
        if isinstance(block, Table | Paragraph)
    )
    return islice((block for block in blocks if block), BLOCKS)


def _workbook(data: bytes) -> Iterator[Block]:
    """The first sheet: title rows as paragraphs, then the table."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python(nrows=ROWS + 6)
    shown = [[_written(cell) for cell in row] for row in rows]
    titles = [row for row in shown if sum(map(bool, row)) == 1]
    yield from ("".join(row) for row in titles)
    yield _beginning([row for row in shown if row not in titles])


def _table(data: bytes) -> Iterator[Block]:
    yield _beginning(list(islice(csv.reader(io.StringIO(data.decode("utf-8-sig"))), ROWS + 1)))


def _beginning(rows: Sequence[Sequence[str]]) -> Rows:
    """The first rows and columns; a last row says that there are more."""
    shown = tuple(tuple(row[:COLUMNS]) for row in rows[:ROWS])
    if len(rows) <= ROWS:
        return shown
    return (*shown, (words.MORE_ROWS, *("" for _ in shown[0][1:])))


def _written(cell: object) -> str:
    return f"{round(cell, 3):.12g}" if isinstance(cell, float) else str(cell)


_READERS: dict[str, tuple[Callable[[bytes], Iterator[Block]], str]] = {
    ".docx": (_document, "page"),
    ".xlsx": (_workbook, "sheet"),
    ".csv": (_table, "sheet"),
}
