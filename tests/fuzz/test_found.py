"""What hostile input once broke, each with the input that broke it."""

from __future__ import annotations

import io
import json
import time
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from asking_server import CALLBACKS, bodies_of, filled, shell
from flask.testing import FlaskClient
from plan_writers import HEADINGS, write_html, write_plain_xls
from reading_helpers import CHECK_HEADINGS, HEAD, check_line, check_row, refusal
from storing import CHECKS, facts
from target import SLOWEST
from workbook_writers import write_ods, write_xls

import data.integrity
from dashboard.access.gate import ASKING_HEADER
from dashboard.server import Application, create_app
from data.errors import InputRefused
from data.files.reading import read_files
from data.layout import Layout
from data.plan.document import read_plan
from data.release import Writer

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def plan_refusal(path: Path) -> str:
    with pytest.raises(InputRefused) as refused:
        read_plan(path, 2024)
    return str(refused.value)


# Files


def spoilt_sectors(path: Path, at: int, value: bytes) -> Path:
    """An old workbook with other bytes in the header of its compound file."""
    content = bytearray(path.read_bytes())
    content[at : at + len(value)] = value
    path.write_bytes(content)
    return path


@pytest.mark.parametrize(
    ("at", "value"),
    [
        (30, b"\0\0"),  # sectors of one byte
        (30, b"\xff\xff"),  # of more bytes than there are atoms
        (80, b"\0\0\0\0" * 108),  # the same table of sectors over and over: gigabytes of memory
    ],
)
def test_an_old_workbook_with_impossible_sectors_is_refused(tmp_path: Path, at: int, value: bytes) -> None:
    sheet = write_xls(tmp_path / "抽测.xls", {"表": [CHECK_HEADINGS, check_row(1)]})
    (problem,) = refusal(spoilt_sectors(sheet, at, value))
    assert "已损坏" in problem.problem
    write_plain_xls(tmp_path / "方案.xls")
    assert "已损坏" in plan_refusal(spoilt_sectors(tmp_path / "方案.xls", at, value))


def test_a_package_whose_parts_cannot_be_unpacked_is_refused(tmp_path: Path) -> None:
    path = write_ods(tmp_path / "抽测.ods", {"表": [CHECK_HEADINGS, check_row(1)]})
    with zipfile.ZipFile(path) as package:
        parts = [package.getinfo(name) for name in ("mimetype", "META-INF/manifest.xml")]
    content = bytearray(path.read_bytes())
    for part in parts:
        start = part.header_offset + 30 + len(part.filename)
        content[start : start + part.compress_size] = b"\xff" * part.compress_size
    path.write_bytes(content)
    (problem,) = refusal(path)
    assert "已损坏" in problem.problem
    assert "已损坏" in plan_refusal(path)


def test_a_name_longer_than_any_file_has_is_no_file(tmp_path: Path) -> None:
    (problem,) = refusal(tmp_path / f"{'长' * 200}.csv")
    assert problem.problem == "找不到这个文件"


def test_a_file_name_that_is_no_text_is_refused_by_name(cli: Callable[..., Any]) -> None:
    answer = cli("import", "\udcb3\udce9.csv")
    assert answer.code == 2
    assert "“??.csv”不是 UTF-8 文字，请把文件改名后再试" in answer.err


def test_a_million_columns_are_said_to_be_too_many(tmp_path: Path) -> None:
    for name, headings in {"a": HEAD, "b": ",".join(["x"] * 1000)}.items():
        path = tmp_path / f"{name}.csv"
        path.write_text(f"{headings}{',x' * 1_000_000}\n{check_line(1)}\n", encoding="utf-8")
        (problem,) = refusal(path)
        assert problem.problem == "表格超过1000列"


def test_a_cell_of_ten_million_bytes_is_said_to_be_too_long(tmp_path: Path) -> None:
    path = tmp_path / "抽测.csv"
    path.write_text(
        f'{HEAD},备注\n{check_line(1)},"{"长" * 1_000_000}\n{"长" * 1_000_000}"\n', encoding="utf-8"
    )
    (problem,) = refusal(path)
    assert "单元格太长" in problem.problem


def entities(body: str) -> str:
    """An entity that stands for a thousand million letters."""
    names = "abcdefghij"
    inner = "".join(f'<!ENTITY {name} "{10 * f"&{before};"}">' for before, name in pairwise(names))
    return f'<!DOCTYPE x [<!ENTITY a "{"x" * 10}">{inner}]>{body}'


def with_parts(path: Path, **parts: str) -> Path:
    """A new workbook with other content in its `sheet` and its shared `strings`."""
    places = {"sheet": "xl/worksheets/sheet1.xml", "strings": "xl/sharedStrings.xml"}
    put = {places[name]: content for name, content in parts.items()}
    sound = io.BytesIO()
    openpyxl.Workbook().save(sound)
    with zipfile.ZipFile(sound) as book, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name in book.namelist():
            package.writestr(name, put.get(name) or book.read(name))
    return path


def worksheet(rows: str) -> str:
    return f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'


_ONE_CELL = '<c t="s"><v>0</v></c>'
_OPEN_CELL = '<c r="A1" t="e">'
_ONE_TEXT = "".join(f'<row r="{row}">{_ONE_CELL * 10}</row>' for row in range(1, 10_000))


