"""A web page as blocks, parsed with lxml; runs in the child process."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import etree, html

from data.plan.blocks import Block, Grid, Paragraph, Row, rectangle
from data.plan.unreadable import Unreadable

_SKIPPED = {"script", "style", "head", "noscript", "template", "select", "textarea", "iframe", "svg"}
_LINES = {
    *(
        "p",
        "div",
        "li",
        "tr",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "section",
        "article",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
    ),
    *(
        "header",
        "footer",
        "main",
        "nav",
        "form",
        "center",
        "blockquote",
        "pre",
        "table",
        "tbody",
        "td",
        "th",
        "br",
    ),
}
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]+)", re.IGNORECASE)
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BLANK = re.compile(r"[ \t\r\n\f\xa0]+")
_MOST_SPAN = 200
_MOST_ROWS = 20_000


def read(path: Path) -> list[Block]:
    """Paragraphs and tables of the page in their order; tables used for layout are looked into."""
    text = _DECLARATION.sub("", _decoded(path.read_bytes()))
    try:
        root = html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(
            "网页已损坏或没有内容，无法读取", "请在浏览器中打开，复制文字到文本文件后再试"
        ) from error
    reader = _Reader()
    reader.walk(root)
    return reader.finish()


def _decoded(content: bytes) -> str:
    """By byte-order mark, by what the page says of itself, else UTF-8 or GB18030, whichever fits."""
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return content.decode(name, "replace")
    said = _CHARSET.search(content[:4096])
    name = said[1].decode("ascii").lower() if said else ""
    name = "gb18030" if name in {"gb2312", "gbk"} else name
    for encoding in (name, "utf-8", "gb18030"):
        try:
            return content.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return content.decode("utf-8", "replace")


class _Reader:
    """Walks the page once, gathering words until something ends the line."""

    def __init__(self) -> None:
        self._blocks: list[Block] = []
        self._words: list[str] = []
        self._tables = 0

    def finish(self) -> list[Block]:
        """What was found."""
        self._end_line()
        return self._blocks

    def walk(self, root: Any) -> None:
        """Everything below an element, deep pages included."""
        stack: list[tuple[Any, bool]] = [(root, False)]
        while stack:
            element, is_done = stack.pop()
            is_line = element.tag in _LINES
            if is_done:
                if is_line:
                    self._end_line()
                self._words.append(element.tail or "")
                continue
            stack.append((element, True))
            if not isinstance(element.tag, str) or element.tag in _SKIPPED:
                continue
            if is_line:
                self._end_line()
            if element.tag == "table" and _is_data(element):
                self._tables += 1
                self._blocks.append(_grid(element, self._tables))
                continue
            self._words.append(element.text or "")
            stack += [(child, False) for child in reversed(element)]

    def _end_line(self) -> None:
        words = _BLANK.sub(" ", "".join(self._words)).strip()
        self._words = []
        if words:
            self._blocks.append(Paragraph(words, f"第{len(self._blocks) + 1}段"))


def _is_data(table: Any) -> bool:
    """A table without tables inside and with more than one column; others only place things on the page."""
    if next(table.iterdescendants("table"), None) is not None:
        return False
    return any(len(row.xpath("./td|./th")) > 1 for row in table.iter("tr"))


def _grid(table: Any, number: int) -> Grid:
    """Cells with merged ones repeated in every row and column they span."""
    rows: list[Row] = []
    open_cells: dict[int, tuple[int, str]] = {}  # column → rows still to fill, words
    for n, line in enumerate(table.iter("tr"), start=1):
        cells: list[str] = []
        for cell in line.xpath("./td|./th"):
            _fill(cells, open_cells)
            words = _cell(cell)
            for _ in range(_span(cell, "colspan", _MOST_SPAN)):
                open_cells[len(cells)] = (_span(cell, "rowspan", _MOST_ROWS), words)
                cells.append(words)
        _fill(cells, open_cells)
        open_cells = {at: (left - 1, words) for at, (left, words) in open_cells.items() if left > 1}
        rows.append(Row(tuple(cells), f"表{number}第{n}行"))
    return rectangle(rows)


def _fill(cells: list[str], open_cells: dict[int, tuple[int, str]]) -> None:
    """Cells that a merged cell of an earlier row covers here."""
    while len(cells) in open_cells:
        cells.append(open_cells[len(cells)][1])


def _span(cell: Any, name: str, most: int) -> int:
    match = re.match(r"\s*([0-9]{1,5})", cell.get(name) or "1")
    return min(max(1, int(match[1])), most) if match else 1


def _cell(cell: Any) -> str:
    """The words of a cell, a line for every <br> and paragraph."""
    return "\n".join(_cell_lines(cell))


def _cell_lines(cell: Any) -> Iterator[str]:
    reader = _Reader()
    reader.walk(cell)
    for block in reader.finish():
        if isinstance(block, Paragraph):
            yield block.words
