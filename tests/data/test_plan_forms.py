"""The same plan in every form of file gives the same tasks; forms that cannot be read say how to convert."""

from __future__ import annotations

import zipfile
from datetime import date
from pathlib import Path

import docx
import openpyxl
import pytest
from docx.oxml import OxmlElement
from plan_writers import HEADINGS, ROWS, TITLE, WRITERS, html_page, write_docx, write_dropped_pipes, write_pdf
from reportlab.pdfgen.canvas import Canvas

from data.calendar import WorkCalendar, seed_days
from data.errors import InputRefused
from data.files.limits import Limits
from data.files.xls_cells import SIGNATURE
from data.plan.document import PlanDocument, read_plan
from data.plan.report import plan_json
from data.plan.source import read_blocks

CALENDAR = WorkCalendar({entry.day: entry.is_workday for entry in seed_days()})
ONE_LINE_A_ROW = {"pipes.txt", "tabs.txt"}


def cells(document: PlanDocument) -> list[list[str | None]]:
    return [
        [
            task.task_no,
            task.category,
            task.subcategory,
            task.requirement,
            task.responsible,
            task.deadline_words,
        ]
        for task in document.tasks
    ]


def refusal(path: Path) -> str:
    with pytest.raises(InputRefused) as refused:
        read_plan(path, 2024)
    return str(refused.value)


@pytest.mark.parametrize("name", WRITERS)
def test_every_form_gives_the_same_tasks(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    WRITERS[name](path)
    document = read_plan(path, 2024)
    line_end = "" if name in ONE_LINE_A_ROW else "\n"
    assert cells(document) == [[cell.replace("\n", line_end) for cell in row] for row in ROWS]
    assert (document.title, document.doc_number, document.issued_on) == (
        TITLE,
        "云政办发〔2024〕5号",
        date(2024, 4, 15),
    )
    answer = plan_json(document, CALENDAR)
    assert [task["due_on"] for task in answer] == [
        *("2024-09-30", None, "2024-04-28", None, "2024-06-30", "2024-06-20"),
    ]
    assert answer[1]["lead"] == ["区行政审批局"]
    assert all(task["source"].startswith(f"{name} ") for task in answer)
    assert [duty.deadline_words for duty in document.duties] == ["请各镇于5月20日前报送联络员名单"]


def test_a_table_that_lost_its_merged_cells_and_its_number_column(tmp_path: Path) -> None:
    path = tmp_path / "dropped.txt"
    write_dropped_pipes(path)
    expected = [[cell.replace("\n", "") for cell in row] for row in ROWS]
    assert cells(read_plan(path, 2024)) == expected


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("plan.docx", ["表1第2行", "表1第7行"]),
        ("plan.xlsx", ["工作表“Sheet”第9行", "工作表“Sheet”第14行"]),
        ("plan.html", ["表1第2行", "表1第7行"]),
        ("plan.pdf", ["第1页表1第2行", "第1页表1第7行"]),
        ("table.csv", ["第8行", "第14行"]),
    ],
)
def test_a_task_says_where_it_stands(tmp_path: Path, name: str, places: list[str]) -> None:
    WRITERS[name](tmp_path / name)
    tasks = read_plan(tmp_path / name, 2024).tasks
    assert [tasks[0].source, tasks[-1].source] == [f"{name} {place}" for place in places]
    assert tasks[0].words == " | ".join(ROWS[0])


def test_what_a_file_is_does_not_hang_on_its_name(tmp_path: Path) -> None:
    (tmp_path / "网页.doc").write_text(html_page(), encoding="utf-8")
    write_docx(tmp_path / "方案.txt")
    for path in tmp_path.iterdir():
        assert len(read_plan(path, 2024).tasks) == len(ROWS)


def test_a_word_table_numbered_by_word_and_split_in_two(tmp_path: Path) -> None:
    document = docx.Document()
    for rows in ([HEADINGS, *ROWS[:3]], ROWS[3:]):
        table = document.add_table(rows=0, cols=len(HEADINGS))
        for row in rows:
            words = row if row is HEADINGS else ["", *row[1:]]
            for cell, text in zip(table.add_row().cells, words, strict=True):
                cell.text = text
    document.save(str(tmp_path / "plan.docx"))
    assert cells(read_plan(tmp_path / "plan.docx", 2024)) == ROWS


def test_a_page_break_inside_a_cell(tmp_path: Path) -> None:
    head, rest = ROWS[1][3].split("\n")
    rows = [HEADINGS, [*ROWS[1][:3], head, *ROWS[1][4:]], ["", "", "", rest, "", ""], ROWS[2]]
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(tmp_path / "plan.xlsx")
    assert cells(read_plan(tmp_path / "plan.xlsx", 2024)) == ROWS[1:3]


