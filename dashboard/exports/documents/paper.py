"""The page of an official document (GB/T 9704-2012): margins, styles, East Asian fonts, page numbers."""

from __future__ import annotations

import io
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.document import Document as Docx
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Mm, Pt
from docx.styles.style import ParagraphStyle
from docx.text.paragraph import Paragraph

from dashboard.text import templates as words

MARGINS = {"top_margin": Mm(37), "bottom_margin": Mm(35), "left_margin": Mm(28), "right_margin": Mm(26)}
TEXT_WIDTH = 156  # mm between the margins of an upright page
LINE = Pt(28.95)  # the 225 mm of a page in 22 lines
SIZE = 16.0
_LATIN = "Times New Roman"


@dataclass(frozen=True)
class Look:
    """How a style writes: East Asian font, points, and how its paragraphs stand."""

    font: str
    size: float
    align: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.JUSTIFY
    indent: int = 0  # of the first line, in signs
    line: float | None = LINE.pt  # points, fixed; None as high as what stands in it
    keep: bool = False  # on one page with what follows
    bold: bool = False
    before: float = 0
    after: float = 0


_CENTRE, _LEFT, _RIGHT = WD_ALIGN_PARAGRAPH.CENTER, WD_ALIGN_PARAGRAPH.LEFT, WD_ALIGN_PARAGRAPH.RIGHT
LOOKS = {
    "Normal": Look(words.FONT_BODY, SIZE, indent=2),
    "Title": Look(words.FONT_TITLE, 22, _CENTRE, line=35, keep=True, after=14),
    "Subtitle": Look(words.FONT_SECOND, SIZE, _CENTRE, keep=True),
    "Heading 1": Look(words.FONT_FIRST, SIZE, indent=2, keep=True),
    "Heading 2": Look(words.FONT_SECOND, SIZE, indent=2, keep=True),
    "Heading 3": Look(words.FONT_BODY, SIZE, indent=2, keep=True, bold=True),
    "Caption": Look(words.FONT_FIRST, 12, _CENTRE, line=None, keep=True, before=6, after=4),
    words.STYLE_ADDRESS: Look(words.FONT_BODY, SIZE),
    words.STYLE_RIGHT: Look(words.FONT_BODY, SIZE, _RIGHT, keep=True),
    words.STYLE_PICTURE: Look(words.FONT_BODY, 12, _CENTRE, line=None, keep=True, before=6),
    words.STYLE_PICTURE_NAME: Look(words.FONT_FIRST, 12, _CENTRE, line=None, before=4, after=8),
    words.STYLE_NOTE: Look(words.FONT_BODY, 10.5, _LEFT, line=None, before=3, after=6),
    words.STYLE_CELL: Look(words.FONT_BODY, 10.5, _LEFT, line=None),
    words.STYLE_HEADING_CELL: Look(words.FONT_FIRST, 10.5, _CENTRE, line=None, keep=True),
}


def new_paper() -> Docx:
    """Return an empty document with the page, the styles and the page number of an official document."""
    document = Document()
    for name, look in LOOKS.items():
        _set_style(document, name, look)
    _set_page(document.sections[0])
    document.settings.odd_and_even_pages_header_footer = True
    section = document.sections[0]
    _page_number(section.footer.paragraphs[0], _RIGHT)
    _page_number(section.even_page_footer.paragraphs[0], _LEFT)
    document.core_properties.author = ""
    document.core_properties.comments = ""
    return document


def add_section(document: Docx, *, is_lying: bool) -> None:
    """Begin a new page, upright or on its side; the foot goes on."""
    section = document.add_section()
    document.paragraphs[-1].style = words.STYLE_NOTE  # it holds nothing but the end of the page
    width, height = (Mm(297), Mm(210)) if is_lying else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if is_lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = width, height
    turned = dict(zip(MARGINS, (Mm(28), Mm(26), Mm(37), Mm(36)), strict=True))
    for name, margin in (turned if is_lying else MARGINS).items():
        setattr(section, name, margin)


def save(document: Docx) -> bytes:
    """Return the document as the bytes of a .docx file."""
    packed = io.BytesIO()
    document.save(packed)
    return packed.getvalue()


def set_fonts(properties: Any, font: str) -> None:
    """Give run properties their four fonts; those of a theme would win over them."""
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script, chosen in (("ascii", _LATIN), ("hAnsi", _LATIN), ("cs", _LATIN), ("eastAsia", font)):
        fonts.set(qn(f"w:{script}"), chosen)


def _set_style(document: Docx, name: str, look: Look) -> None:
    style = _style(document, name)
    style.font.size = Pt(look.size)
    style.font.bold = look.bold
    style.font.italic = False
    style.font.color.rgb = None
    properties = style.element.get_or_add_rPr()
    for colour in properties.findall(qn("w:color")):
        properties.remove(colour)
    set_fonts(properties, look.font)
    paragraph = style.paragraph_format
    paragraph.alignment = look.align
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.keep_with_next = look.keep
    paragraph.widow_control = True
    paragraph.line_spacing_rule = WD_LINE_SPACING.SINGLE if look.line is None else WD_LINE_SPACING.EXACTLY
    paragraph.line_spacing = 1.0 if look.line is None else Pt(look.line)
    _set_indent(style, look)


def _style(document: Docx, name: str) -> ParagraphStyle:
    if name not in document.styles:
        added = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        added.base_style = document.styles["Normal"]
    style: ParagraphStyle = document.styles[name]
    borders = style.element.get_or_add_pPr().find(qn("w:pBdr"))
    if borders is not None:
        style.element.pPr.remove(borders)
    return style


def _set_indent(style: ParagraphStyle, look: Look) -> None:
    """Indent the first line by signs, and by the same in points for programs that do not count signs."""
    indent = style.element.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), str(look.indent * 100))
    indent.set(qn("w:firstLine"), str(int(look.indent * look.size * 20)))
    if look.line is None:
        snap = OxmlElement("w:snapToGrid")
        snap.set(qn("w:val"), "0")
        style.element.pPr.insert_element_before(
            snap, "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl"
        )


def _set_page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name, margin in MARGINS.items():
        setattr(section, name, margin)
    section.footer_distance = Mm(28)  # the number stands 7 mm below the text
    section.header_distance = Mm(15)
    _set_grid(section)


def _set_grid(section: Section) -> None:
    """Lay the grid of lines. None of signs: programs disagree about how wide it makes them."""
    for old in section._sectPr.findall(qn("w:docGrid")):
        section._sectPr.remove(old)
    grid = OxmlElement("w:docGrid")
    grid.set(qn("w:type"), "lines")
    grid.set(qn("w:linePitch"), str(int(LINE.pt * 20)))
    section._sectPr.append(grid)


def _page_number(paragraph: Paragraph, align: WD_ALIGN_PARAGRAPH) -> None:
    """Write `— 1 —`, one sign away from the outer edge."""
    paragraph.alignment = align
    paragraph.paragraph_format.first_line_indent = Pt(0)
    side = "right_indent" if align == _RIGHT else "left_indent"
    setattr(paragraph.paragraph_format, side, Pt(14))
    for text, instruction in ((words.PAGE_BEFORE, None), ("1", "PAGE"), (words.PAGE_AFTER, None)):
        run = paragraph.add_run(text)
        run.font.size = Pt(14)
        set_fonts(run._r.get_or_add_rPr(), words.FONT_PAGE)
        if instruction:
            field = OxmlElement("w:fldSimple")
            field.set(qn("w:instr"), instruction)
            run._r.addprevious(field)
            field.append(run._r)
