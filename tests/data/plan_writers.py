"""One plan in our own words, written in every form a plan file may have."""

from __future__ import annotations

import csv
import html
from collections.abc import Callable
from itertools import groupby
from pathlib import Path

import docx
import openpyxl
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P
from reportlab.lib import colors
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer
from reportlab.platypus import Table as PdfTable
from workbook_writers import write_xls

TITLE = "云岭区人民政府办公室关于印发2024年公开工作安排的通知"
HEAD = [
    "云政办发〔2024〕5号",
    TITLE,
    "各镇人民政府，区直各部门：",
    "现将安排印发给你们。请各镇于5月20日前报送联络员名单。",
    "2024年4月15日",
    "附件",
]
HEADINGS = ["序号", "工作任务", "二级任务", "工作要求", "责任单位", "时限要求"]
ROWS = [
    ["1", "完善平台", "网站栏目", "梳理网站栏目，补齐缺项。", "区政府办公室", "2024年9月底前"],
    [
        *("2", "完善平台", "网站栏目", "更新办事指南，\n确保与窗口一致。"),
        *("区行政审批局牵头，各镇配合", "信息变更之日起5个工作日内"),
    ],
    ["3", "完善平台", "账号管理", "清理停用账号。", "各镇、账号主办单位", "本方案印发之日起10个工作日内"],
    ["4", "完善平台", "账号管理", "年内组织培训不少于2次。", "区政府办公室（区政务公开办）", "长期坚持"],
    ["5", "加强监督", "抽查通报", "通报抽查结果。", "区政府办公室", "6月底、12月底前各通报一次"],
    ["6", "加强监督", "抽查通报", "整理台账。", "各镇", "每季度末月20日前"],
]


def spans(column: int) -> list[tuple[int, int]]:
    """First and last row of each run of equal group cells below one first-level cell."""
    keys = [(n, tuple(row[1 : column + 1])) for n, row in enumerate(ROWS)]
    runs = [[n for n, _ in run] for _, run in groupby(keys, key=lambda entry: entry[1])]
    return [(run[0], run[-1]) for run in runs]


def is_first(row: int, column: int) -> bool:
    return column not in {1, 2} or any(first == row for first, _ in spans(column))


def blanked() -> list[list[str]]:
    """The rows with group cells blank below the first of each."""
    return [
        [cell if is_first(n, column) else "" for column, cell in enumerate(row)] for n, row in enumerate(ROWS)
    ]


def write_lines(path: Path) -> None:
    """One cell a line, the headings again in the middle as on a new page."""
    heading = "".join(f"\t{words}\n" for words in HEADINGS)
    rows = ["".join(f"\t{cell}\n" for cell in row) for row in blanked()]
    table = f"{heading}\n" + "\n".join(rows[:3]) + f"\n{heading}\n" + "\n".join(rows[3:])
    path.write_text("\n".join(HEAD) + f"\n\n{table}", encoding="utf-8")


def write_pipes(path: Path) -> None:
    rows = [" | ".join(cell.replace("\n", "") for cell in row) for row in [HEADINGS, *blanked()]]
    rule = "---|" * len(HEADINGS)
    path.write_text("\n".join([*HEAD, rows[0], rule, *rows[1:]]) + "\n", encoding="utf-8")


def write_dropped_pipes(path: Path) -> None:
    """As a web page turned to text prints it: merged cells gone, rows shifted and padded behind."""
    kept = [[cell.replace("\n", "") for cell in row[1:] if cell] for row in blanked()]
    rows = [[*row, *[""] * (5 - len(row))] for row in [HEADINGS[1:2] + HEADINGS[3:], *kept]]
    path.write_text("\n".join([*HEAD, *(" | ".join(row) + " |" for row in rows)]) + "\n", encoding="utf-8")


def write_tabs(path: Path) -> None:
    rows = ["\t".join(cell.replace("\n", "") for cell in row) for row in [HEADINGS, *blanked()]]
    path.write_text("\n".join([*HEAD, *rows]) + "\n", encoding="utf-8")