def test_a_text_box_is_a_paragraph_of_its_own_and_no_part_of_a_cell(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=2, cols=3)
    for cell, words in zip(
        table._cells, ["工作要求", "责任单位", "时限要求", "梳理栏目。", "区财政局", "9月底前"], strict=True
    ):
        cell.text = words
    outside = document.add_paragraph("附注")
    for paragraph, words in (
        (table.cell(1, 0).paragraphs[0], "盖章处"),
        (outside, "请各镇于8月1日前反馈。"),
    ):
        box = OxmlElement("w:txbxContent")
        inner = OxmlElement("w:p")
        inner.append(OxmlElement("w:r"))
        inner[0].append(OxmlElement("w:t"))
        inner[0][0].text = words
        box.append(inner)
        paragraph.add_run()._r.append(box)
    document.save(str(tmp_path / "plan.docx"))
    found = read_plan(tmp_path / "plan.docx", 2024)
    assert [task.requirement for task in found.tasks] == ["梳理栏目。"]
    assert [duty.requirement for duty in found.duties] == ["请各镇于8月1日前反馈"]


def test_prose_in_word(tmp_path: Path) -> None:
    document = docx.Document()
    for line in ("一、改进平台", "（一）建好栏目。年底前补齐栏目。（区政府办公室牵头，各镇配合）"):
        document.add_paragraph(line)
    document.save(str(tmp_path / "plan.docx"))
    (task,) = read_plan(tmp_path / "plan.docx", 2024).tasks
    assert (task.category, task.subcategory) == ("一、改进平台", "（一）建好栏目")
    assert (task.party.lead, task.deadlines[0].due_on) == (("区政府办公室",), date(2024, 12, 31))


@pytest.mark.parametrize(
    ("name", "content", "problem", "action"),
    [
        ("方案.doc", SIGNATURE + b"\0" * 600, "损坏", "另存为 .docx"),
        ("方案.rtf", b"{\\rtf1 x}", "RTF", "另存为"),
        ("方案.mht", b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "MHT", "另存为"),
        ("方案.pdf", b"%PDF-1.4\nbroken", "PDF", ".docx"),
        ("方案.docx", b"PK\x03\x04broken", "损坏", "另存为 .docx"),
        ("方案.html", b"<html><body></body></html>", "没有找到任务表", "表头"),
    ],
)
def test_forms_that_cannot_be_read_say_what_to_do(
    tmp_path: Path, name: str, content: bytes, problem: str, action: str
) -> None:
    (tmp_path / name).write_bytes(content)
    message = refusal(tmp_path / name)
    assert problem in message
    assert action in message


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"word/document.xml": "<broken"}, "损坏"),
        ({"OFD.xml": ""}, "OFD"),
        ({"mimetype": "application/vnd.oasis.opendocument.text"}, "ODT"),
        ({"photo.jpg": ""}, "不是能读取的文件"),
    ],
)
def test_packages_that_are_no_plan(tmp_path: Path, parts: dict[str, str], problem: str) -> None:
    with zipfile.ZipFile(tmp_path / "方案.docx", "w") as package:
        for name, words in parts.items():
            package.writestr(name, words)
    assert problem in refusal(tmp_path / "方案.docx")


@pytest.mark.parametrize(("name", "kind"), [("旧.doc", "旧版 Word"), ("旧.wps", "WPS 文字文档")])
def test_old_word_and_wps_say_how_to_convert(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, kind: str
) -> None:
    class OldWord:
        names = frozenset({"WordDocument", "1Table"})

        def __init__(self, _: bytes) -> None: ...

    monkeypatch.setattr("data.plan.source.CompoundFile", OldWord)
    (tmp_path / name).write_bytes(SIGNATURE)
    message = refusal(tmp_path / name)
    assert kind in message
    assert "另存为" in message


def test_a_scanned_pdf_says_so(tmp_path: Path) -> None:
    canvas = Canvas(str(tmp_path / "扫描.pdf"), invariant=1)
    canvas.rect(10, 10, 100, 100)
    canvas.save()
    assert "没有文字" in refusal(tmp_path / "扫描.pdf")


def test_a_document_that_asks_for_too_much_is_stopped(tmp_path: Path) -> None:
    write_pdf(tmp_path / "plan.pdf")
    with pytest.raises(InputRefused, match=r"时间过长|超出限度"):
        read_blocks(tmp_path / "plan.pdf", Limits(wall_seconds=0.05))


def test_an_error_in_a_workbook_cell_is_named(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(HEADINGS)
    book.active.append([*ROWS[0][:5], "=1/0"])
    book.save(tmp_path / "plan.xlsx")
    assert "第2行" in refusal(tmp_path / "plan.xlsx")
