"""Cells of an XLSX workbook that its reader drops without a word: errors, and formulas never computed.

Read from the sheet's XML piece by piece, so that a large sheet costs no memory.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from xml.etree import ElementTree

from data.files.cells import cell_place

Bad = tuple[int, int, str]  # row and column from 0, the words to show
NOT_COMPUTED = "公式没有计算结果"

_CHUNK = 1 << 20
_ERROR = re.compile(rb"<(?:\w+:)?c\s[^>]*\bt=[\"']e[\"'][^>]*>(?:(?!</(?:\w+:)?c>).)*", re.DOTALL)
_BARE_FORMULA = re.compile(
    rb"(<(?:\w+:)?c\s[^>]*>)\s*<(?:\w+:)?f\b[^>]*(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PLACE = re.compile(rb"\br=[\"']([A-Za-z]+[0-9]+)[\"']")
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)<")
_IS_TEXT = re.compile(rb"\bt=[\"']str[\"']")
_LAST_CELL = re.compile(rb"<(?:\w+:)?c\s")


def sheet_parts(book: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → the part of the package that holds it."""
    package = _relations(book, "_rels/.rels", "")
    mains = [part for kind, part in package.values() if kind.endswith("/officeDocument")]
    main = mains[0] if mains else "xl/workbook.xml"
    folder = str(PurePosixPath(main).parent)
    relations = _relations(book, f"{folder}/_rels/{PurePosixPath(main).name}.rels", folder)
    parts = {}
    for element in ElementTree.fromstring(book.read(main)).iter():
        if element.tag.rpartition("}")[2] == "sheet":
            target = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
            if target in relations:
                parts[element.attrib["name"]] = relations[target][1]
    return parts


def bad_cells(book: zipfile.ZipFile, part: str) -> list[Bad]:
    """Error cells and uncomputed formulas of one sheet, in the order of the file."""
    found: list[Bad] = []
    for piece in _pieces(book, part):
        if b'"e"' in piece or b"'e'" in piece:
            for match in _ERROR.finditer(piece):
                value = _VALUE.search(match.group())
                words = value.group(1).decode("utf-8", "replace") if value else "错误值"
                found += _placed(match.group(), words)
        if b"<f" in piece or b":f" in piece:
            for match in _BARE_FORMULA.finditer(piece):
                if not _IS_TEXT.search(match.group(1)):
                    found += _placed(match.group(1), NOT_COMPUTED)
    return found


def _placed(tag: bytes, words: str) -> list[Bad]:
    place = _PLACE.search(tag)
    return [(*cell_place(place.group(1).decode()), words)] if place else []


def _pieces(book: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The part's bytes cut before a cell, so that no cell lies in two pieces."""
    rest = b""
    with book.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            rest += chunk
            cuts = [match.start() for match in _LAST_CELL.finditer(rest, max(0, len(rest) - 65_536))]
            if cuts:
                yield rest[: cuts[-1]]
                rest = rest[cuts[-1] :]
    yield rest


def _relations(book: zipfile.ZipFile, part: str, folder: str) -> dict[str, tuple[str, str]]:
    """Relation id → (type, target part) of one .rels part."""
    if part not in book.namelist():
        return {}
    relations = {}
    for element in ElementTree.fromstring(book.read(part)):
        target = element.attrib.get("Target", "")
        path = target.lstrip("/") if target.startswith("/") or not folder else f"{folder}/{target}"
        relations[element.attrib.get("Id", "")] = (element.attrib.get("Type", ""), path)
    return relations
