"""A PDF with text as blocks, read with pdfplumber; runs in the child process."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pdfplumber
from pdfplumber.utils.exceptions import PdfminerException

from data.plan.blocks import Block, Grid, Paragraph, Row, rectangle
from data.plan.unreadable import Unreadable

_MOST_PAGES = 300
_HANGING = 0.2
_PAGE_NUMBER = re.compile(r"[-—–－\s·]*第?\s*\d{1,4}\s*页?[-—–－\s·]*(?:[/共]\s*\d+\s*页?)?")
_LINE_HEAD = re.compile(
    r"(?:第?[一二三四五六七八九十]+[、章条]|[（(][一二三四五六七八九十\d]+[）)]|\d{1,3}[.．、])"
)
_ORIGINAL = "请用 WPS 打开后另存为 .docx，或向发文单位索取可编辑的原件"


def read(path: Path) -> list[Block]:
    """Paragraphs and ruled tables of all pages in their order; page numbers left out."""
    try:
        with pdfplumber.open(path) as document:
            if len(document.pages) > _MOST_PAGES:
                raise Unreadable(f"PDF 超过{_MOST_PAGES}页，不像工作方案", "请只保留方案部分再试")
            found = [block for page in document.pages for block in _page_blocks(page)]
    except PdfminerException as error:
        if "Password" in repr(error.args):
            raise Unreadable("PDF 设有打开密码", "请取消密码后另存再试") from error
        raise Unreadable("PDF 已损坏，无法读取", _ORIGINAL) from error
    if not found:
        raise Unreadable("PDF 里没有文字，可能是扫描件", f"请先做文字识别（OCR）再试，{_ORIGINAL}")
    return _joined(found)


def _page_blocks(page: Any) -> Iterator[Block]:
    tables = page.find_tables()
    boxes = [table.bbox for table in tables]
    around = page.filter(lambda item: not any(_is_inside(item, box) for box in boxes))
    placed: list[tuple[float, Block]] = [
        (box[1], _grid(page, table, n))
        for n, (box, table) in enumerate(zip(boxes, tables, strict=True), start=1)
    ]
    placed += [(line["top"], _paragraph(line, page)) for line in around.extract_text_lines()]
    for _, block in sorted(placed, key=lambda entry: entry[0]):
        if isinstance(block, Grid) or not _PAGE_NUMBER.fullmatch(block.words):
            yield block
    page.close()


def _is_inside(item: dict[str, Any], box: Sequence[float]) -> bool:
    """By the left part of a character: a full stop may hang over the edge of its cell."""
    across = item["x0"] + (item["x1"] - item["x0"]) * _HANGING
    middle = (item["top"] + item["bottom"]) / 2
    return bool(box[0] <= across <= box[2] and box[1] <= middle <= box[3])


def _paragraph(line: dict[str, Any], page: Any) -> Paragraph:
    """A line; a trailing tab marks one that reaches the right edge of the text and goes on in the next."""
    size = line["chars"][0]["size"] if line["chars"] else 10
    right = max((char["x1"] for char in page.chars), default=page.width)
    mark = "\t" if line["x1"] > right - 1.6 * size else ""
    return Paragraph(line["text"].strip() + mark, f"第{page.page_number}页")


def _joined(blocks: Sequence[Block]) -> list[Block]:
    """Lines put together to paragraphs."""
    found: list[Block] = []
    goes_on = False
    for block in blocks:
        last = found[-1] if found else None
        if isinstance(block, Grid):
            found.append(block)
            goes_on = False
            continue
        words = block.words.rstrip("\t")
        if goes_on and isinstance(last, Paragraph) and not _LINE_HEAD.match(words):
            found[-1] = Paragraph(last.words + words, last.place)
        else:
            found.append(Paragraph(words, block.place))
        goes_on = block.words.endswith("\t")
    return found


def _grid(page: Any, table: Any, number: int) -> Grid:
    """The ruled cells by the lines between them; a merged cell's words in every place it covers."""
    boxes = [box for box in table.cells if box]
    lefts = _edges([box[0] for box in boxes])
    tops = _edges([box[1] for box in boxes])
    cells = [[""] * len(lefts) for _ in tops]
    chars = [char for char in page.chars if _is_inside(char, table.bbox)]
    for box in boxes:
        words = _words(chars, box)
        for row in (n for n, top in enumerate(tops) if box[1] - 2 <= top < box[3] - 2):
            for column in (n for n, left in enumerate(lefts) if box[0] - 2 <= left < box[2] - 2):
                cells[row][column] = words
    place = f"第{page.page_number}页表{number}"
    return rectangle([Row(tuple(row), f"{place}第{n}行") for n, row in enumerate(cells, start=1)])


def _edges(values: Sequence[float]) -> list[float]:
    """Distinct edges, those hardly apart taken as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > 2:
            found.append(value)
    return found


def _words(chars: Sequence[dict[str, Any]], box: Sequence[float]) -> str:
    """The words of a cell; a line that reaches the cell's right edge goes on in the next."""
    inside = [char for char in chars if _is_inside(char, box)]
    lines: list[list[dict[str, Any]]] = []
    for char in sorted(inside, key=lambda char: (char["top"], char["x0"])):
        is_same_line = bool(lines) and char["top"] < (lines[-1][0]["top"] + lines[-1][0]["bottom"]) / 2
        lines[-1:] = [[*lines[-1], char]] if is_same_line else [*lines[-1:], [char]]
    found = ""
    for line in lines:
        line.sort(key=lambda char: char["x0"])
        found += "".join(char["text"] for char in line).strip()
        found += "" if line[-1]["x1"] > box[2] - 1.9 * line[-1]["size"] else "\n"
    return found.strip()