@pytest.mark.parametrize(
    ("sheet", "strings"),
    [
        (entities(worksheet('<row r="1"><c r="A1"><v>&j;</v></c></row>')), ""),
        (worksheet("<a>" * 300_000 + "</a>" * 300_000), ""),
        (worksheet(f'<row r="1">{_OPEN_CELL * 100_000}</row>'), ""),
        (worksheet(_ONE_TEXT), f'<sst xmlns="{_MAIN}"><si><t>{"长" * 1_000_000}</t></si></sst>'),
    ],
    ids=["entities", "nesting", "cells without end", "one text in all cells"],
)
def test_a_bomb_of_xml_is_refused_in_seconds(tmp_path: Path, sheet: str, strings: str) -> None:
    began = time.monotonic()
    assert refusal(with_parts(tmp_path / "抽测.xlsx", sheet=sheet, strings=strings))
    assert time.monotonic() - began < SLOWEST


def test_more_problems_than_anybody_mends_are_refused_whole(
    store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data.integrity, "MOST_PROBLEMS", 20)
    before = Layout(store).current_id()
    lines = [f"N{n},无此单位,2023-05-10,S1,5,10" for n in range(30)]
    for accept_valid in (False, True):
        batch = facts(
            tmp_path, "many", CHECKS, "N99,U00,2023-05-10,S1,5,10", *lines, accept_valid=accept_valid
        )
        with pytest.raises(InputRefused) as refused:
            Writer(store).submit(batch)
        assert len(refused.value.problems) == 20 + 1
        assert refused.value.problems[0].problem == "错误超过20处，只列出前面的，全部没有存入"
    assert Layout(store).current_id() == before


# Plans


def test_a_plan_longer_than_any_is_refused_in_seconds(tmp_path: Path) -> None:
    path, page = tmp_path / "方案.txt", tmp_path / "方案.html"
    path.write_text("年底前各镇完成。\n" * 100_000, encoding="utf-8")
    write_html(page)
    page.write_bytes(page.read_bytes().replace(b"</body>", b"<p>year</p>" * 60_000 + b"</body>"))
    for each in (path, page):
        began = time.monotonic()
        assert "文字超过200000字" in plan_refusal(each)
        assert time.monotonic() - began < SLOWEST


def test_a_plan_with_a_table_of_a_thousand_million_cells_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "方案.csv"
    path.write_text(",".join(HEADINGS) + "\n" + "x," * 50_000 + "\n" + "1,2\n" * 20_000, encoding="utf-8")
    assert "有一张表超过1000000格" in plan_refusal(path)


@pytest.mark.parametrize("content", [b"\xef", b"\xef\xbb"])
def test_the_beginning_of_a_byte_order_mark_is_no_table(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "抽测.csv"
    path.write_bytes(content)
    with pytest.raises(InputRefused):
        read_files([path])


# Requests


@pytest.fixture(scope="module")
def app(golden_store: Path) -> Application:
    return create_app(golden_store)


@pytest.fixture(scope="module")
def client(app: Application) -> FlaskClient:
    return app.server.test_client()


def test_a_number_of_more_digits_than_python_reads_is_said_to_be_none(
    app: Application, client: FlaskClient
) -> None:
    bodies = bodies_of(app)
    body = filled(bodies[shell(bodies)], pathname="/overdue", search=f"?within={'9' * 5000}")
    answer = client.post(CALLBACKS, json=body)
    assert answer.get_json()["response"]["shell-view"]["data"]["within"] == 3


@pytest.mark.parametrize("body", ["[" * 100_000, '{"output":' * 5000, '{"output": "\\ud800"}'])
@pytest.mark.parametrize("path", [CALLBACKS, "/exports/jobs"])
def test_what_python_cannot_follow_is_no_json(client: FlaskClient, path: str, body: str) -> None:
    headers = {ASKING_HEADER: "page"}
    answer = client.post(path, data=body, headers=headers, content_type="application/json")
    assert answer.status_code == 400


def test_a_search_with_half_a_character_is_refused(app: Application, client: FlaskClient) -> None:
    bodies = bodies_of(app)
    body = filled(bodies[shell(bodies)], pathname="/", search="?component=\ude07")
    answer = client.post(CALLBACKS, data=json.dumps(body), content_type="application/json")
    assert answer.status_code == 400
    whole = filled(bodies[shell(bodies)], pathname="/", search="?component=😀")
    assert client.post(CALLBACKS, data=json.dumps(whole), content_type="application/json").status_code == 200


@pytest.mark.parametrize("outputs", [None, []])
def test_a_callback_that_names_no_place_is_refused(
    app: Application, client: FlaskClient, outputs: object
) -> None:
    body = filled(bodies_of(app)["unit-card.children"], data={}) | {"outputs": outputs}
    assert client.post(CALLBACKS, json=body).status_code == 400


def test_a_script_of_no_library_is_not_found(client: FlaskClient) -> None:
    for path in ("nothing/of.js", "dash/%00", "dash/nothing.js"):
        assert client.get(f"/_dash-component-suites/{path}").status_code == 404
