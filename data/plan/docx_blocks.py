"""A Word document (.docx) as blocks, opened with python-docx; runs in the child process."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from data.plan.blocks import Block, Grid, Paragraph, Row, rectangle
from data.plan.unreadable import Unreadable

_TEXT, _TAB = qn("w:t"), qn("w:tab")
_BREAKS = {qn("w:br"), qn("w:cr")}
_PARAGRAPH, _TABLE, _BOX = qn("w:p"), qn("w:tbl"), qn("w:txbxContent")
_GONE = {qn("w:moveFrom"), qn("w:del"), qn("w:pPr"), qn("w:rPr"), qn("w:instrText")}
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MOST_COLUMNS = 200
_ACTION = "请用 WPS 或 Word 打开，另存为 .docx 后再试"


def read(path: Path) -> list[Block]:
    """Paragraphs and tables of the body in their order, tracked insertions included.

    What stands in a text box is paragraphs of its own.
    """
    try:
        body = docx.Document(str(path)).element.body
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise Unreadable("Word 文件已损坏，无法读取", _ACTION) from error
    return list(_Reader().blocks(body))


class _Reader:
    """Counts paragraphs and tables as they come."""

    def __init__(self) -> None:
        self._paragraphs = self._tables = 0

    def blocks(self, parent: Any) -> Iterator[Block]:
        """Blocks below an element; content controls and the like are looked into."""
        for element in parent:
            if element.tag == _PARAGRAPH:
                yield from self._paragraph(element)
            elif element.tag == _TABLE:
                self._tables += 1
                yield self._grid(element)
            elif element.tag not in _GONE and element.tag != _FALLBACK:
                yield from self.blocks(element)

    def _paragraph(self, element: Any) -> Iterator[Block]:
        self._paragraphs += 1
        place = f"第{self._paragraphs}段"
        for line in _words(element).split("\n"):
            if line.strip():
                yield Paragraph(line.strip(), place)
        for box in _boxes(element):
            yield from self.blocks(box)

    def _grid(self, table: Any) -> Grid:
        """Cells with merged ones repeated: to the right by their span, downwards by vMerge."""
        rows: list[Row] = []
        above: list[str] = []
        for n, row in enumerate(table.tr_lst, start=1):
            cells = [""] * min(row.grid_before, _MOST_COLUMNS)
            for cell in row.tc_lst:
                words = _cell(cell)
                if cell.vMerge == "continue" and len(cells) < len(above):
                    words = above[len(cells)]
                cells += [words] * min(max(1, cell.grid_span), _MOST_COLUMNS)
            above = cells
            rows.append(Row(tuple(cells), f"表{self._tables}第{n}行"))
        return rectangle(rows)


def _cell(cell: Any) -> str:
    """The words of a cell, nested tables too, a line for every paragraph; text boxes lie over it and are no part."""
    boxed = {one for box in cell.iter(_BOX) for one in box.iter(_PARAGRAPH)}
    printed = (one for one in cell.iter(_PARAGRAPH) if one not in boxed)
    return "\n".join(words for one in printed if (words := _words(one).strip()))


def _boxes(element: Any) -> Iterator[Any]:
    """The text boxes anchored in a paragraph, each once."""
    for child in element:
        if child.tag == _BOX:
            yield child
        elif child.tag not in _GONE and child.tag != _FALLBACK:
            yield from _boxes(child)


def _words(element: Any) -> str:
    """The text of a paragraph: deleted and moved-away words left out, inserted ones kept."""
    found: list[str] = []
    for child in element:
        if child.tag == _TEXT:
            found.append(child.text or "")
        elif child.tag in _BREAKS:
            found.append("\n")
        elif child.tag == _TAB:
            found.append("\t")
        elif child.tag not in _GONE and child.tag not in {_FALLBACK, _TABLE, _BOX}:
            found.append(_words(child))
    return "".join(found)
