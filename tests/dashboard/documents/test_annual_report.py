"""The annual report: its tables, charts and sections, and the page it stands on."""

from __future__ import annotations

import re

from documents_read import table_named, words_of
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.shared import Mm

from dashboard.exports.documents.prepared import units_in_order
from dashboard.exports.documents.tables import statutory_xml
from dashboard.exports.renderer import RENDERER
from dashboard.exports.statutory import StatutoryTable
from dashboard.text import numbers


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


def test_no_row_is_cut_and_headings_stay_with_what_follows(report):
    for table in report.tables:
        first, *rest = table.rows
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in (first, *rest))
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
    for name in ("Title", "Heading 1", "Heading 2", "Heading 3", "Caption", "表格标题"):
        assert report.styles[name].paragraph_format.keep_with_next
