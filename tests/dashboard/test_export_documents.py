"""Official documents read back as an office would open them: numbers, lists, page, and what is never taken for a tag."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Docx
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table

from dashboard.exports.documents.bulletin import (
    CountsDiffer,
    bulletin_context,
    bulletin_pieces,
    check_counts,
)
from dashboard.exports.documents.feedback import feedback_context, feedback_pieces, prepare
from dashboard.exports.documents.notice import notice_pieces
from dashboard.exports.documents.prepared import units_in_order
from dashboard.exports.documents.report import report_pieces
from dashboard.exports.documents.tables import statutory_xml
from dashboard.exports.documents.templates import KINDS, read_template, shipped_template, template_for
from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece
from dashboard.exports.renderer import RENDERER
from dashboard.exports.statutory import StatutoryTable
from dashboard.text import numbers
from dashboard.text.template_fields import COMMON, FIELDS
from data.batches import FactBatch
from data.errors import InputRefused
from data.files.reading import read_files
from data.release import Writer
from data.store import Store

YEAR, AS_OF = 2026, date(2026, 10, 31)
FINDINGS = "问题编号,单位,来源,通报日期,整改时限,问题描述"
DOCS = Path(__file__).parents[2] / "docs" / "templates.md"


@pytest.fixture(scope="module")
def demo(demo_store: Path) -> Store:
    return Store(demo_store)


@pytest.fixture(scope="module")
def today(demo: Store) -> Occasion:
    return Occasion.of(demo, year=YEAR, as_of=AS_OF)


@pytest.fixture(scope="module")
def closed(demo: Store) -> Occasion:
    return Occasion.of(demo, year=YEAR, round_name="第三季度")


@pytest.fixture(scope="module")
def bulletin(today: Occasion) -> Docx:
    return only(bulletin_pieces(today))


@pytest.fixture(scope="module")
def report(closed: Occasion) -> Docx:
    return only(report_pieces(closed))


def only(pieces: list[Piece]) -> Docx:
    (piece,) = pieces
    return Document(io.BytesIO(piece.make()))


def words_of(document: Docx) -> str:
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def rows_of(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def table_named(document: Docx, words: str) -> list[dict[str, str]]:
    """The rows of the table below the caption that ends so, by heading."""
    tables = {table._tbl: table for table in document.tables}
    body = list(document.element.body)
    (table,) = [
        tables[below] for above, below in pairwise(body) if below in tables and _text(above).endswith(words)
    ]
    headings, *rows = rows_of(table)
    return [dict(zip(headings, row, strict=True)) for row in rows]


def _text(paragraph) -> str:
    return "".join(node.text or "" for node in paragraph.iter(qn("w:t")))


def feedback_of(store: Store, unit_id: str, **asked: object) -> Docx:
    return only(feedback_pieces(Occasion.of(store, unit_id=unit_id, **asked)))


def scored(cli, store: Path, as_of: date) -> list[dict]:
    answer = cli("score", "--year", as_of.year, "--as-of", as_of, "--format", "json", "--store", store)
    return json.loads(answer.out)


# Numbers


def test_a_bulletin_says_what_score_says(bulletin, demo_store, cli):
    by_name = {row["name"]: row for row in scored(cli, demo_store, AS_OF)}
    listed = {}
    for group in {row["group"] for row in by_name.values()}:
        count = sum(row["group"] == group for row in by_name.values())
        listed |= {row["单位"]: row for row in table_named(bulletin, f"{group}（{count}个单位）")}
    assert listed.keys() == by_name.keys()
    for name, row in by_name.items():
        assert listed[name]["得分（分）"] == numbers.marks(row["total"])
        assert listed[name]["名次"] == numbers.whole(row["rank"])
        assert listed[name]["等次"] == (row["grade"] or "—")


def test_the_units_a_bulletin_names_are_those_with_the_first_grade_below_the_pass_mark_and_not_rated(
    bulletin, demo_store, cli
):
    rows = scored(cli, demo_store, AS_OF)
    top = {row["name"] for row in rows if row["grade"] == "优秀" and row["status"] == "rated"}
    below = {row["name"] for row in rows if row["veto"] or (row["total"] or 60) < 60}
    not_rated = {row["name"] for row in rows if row["status"] == "not_rated"}
    assert all((top, below, not_rated))
    assert {row["单位"] for row in table_named(bulletin, "评为“优秀”等次的单位")} == top
    assert {row["单位"] for row in table_named(bulletin, "未达到合格要求的单位")} == below
    assert {row["单位"] for row in table_named(bulletin, "未评定的单位及原因")} == not_rated
    text = words_of(bulletin)
    assert f"评为“优秀”等次的{len(top)}个" in text
    assert f"低于60分或者被一票否决的{len(below)}个" in text


def test_a_bulletin_praises_no_unit_whose_score_is_provisional_and_never_names_one_without_that_word(
    demo, demo_store, cli
):
    rows = scored(cli, demo_store, date(2026, 6, 30))
    best = {row["name"] for row in rows if row["grade"] == "优秀"}
    provisional = {row["name"] for row in rows if row["status"] == "provisional"}
    document = only(bulletin_pieces(Occasion.of(demo, year=YEAR, as_of=date(2026, 6, 30))))
    listed = {row["单位"] for row in table_named(document, "评为“优秀”等次的单位")}
    assert (listed, len(best & provisional)) == (best - provisional, 1)
    text = words_of(document)
    assert f"（其中{len(provisional)}个有考核环节尚无数据，得分为暂定）" in text
    assert "另有1个单位的暂定得分达到“优秀”" in text
    for table in document.tables:
        headings, *told = rows_of(table)
        named = [row for row in told if provisional & set(row)] if "得分（分）" in headings else []
        assert all("暂定" in "".join(row) for row in named)


def test_a_decision_to_praise_a_unit_says_that_its_score_is_provisional(store, tmp_path, cli):
    day = date(2023, 6, 30)
    unit = next(row["name"] for row in scored(cli, store, day) if row["status"] == "provisional")
    decided = tmp_path / "decided.csv"
    decided.write_text(f"单位,类型,决定日期,事由\n{unit},通报表扬,2023-03-01,带头公开\n", encoding="utf-8")
    assert cli("import", decided, "--store", store).code == 0
    context = bulletin_context(Occasion.of(Store(store), year=2023, as_of=day))
    assert [row["name"] for row in context["praised"]] == [f"{unit}（本次得分暂定）"]


def test_the_counts_of_a_bulletin_are_those_of_its_lists(bulletin, today):
    text = words_of(bulletin)
    open_count, units, overdue = map(
        int, re.search(r"尚未整改的问题(\d+)个，涉及(\d+)个单位；其中超过整改时限的(\d+)个", text).groups()
    )
    headings = re.findall(r"^\d+．.*（(\d+)个(?:，其中逾期(\d+)个)?）$", text, re.MULTILINE)
    assert (len(headings), sum(int(count) for count, _ in headings)) == (units, open_count)
    assert (
        sum(int(late or 0) for _, late in headings)
        == overdue
        == len(table_named(bulletin, "超过整改时限的问题"))
    )
    kinds = table_named(bulletin, "问题的种类和数量（单位：个）")
    found = int(re.search(r"共发现问题(\d+)个", text)[1])
    assert sum(int(row["数量"]) for row in kinds) == found
    assert found == len(today.ask("export_findings").query("state != 'withdrawn'"))


@pytest.mark.parametrize("name", ["top", "below", "not_rated", "faults", "overdue", "open_units"])
def test_a_bulletin_whose_list_differs_from_its_text_is_not_written(today, name):
    context = bulletin_context(today)
    with pytest.raises(CountsDiffer, match=r"通报没有生成：正文写“.+”\d+个，清单列出\d+个"):
        check_counts({**context, name: context[name][1:]})


def test_a_feedback_sheet_says_what_score_says(demo, demo_store, cli):
    row = next(row for row in scored(cli, demo_store, AS_OF) if row["unit_id"] == "B12")
    sheet = feedback_of(demo, "B12", year=YEAR, as_of=AS_OF)
    stated = [cell for line in rows_of(sheet.tables[0]) for cell in line]
    told = dict(zip(stated[::2], stated[1::2], strict=True))
    assert told["考核得分"] == f"{numbers.marks(row['total'])}（满分100）"
    assert (told["等次"], told["评定状态"], told["本类名次"]) == (row["grade"], "已评定", "未公布")
    assert told["重大扣分"] == numbers.marks(row["major"])


def test_lost_marks_and_contributions_of_every_sheet_add_up_to_the_score(today):
    [part] = today.unit_parts()
    prepared = prepare(today, part)
    for unit in units_in_order(today):
        context = feedback_context(prepared, unit)
        if unit.status == "not_rated":
            assert {row["contribution"] for row in context["components"]} == {"—"}
            continue
        base = prepared.results[unit.unit_id].base
        losses = prepared.losses.get(unit.unit_id, [])
        assert sum(loss.marks for loss in losses) == pytest.approx(100 - base)
        given = [float(row["contribution"]) for row in context["components"] if row["contribution"] != "—"]
        assert sum(given) == pytest.approx(base, abs=0.005 * len(given) + 1e-9)
        assert len(context["losses"]) == int(context["loss_count"]) == len(losses)


def test_a_lost_mark_stands_with_its_cause_fact_day_and_evidence(demo, today):
    lost = table_named(feedback_of(demo, "B12", year=YEAR, as_of=AS_OF), "失分明细（单位：分）")
    findings = today.ask("export_findings").set_index("finding_id")
    for row in lost:
        ref = re.match(r"WT\S+", row["编号、事实和佐证"])
        if ref:
            finding = findings.loc[ref[0]]
            assert row["原因"] in ("问题扣分", "逾期扣分")
            assert row["日期"] == numbers.day(finding["notified_on"])
            assert finding["description"] in row["编号、事实和佐证"]
            assert numbers.is_missing(finding["evidence"]) or finding["evidence"] in row["编号、事实和佐证"]
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d|—", row["日期"]) for row in lost)


def test_what_can_be_won_back_is_what_explain_says(demo, demo_store, cli):
    answer = cli(
        "explain", "B12", "--year", YEAR, "--as-of", AS_OF, "--format", "json", "--store", demo_store
    )
    explained = json.loads(answer.out)
    rows = explained["losses"] if isinstance(explained, dict) else explained
    wanted = {row["ref"]: numbers.marks(row["recoverable"], 3) for row in rows if row["recoverable"] > 0.0005}
    matters = table_named(feedback_of(demo, "B12", year=YEAR, as_of=AS_OF), "需要办理的事项（单位：分）")
    told = {row["编号、内容和佐证"].split("　")[0]: row["可挽回"] for row in matters}
    assert wanted
    assert {ref: told[ref] for ref in wanted} == wanted


@pytest.mark.parametrize(("name", "told"), [("第一季度", r"第\d+名"), ("年中", r"第\d+名（本类\d+个单位）")])
def test_a_sheet_gives_the_rank_as_far_as_the_round_was_published(demo, name, told):
    sheet = feedback_of(demo, "B01", year=YEAR, round_name=name)
    assert re.fullmatch(told, sheet.tables[0].cell(2, 1).text)


def test_a_notice_lists_open_findings_with_places_for_owner_evidence_and_recheck(demo, today):
    matters = today.ask("document_matters").query("is_open_finding")
    pieces = notice_pieces(today)
    assert len(pieces) == matters["unit_id"].nunique()
    own = matters[matters["unit_id"] == "B12"]
    notice = only(notice_pieces(Occasion.of(demo, year=YEAR, as_of=AS_OF, unit_id="B12")))
    listed = table_named(notice, f"整改问题清单（{len(own)}个）")
    assert [row["编号"] for row in listed] == list(own["ref"])
    assert {row[place] for row in listed for place in ("责任人", "整改情况和佐证", "复查结果")} == {""}
    moved = own[own["extended_to"].notna()].iloc[0]
    told = f"{moved['extended_to']:%Y-%m-%d}\n原定{moved['original_due_on']:%Y-%m-%d}"
    assert told in {row["整改时限"] for row in listed}


# A closed round


def test_the_documents_of_a_closed_round_say_what_was_published_whatever_came_later(store, tmp_path, cli):
    at = ("--as-of", "2023-06-30", "--store", store)
    assert cli("round", "close", "年中", *at).code == 0
    before = json.loads(cli("score", *at, "--format", "json").out)
    total = next(row["total"] for row in before if row["unit_id"] == "U00")
    later = tmp_path / "later.csv"
    later.write_text("抽测编号,单位,抽测日期,指标,得分,满分\nN1,U00,2023-05-10,S1,0,10\n", encoding="utf-8")
    assert cli("import", later, "--store", store).code == 0
    reader = Store(store)
    published = feedback_of(reader, "U00", round_name="年中")
    recomputed = feedback_of(reader, "U00", year=2023, as_of=date(2023, 6, 30))
    assert published.tables[0].cell(1, 1).text == f"{numbers.marks(total)}（满分100）"
    assert recomputed.tables[0].cell(1, 1).text != published.tables[0].cell(1, 1).text
    assert "N1" not in words_of(published)
    assert "N1　" in words_of(recomputed)
    bulletin = only(bulletin_pieces(Occasion.of(reader, round_name="年中")))
    listed = [row for table in bulletin.tables for row in rows_of(table) if row[1] == "单位00"]
    assert [row[2] for row in listed if row[0].isdigit()] == [numbers.marks(total)]


def test_without_units_there_is_nothing_to_write(scheme_store):
    occasion = Occasion.of(Store(scheme_store), as_of=date(2023, 6, 30))
    makers = (bulletin_pieces, feedback_pieces, notice_pieces, report_pieces)
    assert [maker(occasion) for maker in makers] == [[], [], [], []]


# The annual report


def test_a_report_says_what_its_round_published(report, closed):
    results = {row["name"]: row for _, row in closed.results().iterrows()}
    for group, rows in closed.results().groupby("group_name"):
        for row in table_named(report, f"{group}考核结果（{len(rows)}个单位）"):
            result = results[row["单位"]]
            assert row["得分（分）"] == numbers.marks(result["total"])
            assert row["名次"] == numbers.whole(result["rank"])
    years = {row["单位"]: row for row in table_named(report, "各单位两年结果")}
    assert all(years[name]["2026年总分"] == numbers.marks(row["total"]) for name, row in results.items())


def test_tables_and_figures_of_a_report_are_numbered_without_a_gap(report):
    captions = [paragraph.text for paragraph in report.paragraphs]
    tables = [int(number) for caption in captions for number in re.findall(r"^表(\d+)　", caption)]
    figures = [int(number) for caption in captions for number in re.findall(r"^图(\d+)　", caption)]
    assert tables == list(range(1, len(tables) + 1))
    assert figures == [1, 2, 3, 4]


def test_charts_stand_in_a_report_at_the_width_of_the_text(report):
    assert len(report.inline_shapes) == 4
    assert {round(shape.width / Mm(1)) for shape in report.inline_shapes} == {156}
    pictures = [part.image for part in report.part.package.image_parts]
    assert {image.horz_dpi for image in pictures} == {300}


def test_a_report_marks_what_cannot_be_compared_between_years(report):
    parts = table_named(report, "考核环节和评分项能否比较")
    assert {row["能否比较"] for row in parts} == {"可比", "不可比"}
    for row in parts:
        if row["能否比较"] == "不可比":
            assert (row["2025年得分率"], row["2026年得分率"]) == ("—", "—")
            assert row["不可比的原因"]


def test_every_unit_has_a_section_with_what_it_lost_most_for(report, closed):
    text = words_of(report)
    losses = closed.losses()
    for number, unit in enumerate(units_in_order(closed), start=1):
        assert f"{number}．{unit.name}（{unit.group_name}）" in text
        own = losses[losses["unit_id"] == unit.unit_id]
        if len(own):
            rows = table_named(report, f"{unit.name}失分最多的评分项")
            most = own.groupby(["component_name", "item_name", "cause"], dropna=False)["marks"].sum().max()
            assert rows[0]["失分（分）"] == numbers.marks(most)


def test_a_chart_that_cannot_be_drawn_says_so_in_its_place(today, monkeypatch):
    from dashboard.exports.documents.charts import task_charts

    RENDERER.close()
    monkeypatch.setenv("BROWSER_PATH", "/nowhere/chromium")
    (chart,) = task_charts(today, today.ask("author_tasks", group_name=None))
    assert chart["picture"] == ""
    assert chart["missing"].startswith("（此处缺图：各类任务的完成情况。")


def test_a_statutory_table_merges_equal_headings_and_labels_as_the_format_does():
    headings = ("勾稽 勾稽 勾稽 申请人 申请人", "勾稽 勾稽 勾稽 自然人 总计")
    rows = ("一、新收 一、新收 一、新收 1 1", "三、结果 （一） （一） 0 0", "三、结果 （二） 1. 〔缺〕 1")
    table = StatutoryTable(
        "三、", tuple(tuple(row.split()) for row in headings), tuple(tuple(row.split()) for row in rows), 3
    )
    document = Document()
    document.element.body.insert(0, parse_xml(statutory_xml(table)))
    (made,) = document.tables
    cells = [[made.cell(y, x)._tc for x in range(5)] for y in range(5)]
    assert cells[0][0] is cells[1][2]
    assert cells[0][3] is cells[0][4]
    assert cells[2][0] is cells[2][2]
    assert cells[3][0] is cells[4][0]
    assert cells[3][1] is cells[3][2]
    assert cells[2][3] is not cells[2][4]  # figures are never merged, equal or not
    assert made.cell(4, 3).text == "〔缺〕"


# The page


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
    assert _text(section.footer.paragraphs[0]._p) == "— 1 —"


def test_no_row_is_cut_and_headings_stay_with_what_follows(report):
    for table in report.tables:
        first, *rest = table.rows
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in (first, *rest))
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "表格标题"):
        assert report.styles[name].paragraph_format.keep_with_next


# Templates


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
