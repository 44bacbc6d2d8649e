"""Templates: the page of an official document, what may stand in one, and that no fact is taken for a tag."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from documents_read import only, text_of, words_of
from docx import Document
from docx.document import Document as Docx
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from dashboard.exports.documents.bulletin import (
    bulletin_pieces,
)
from dashboard.exports.documents.notice import notice_pieces
from dashboard.exports.documents.templates import KINDS, read_template, shipped_template, template_for
from dashboard.exports.occasion import Occasion
from dashboard.text.template_fields import COMMON, FIELDS
from data.batches import FactBatch
from data.errors import InputRefused
from data.files.reading import read_files
from data.release import Writer
from data.store import Store

FINDINGS = "问题编号,单位,来源,通报日期,整改时限,问题描述"
DOCS = Path(__file__).parents[3] / "docs" / "templates.md"


def every_style_font(document: Docx) -> Iterator[str | None]:
    for style in document.styles:
        fonts = style.element.find(f"{qn('w:rPr')}/{qn('w:rFonts')}")
        if fonts is not None and style.name in ("Normal", "Title", "Heading 1", "Heading 2", "Caption"):
            yield fonts.get(qn("w:eastAsia"))
            assert fonts.get(qn("w:eastAsiaTheme")) is None


@pytest.mark.parametrize("kind", KINDS)
def test_a_document_has_the_page_of_an_official_document(kind):
    document = Document(io.BytesIO(shipped_template(kind)))
    section = document.sections[0]
    edges = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(edge / Mm(1)) for edge in edges] == [37, 35, 28, 26]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)
    assert set(every_style_font(document)) == {"仿宋_GB2312", "方正小标宋简体", "黑体", "楷体_GB2312"}
    body = document.styles["Normal"]
    assert (body.font.size, body.paragraph_format.line_spacing) == (Pt(16), Pt(28.95))
    indent = body.element.pPr.ind
    assert (indent.get(qn("w:firstLineChars")), indent.get(qn("w:firstLine"))) == ("200", "640")
    assert document.settings.odd_and_even_pages_header_footer
    assert section.footer.paragraphs[0].alignment != section.even_page_footer.paragraphs[0].alignment
    assert text_of(section.footer.paragraphs[0]._p) == "— 1 —"


HOSTILE = "{{ 7*7 }}{% if x %}<w:p>&amp;=1+1 {_{ name }_} {#不#}“引”"


def test_a_fact_is_never_taken_for_a_tag(store, tmp_path):
    path = tmp_path / "hostile.csv"
    path.write_text(f'{FINDINGS}\nH1,U00,第三方,2023-05-10,2023-12-20,"{HOSTILE}"\n', encoding="utf-8")
    Writer(store).submit(FactBatch(read_files([path]).sheets))
    occasion = Occasion.of(Store(store), year=2023, as_of=date(2023, 6, 30), unit_id="U00")
    written = words_of(only(notice_pieces(occasion)))
    assert HOSTILE in written
    assert HOSTILE in words_of(only(bulletin_pieces(occasion)))


def edited(tmp_path: Path, *added: str, kind: str = "notice") -> Path:
    document = Document(io.BytesIO(shipped_template(kind)))
    for text in added:
        document.add_paragraph(text)
    path = tmp_path / "本办模板.docx"
    document.save(str(path))
    return path


@pytest.mark.parametrize(
    ("added", "problem"),
    [
        (("{{ scoer }}",), "值为“scoer”：模板中有不认识的标记。请对照 docs/templates.md"),
        (("{%p for row in findings %}", "{{ row.naem }}", "{%p endfor %}"), "值为“row.naem”：模板中有不认识"),
        (("{% if nothing %}甲{% endif %}",), "值为“nothing”"),
        (("{{ name.__class__ }}",), "值为“name.__class__”"),
        (("{{ name|attr('__class__') }}",), "模板中的标记不能填写"),
        (("{{ ''.join(range(9)) }}",), "值为“range”"),
        (("{%p if name %}",), "模板中的标记不能填写"),
        (("{{ findings[9].ref }}",), "值为“findings.9”"),
        (("{{ name / 2 }}",), "模板中的标记不能填写"),
    ],
)
def test_a_template_that_names_what_there_is_not_is_refused(tmp_path, added, problem):
    with pytest.raises(InputRefused) as refusal:
        read_template(edited(tmp_path, *added), "notice")
    assert str(refusal.value).startswith("本办模板.docx")
    assert problem in str(refusal.value)


def test_a_file_that_is_no_document_is_refused(tmp_path):
    path = tmp_path / "模板.docx"
    path.write_bytes(b"PK no")
    with pytest.raises(InputRefused, match=r"不是 \.docx 文档"):
        read_template(path, "notice")


@pytest.mark.parametrize("kind", KINDS)
def test_the_shipped_templates_name_only_what_there_is(tmp_path, kind):
    read_template(edited(tmp_path, kind=kind), kind)


def test_the_offices_own_template_is_used_until_it_is_undone(store, tmp_path, cli):
    path = edited(tmp_path, "本办公室自己的一段：{{ unit }}")
    writer = Writer(store)
    receipt = writer.submit(read_template(path, "notice", by="王五"))
    path.unlink()
    occasion = Occasion.of(Store(store), year=2023, as_of=date(2023, 6, 30), unit_id="U00")
    assert "本办公室自己的一段：单位00" in words_of(only(notice_pieces(occasion)))
    assert template_for(occasion.store, "feedback") == shipped_template("feedback")
    assert cli("check", "--store", store).code == 0
    writer.undo(receipt.batch_id)
    assert template_for(Store(store), "notice") == shipped_template("notice")


def flat(fields: dict, before: str = "") -> Iterator[tuple[str, str]]:
    for name, meaning in fields.items():
        if isinstance(meaning, dict):
            yield f"{before}{name}[]", meaning[""]
            yield from flat(meaning, f"{before}{name}[].")
        elif name:
            yield before + name, meaning


def test_the_document_on_templates_lists_every_field_and_no_other():
    parts = DOCS.read_text(encoding="utf-8").split("\n## ")[2:]
    listed = [re.findall(r"^\| `(.+)` \| (.+) \|$", part, re.MULTILINE) for part in parts]
    own = [{name: told for name, told in fields.items() if name not in COMMON} for fields in FIELDS.values()]
    assert listed == [list(flat(fields)) for fields in (COMMON, *own)]