def write_csv(path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as stream:
        csv.writer(stream).writerows([*([line] for line in HEAD), HEADINGS, *blanked()])


def write_docx(path: Path) -> None:
    document = docx.Document()
    for line in HEAD:
        document.add_paragraph(line)
    table = document.add_table(rows=len(ROWS) + 1, cols=len(HEADINGS))
    for column, words in enumerate(HEADINGS):
        table.cell(0, column).text = words
    for n, row in enumerate(blanked(), start=1):
        for column, words in enumerate(row):
            table.cell(n, column).text = words
    for column in (1, 2):
        for first, last in spans(column):
            table.cell(first + 1, column).merge(table.cell(last + 1, column))
    document.save(str(path))


def write_tracked_docx(path: Path) -> None:
    """With every requirement inserted by a reviewer, and a word he deleted."""
    write_docx(path)
    document = docx.Document(str(path))
    for row in document.tables[0].rows[1:]:
        for run in [*row.cells[3].paragraphs[0].runs]:
            inserted, deleted = OxmlElement("w:ins"), OxmlElement("w:del")
            gone = OxmlElement("w:delText")
            gone.text = "作废"
            deleted.append(OxmlElement("w:r"))
            deleted[0].append(gone)
            run._r.addprevious(inserted)
            inserted.append(run._r)
            inserted.addnext(deleted)
    assert document.element.body.findall(f".//{qn('w:ins')}")
    document.save(str(path))


def write_xlsx(path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in [*([line] for line in HEAD), [], HEADINGS, *blanked()]:
        sheet.append(row)
    top = len(HEAD) + 3
    for column in (1, 2):
        for first, last in spans(column):
            sheet.merge_cells(
                start_row=top + first, end_row=top + last, start_column=column + 1, end_column=column + 1
            )
    book.save(path)


def write_plain_xls(path: Path) -> None:
    rows = [*([line] for line in HEAD), HEADINGS, *blanked()]
    write_xls(path, {"任务": [[float(cell) if cell.isdecimal() else cell for cell in row] for row in rows]})


def write_ods(path: Path) -> None:
    book = OpenDocumentSpreadsheet()
    sheet = Table(name="任务")
    for n, row in enumerate([*([line] for line in HEAD), HEADINGS, *ROWS], start=-len(HEAD) - 1):
        line = TableRow()
        for column, words in enumerate(row):
            run = next((run for run in spans(column) if run[0] == n), None) if column in {1, 2} else None
            if n >= 0 and column in {1, 2} and run is None:
                line.addElement(CoveredTableCell())
                continue
            height = {"numberrowsspanned": run[1] - run[0] + 1, "numbercolumnsspanned": 1} if run else {}
            cell = TableCell(valuetype="string", **height)
            for part in words.split("\n"):
                cell.addElement(P(text=part))
            line.addElement(cell)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    book.save(str(path))


def html_page() -> str:
    """With the page's own tables around, as government sites have them."""
    cells = ""
    for n, row in enumerate(ROWS):
        line = ""
        for column, words in enumerate(row):
            if is_first(n, column):
                height = next((last - first + 1 for first, last in spans(column) if first == n), 1)
                span = f' rowspan="{height}"' if column in {1, 2} else ""
                line += f"<td{span}>{'<br>'.join(map(html.escape, words.split(chr(10))))}</td>"
        cells += f"<tr>{line}</tr>\n"
    heads = "".join(f"<th>{words}</th>" for words in HEADINGS)
    lines = "".join(f"<p>&nbsp;{line}</p>" for line in HEAD)
    table = f"<table><thead><tr>{heads}</tr></thead><tbody>{cells}</tbody></table>"
    return (
        "<!DOCTYPE html><html><head><title>x</title><style>p{}</style></head><body><script>var a=1</script>"
        f"<table><tr><td>首页</td><td><div>{lines}{table}</div></td></tr></table></body></html>"
    )


def write_html(path: Path) -> None:
    path.write_bytes(html_page().replace("<head>", '<head><meta charset="gb2312">').encode("gb18030"))


def write_pdf(path: Path) -> None:
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("plan", fontName="STSong-Light", fontSize=10, leading=13, wordWrap="CJK")
    cells = [
        [Paragraph(cell.replace("\n", "<br/>"), style) for cell in row] for row in [HEADINGS, *blanked()]
    ]
    merged = [("SPAN", (c, first + 1), (c, last + 1)) for c in (1, 2) for first, last in spans(c)]
    table = PdfTable(cells, colWidths=[30, 60, 60, 120, 100, 110], repeatRows=1)
    table.setStyle([("GRID", (0, 0), (-1, -1), 0.5, colors.black), *merged])
    document = SimpleDocTemplate(str(path), invariant=1)
    document.build([*(Paragraph(line, style) for line in HEAD), Spacer(1, 10), table])


WRITERS: dict[str, Callable[[Path], None]] = {
    "lines.txt": write_lines,
    "pipes.txt": write_pipes,
    "tabs.txt": write_tabs,
    "table.csv": write_csv,
    "plan.docx": write_docx,
    "tracked.docx": write_tracked_docx,
    "plan.xlsx": write_xlsx,
    "plan.xls": write_plain_xls,
    "plan.ods": write_ods,
    "plan.html": write_html,
    "plan.pdf": write_pdf,
}
