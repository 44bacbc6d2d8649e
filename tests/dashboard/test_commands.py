"""What all commands share: help, exit codes, the store they name, what a real process does."""

from __future__ import annotations

import argparse
import json
import os
import re
import resource
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from dashboard.__main__ import _parser
from data.checkup import check_store

ROOT = Path(__file__).parent.parent.parent
READING = [
    ("score",),
    ("explain", "U00"),
    ("overdue",),
    ("batches",),
    ("releases",),
    ("check",),
    ("undo", "1"),
    ("rollback", "000001-aaaaaa"),
    ("backup", "b.zip"),
    ("round", "list"),
    ("round", "show", "年中"),
    ("round", "close", "年中"),
]


def every_command(parser: argparse.ArgumentParser, path: tuple[str, ...] = ()):
    """(words, parser) of each command and subcommand."""
    yield path, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, child in action.choices.items():
                yield from every_command(child, (*path, name))


COMMANDS = dict(every_command(_parser()))


def run(*words: object, timeout: float = 60, **more: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    command = [sys.executable, "-m", "dashboard", *map(str, words)]
    return subprocess.run(
        command,
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=timeout,
        check=False,
        **more,
    )


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_helps(command, cli):
    answer = cli(*command, "--help")
    assert answer.code == 0
    assert answer.out.startswith("用法：python -m dashboard")
    foreign = re.findall("usage|arguments|options|show this|default", answer.out)
    assert foreign == []


def test_the_promised_commands_are_there():
    promised = "demo import plan scheme score explain overdue batches undo releases rollback backup restore check serve"
    assert {(word,) for word in promised.split()} <= COMMANDS.keys()
    assert {("round", "close"), ("round", "list"), ("round", "show")} <= COMMANDS.keys()
    assert {("calendar", "show"), ("calendar", "import"), ("calendar", "export")} <= COMMANDS.keys()


def test_every_command_names_its_store():
    for command, parser in COMMANDS.items():
        is_leaf = not any(isinstance(action, argparse._SubParsersAction) for action in parser._actions)
        options = {option for action in parser._actions for option in action.option_strings}
        assert not is_leaf or "--store" in options, command


@pytest.mark.parametrize("command", READING, ids=" ".join)
def test_an_unknown_store_is_said_and_not_made(command, tmp_path, cli):
    answer = cli(*command, "--store", tmp_path / "none")
    assert answer.code == 2
    assert (
        answer.err
        == f"“{tmp_path / 'none'}”中还没有数据。请先导入文件，或运行 python -m dashboard demo 建立演示库\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("nonsense",),
        ("import",),
        ("score", "--as-of", "2023-13-01"),
        ("score", "--format", "xml"),
        ("undo", "first"),
        ("overdue", "--due-within", "-1"),
        ("score", "--year", "2031"),
        ("explain", "无此单位"),
        ("round", "show", "无此轮次"),
        ("undo", "99"),
        ("rollback", "000099-ffffff"),
    ],
    ids=" ".join,
)
def test_wrong_usage_is_exit_2(words, golden_store, cli, monkeypatch):
    monkeypatch.setenv("OPENNESS_STORE", str(golden_store))
    answer = cli(*words)
    assert answer.code == 2
    assert answer.err
    assert answer.out == ""


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("import",), "缺少 文件"),
        (("undo", "first"), "批次 “first”不是整数"),
        (("score", "--colour"), "不认识 --colour"),
        (("score", "--as-of"), "--as-of 后面要写一个值"),
        (("score", "--as-of", "2023-13-01"), "--as-of “2023-13-01”不是日期，请写成 2026-06-30"),
        (("score", "--format", "xml"), "--format 没有“xml”这一项，可选：table, csv, json"),
    ],
    ids=str,
)
def test_a_command_written_wrongly_is_explained_in_chinese(cli, words, told):
    answer = cli(*words)
    assert answer.code == 2
    assert answer.err.startswith("用法：python -m dashboard")
    assert answer.err.endswith(f"命令写法有误：{told}\n")


def test_the_store_of_the_environment_is_used(golden_store, cli, monkeypatch):
    monkeypatch.setenv("OPENNESS_STORE", str(golden_store))
    assert cli("batches").out == cli("batches", "--store", golden_store).out != ""


def test_ctrl_c_is_said_and_no_traceback(golden_store, cli, monkeypatch):
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dashboard.commands.scores.score_answer", interrupt)
    answer = cli("score", "--format", "json", "--store", golden_store)
    assert (answer.code, answer.err) == (130, "已中断，未完成的部分没有存入\n")


def test_a_damaged_release_is_said_and_no_traceback(store, cli):
    (path,) = (store / "releases").glob("000002-*")
    path.write_bytes(path.read_bytes()[:5000])
    for command in (("score",), ("overdue",), ("batches",), ("undo", "3"), ("import", __file__)):
        answer = cli(*command, "--store", store)
        assert answer.code in (1, 3)
        assert "Traceback" not in answer.err
        assert answer.err


def test_a_target_that_cannot_be_written_is_said(store, cli, tmp_path):
    answer = cli("backup", tmp_path / "no" / "folder" / "b.zip", "--store", store)
    assert answer.code == 1
    assert answer.err.startswith("文件读写失败")
    exported = cli("calendar", "export", tmp_path / "no" / "folder" / "c.csv", "--store", store)
    assert (exported.code, exported.err[:6]) == (1, "文件读写失败")


def test_a_real_process_answers_with_the_same_codes(store, tmp_path):
    scored = run("score", "--as-of", "2023-12-31", "--format", "json", "--store", store)
    assert (scored.returncode, len(json.loads(scored.stdout)), scored.stderr) == (0, 10, "")
    assert run("score", "--store", tmp_path / "none").returncode == 2
    bad = tmp_path / "a.csv"
    bad.write_text("抽测编号,单位,抽测日期,得分,满分\nN1,无此单位,2023-05-10,1,2\n", encoding="utf-8")
    refused = run("import", bad, "--store", store)
    assert refused.returncode == 3
    assert "a.csv 第2行 “单位”列，值为“无此单位”" in refused.stderr
    assert "\r" not in refused.stderr  # no progress bar where there is no terminal


def test_a_cell_in_the_last_corner_is_refused_within_seconds(store, tmp_path):
    path = tmp_path / "角落.xlsx"
    sheet = (
        '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row></sheetData></worksheet>'
    )
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    packages = "http://schemas.openxmlformats.org/package/2006"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{packages}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override '
        'PartName="/xl/worksheets/sheet1.xml" ContentType='
        '"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" '
        f'Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": '<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        f'xmlns:r="{relations}"><sheets><sheet name="角落" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{packages}/relationships"><Relationship Id="r1" '
        f'Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": sheet,
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, text)
    assert path.stat().st_size < 2000
    began = time.monotonic()
    answer = run("import", path, "--store", store)
    assert time.monotonic() - began < 15
    assert answer.returncode == 3
    assert "工作表有16384列，超出限度（1000列）" in answer.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are a POSIX matter")
def test_a_disk_that_is_full_is_said_in_chinese_and_the_store_stays_whole(store, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("抽测编号,单位,抽测日期,指标,得分,满分\nN1,U00,2023-05-10,S1,1,2\n", encoding="utf-8")

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))

    answer = run(
        "import", path, "--store", store, preexec_fn=limit, env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    )
    assert answer.returncode == 1
    assert "写入失败，本次没有存入任何内容" in answer.stderr
    assert "Traceback" not in answer.stderr
    assert all(finding.is_good for finding in check_store(store))
    assert "已存入第4批" in run("import", path, "--store", store).stdout
