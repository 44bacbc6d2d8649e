"""What a machine without an office's fonts takes in their place: said in the document's own table of fonts."""

from __future__ import annotations

from docx.document import Document as Docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from lxml import etree

from dashboard.text.templates import FONTS_INSTEAD


def add_fonts_instead(document: Docx) -> None:
    """Name, for every font few machines have, the one that comes nearest."""
    part = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table = parse_xml(part.blob)
    for name, instead in FONTS_INSTEAD.items():
        font = OxmlElement("w:font")
        font.set(qn("w:name"), name)
        other = OxmlElement("w:altName")
        other.set(qn("w:val"), instead)
        font.append(other)
        table.append(font)
    part._blob = etree.tostring(table, xml_declaration=True, encoding="UTF-8", standalone=True)
