"""A template written block by block (dashboard/text/templates.py) becomes a .docx with its tags."""

from __future__ import annotations

from typing import Any

from docx.document import Document as Docx

from dashboard.exports.documents.fonts import add_fonts_instead
from dashboard.exports.documents.paper import add_section, new_paper, save
from dashboard.exports.documents.tables import add_grid, add_table
from dashboard.text import templates as words

_STYLES = {
    "title": "Title",
    "subtitle": "Subtitle",
    "address": words.STYLE_ADDRESS,
    "heading": "Heading 1",
    "subheading": "Heading 2",
    "minor": "Heading 3",
    "body": "Normal",
    "right": words.STYLE_RIGHT,
    "note": words.STYLE_NOTE,
    "caption": "Caption",
    "picture": words.STYLE_PICTURE,
    "picture_name": words.STYLE_PICTURE_NAME,
}
_WORDS = {"if": "if", "each": "for"}


def build(blocks: words.Blocks) -> bytes:
    """Return the template of these blocks as the bytes of a .docx file."""
    document = new_paper()
    builder = _Builder(document)
    for kind, *rest in blocks:
        builder.add(kind, rest)
    add_fonts_instead(document)
    return save(document)


class _Builder:
    """Adds blocks to a document; remembers what is open and whether a page is to begin."""

    def __init__(self, document: Docx) -> None:
        self._document = document
        self._ends: list[str] = []
        self._begins_page = False

    def add(self, kind: str, rest: list[Any]) -> None:
        if kind in _STYLES:
            paragraph = self._document.add_paragraph(rest[0], _STYLES[kind])
            if self._begins_page:
                paragraph.paragraph_format.page_break_before = True
                self._begins_page = False
        elif kind == "kept":
            self._document.add_paragraph(rest[0]).paragraph_format.keep_with_next = True
        elif kind in _WORDS:
            self._ends.append(f"end{_WORDS[kind]}")
            self._document.add_paragraph(f"{{%p {_WORDS[kind]} {rest[0]} %}}")
        elif kind == "end":
            self._document.add_paragraph(f"{{%p {self._ends.pop()} %}}")
        elif kind == "table":
            add_table(self._document, rest[0], rest[1:])
        elif kind == "grid":
            add_grid(self._document, *rest)
        elif kind == "page":
            self._begins_page = True
        else:
            add_section(self._document, is_lying=kind == "lying")
