"""Small vocabulary of the reader tests: write a file, read it, look at the stored rows."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from data.errors import InputRefused, Problem
from data.files.kinds import KINDS, create_table_sql
from data.files.reading import ReadResult, read_files
from data.files.sheet import Sheet

CHECK_HEADINGS = ["抽测编号", "单位", "抽测日期", "得分", "满分"]
HEAD = ",".join(CHECK_HEADINGS)


def check_row(number: int) -> list[object]:
    """A spot check that fills CHECK_HEADINGS."""
    return [f"C{number}", "甲镇", "2023-07-21", "1", "2"]


def check_line(number: int) -> str:
    """The same as a line of CSV under HEAD."""
    return ",".join(map(str, check_row(number)))


def write_text(path: Path, text: str, encoding: str = "utf-8") -> Path:
    """The text as it stands, line ends included."""
    path.write_bytes(text.encode(encoding))
    return path


def check_file(tmp_path: Path, *lines: str, encoding: str = "utf-8") -> Path:
    """A CSV file of spot checks with these lines."""
    return write_text(tmp_path / "抽测.csv", "\n".join(lines) + "\n", encoding)


def stored(sheet: Sheet, *fields: str) -> list[tuple[object, ...]]:
    """What `insert_into` puts into the raw table: row number and the fields, by row number."""
    names = "".join(f', "{field}"' for field in fields)
    with duckdb.connect() as conn:
        conn.execute("create schema raw")
        conn.execute(create_table_sql(KINDS[sheet.kind.name], "raw"))
        inserted = sheet.insert_into(conn, f'raw."{sheet.kind.name}"', batch_id=7, file_no=3)
        rows = conn.execute(f'select row_no{names} from raw."{sheet.kind.name}" order by row_no').fetchall()
    assert inserted == sheet.row_count == len(rows)
    return rows


def read_one(path: Path) -> Sheet:
    """The only sheet of a file."""
    (sheet,) = read_files([path]).sheets
    return sheet


def read_all(*paths: Path) -> ReadResult:
    return read_files(paths)


def refusal(*paths: Path) -> list[Problem]:
    """The problems for which these files are refused."""
    with pytest.raises(InputRefused) as refused:
        read_files(paths)
    for problem in refused.value.problems:
        assert problem.action, "every problem says what to do"
    return refused.value.problems
