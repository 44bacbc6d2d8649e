"""The notice by which the demo district issued its plan: the tasks as a table, and the duties that stand around it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from pathlib import Path

from data.demo.rows import Row
from data.demo.tasks import ISSUED_ON, task_rows
from data.demo.units import DISTRICT, LABEL

_COLUMNS = {
    "task_no": "序号",
    "category": "工作任务",
    "subcategory": "二级任务",
    "requirement": "工作要求",
    "responsible": "责任单位",
    "deadline": "时限要求",
}
_BEFORE = (
    "各镇街，区直各部门、各事业单位：",
    "现将《{year}年{district}政务公开工作方案》印发给你们，请结合实际抓好落实。",
)
_AFTER = (
    "二、工作要求",
    "（一）建立台账。各镇街、各区直部门、各事业单位于7月31日前将工作台账报送区政府办公室备查。",
    "（二）加强培训。区政府办公室于9月30日前举办全区政务公开业务培训。",
    "（三）听取汇报。各镇街、各区直部门每年至少召开2次专题会议研究政务公开工作。",
    "（四）总结报送。各镇街、各区直部门、各事业单位于11月30日前将工作落实情况书面报送区政府办公室。",
)


def write_plan(folder: Path, year: int) -> Path:
    """Write the notice of a year as a web page, always the same bytes; returns the file."""
    issued_on = ISSUED_ON[year]
    table = [_line(_COLUMNS.values(), "th"), *(_line(_cells(row), "td") for row in task_rows(year))]
    parts = [
        f"<h1>{DISTRICT}人民政府办公室关于印发{year}年政务公开工作方案的通知</h1>",
        f"<p>{LABEL}：单位、人员和事项均为虚构</p>",
        f"<p>云政办发〔{year}〕8号</p>",
        *(f"<p>{words.format(year=year, district=DISTRICT)}</p>" for words in _BEFORE),
        "<p>一、重点任务</p>",
        f"<table>{''.join(table)}</table>",
        *(f"<p>{words}</p>" for words in _AFTER),
        f"<p>{DISTRICT}人民政府办公室</p>",
        f"<p>{issued_on.year}年{issued_on.month}月{issued_on.day}日</p>",
    ]
    path = folder / f"00-{year}年政务公开工作方案（{LABEL}）.html"
    page = f'<!DOCTYPE html><html lang="zh-CN"><meta charset="utf-8"><body>{"".join(parts)}</body></html>'
    path.write_text(page, encoding="utf-8")
    return path


def _cells(row: Row) -> list[object]:
    return [row[column] for column in _COLUMNS]


def _line(cells: Iterable[object], tag: str) -> str:
    words = "".join(f"<{tag}>{escape(str(cell or ''))}</{tag}>" for cell in cells)
    return f"<tr>{words}</tr>"
