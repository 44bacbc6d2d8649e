"""CSV files: encoding, delimiter and rows, numbered as WPS shows them.

A regular file of a million rows goes through DuckDB's own reader. Where that reader cannot number the rows
rightly (blank lines, line breaks inside cells, short rows, mixed line ends) Python's reader takes over, a few
times slower.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import duckdb

from data.errors import InputRefused, Problem
from data.files.cells import MAX_CELL, MAX_COLUMNS, PlainLines
from data.files.headings import HEAD_ROWS, NearMiss, Recognised, recognise
from data.files.rows import BLANKS, RowFile
from data.files.survey import Survey, survey_rows

DELIMITERS = (",", ";", "\t")

_CHUNK = 1 << 18  # stays in the processor's cache while it is hashed, decoded and counted
_MAX_LINE = 4 << 20  # bytes of one line; a table row is never near it
_MAX_PROBLEMS = 50
_SURELY_UTF8 = 20  # bytes beyond ASCII read as UTF-8 without a fault: about ten Chinese characters
_UTF8 = "utf-8"
_ODD = (*(sign.encode() for sign in BLANKS if sign not in "\r\n"), b"\xef\xbc", b"\xef\xbd")
_SAVE_AS = "请在 WPS 中另存为“CSV UTF-8”或 .xlsx 后再导入"


@dataclass(frozen=True)
class CsvText:
    """A CSV file copied as UTF-8 without BOM. `lines` counts its lines; None when line ends are mixed.

    `is_clean`: it holds no blank of any width and no full-width sign at all, so no cell has one to be taken away.
    """

    file: str
    path: Path
    sha256: str
    lines: int | None
    is_clean: bool


@dataclass(frozen=True)
class CsvHead:
    """The first records of a CSV file under the delimiter that explains its headings best."""

    delimiter: str
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]  # the physical line on which each record ends
    found: Recognised | NearMiss | None


def copy_text(source: Path, file: str, target: Path) -> CsvText:
    """Copies a UTF-8 or GB18030 file to `target` as UTF-8; refuses anything that is not text."""
    for encoding in (_UTF8, "gb18030"):
        try:
            return _transcode(source, file, target, encoding)
        except UnicodeDecodeError:
            continue
    raise _refused(file, "文件编码既不是 UTF-8 也不是 GB18030，无法读取文字", _SAVE_AS)


def _transcode(source: Path, file: str, target: Path, encoding: str) -> CsvText:
    """One pass; line ends are counted in the bytes, in either encoding no other character contains theirs."""
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    digest = hashlib.sha256()
    feeds = pairs = returns = run = wide = 0
    last, end, is_clean = b"", b"", True
    with source.open("rb") as stream, target.open("wb") as out:
        while True:
            chunk = stream.read(_CHUNK)
            digest.update(chunk)
            data = _without_mark(chunk, last) if encoding == _UTF8 else chunk
            if b"\0" in chunk:
                raise _refused(file, "文件里有空字符，不是文本文件", _SAVE_AS)
            try:
                text = decoder.decode(data, final=not chunk)
            except UnicodeDecodeError as error:
                _refuse_damaged(file, error, wide, feeds)
                raise
            feeds += chunk.count(b"\n")
            returns += chunk.count(b"\r")
            pairs += (chunk.count(b"\r\n") if returns else 0) + (last == b"\r" and chunk[:1] == b"\n")
            run = run + len(chunk) if _no_line_end(chunk) else 0
            if run > _MAX_LINE:
                raise _refused(
                    file, "文件里有一行长得不像表格（超过 4 MB）", "请检查文件是否损坏、引号是否成对"
                )
            if encoding != _UTF8:
                data = text.encode()
            wide += len(data) - len(text)
            out.write(data)
            is_clean = is_clean and not _holds_odd(end + data)
            end = data[-2:]  # a sign may lie across two chunks
            if not chunk:
                break
            last = chunk[-1:]
    is_regular = returns in (0, pairs)
    lines = feeds + (last not in (b"", b"\n"))
    return CsvText(file, target, digest.hexdigest(), lines if is_regular else None, is_clean)


def _holds_odd(data: bytes) -> bool:
    """Whether UTF-8 text holds a blank or a full-width sign; to look for one byte first is twenty times quicker."""
    return any(sign[:1] in data and sign in data for sign in _ODD)


def _without_mark(chunk: bytes, last: bytes) -> bytes:
    """A chunk as it is, the first one (nothing was `last` before it) without a byte order mark."""
    return chunk if last else chunk.removeprefix(codecs.BOM_UTF8)


def _refuse_damaged(file: str, error: UnicodeDecodeError, wide: int, feeds: int) -> None:
    """Text that was UTF-8 for a good while before it broke is damaged UTF-8, not GB18030."""
    if error.encoding != "utf-8":
        return
    good = error.object[: error.start]
    wide += len(good) - len(good.decode())
    if wide >= _SURELY_UTF8:
        line = feeds + good.count(b"\n") + 1
        raise _refused(file, f"第{line}行有损坏的字符，文件可能没有保存完整", _SAVE_AS) from None


def _no_line_end(chunk: bytes) -> bool:
    return b"\n" not in chunk and b"\r" not in chunk


def read_head(text: CsvText) -> CsvHead:
    """The first records and what they say, under the best of the three delimiters."""
    heads, errors = [], []
    for delimiter in DELIMITERS:
        try:
            heads.append(_head(text, delimiter))
        except csv.Error:
            errors.append(delimiter)
    best = max(heads, key=_readability, default=None)
    if best is not None and any(len(row) > MAX_COLUMNS for row in best.rows):
        raise _refused(text.file, f"表格超过{MAX_COLUMNS}列", "请删除多余的列后再导入")
    if best is None or (errors and best.found is None):
        problem = "引号不成对，或有单元格太长，表格读不出来"
        raise _refused(text.file, problem, "请检查英文双引号：成对使用，或改成中文引号；过长的文字请缩短")
    return best


def _head(text: CsvText, delimiter: str) -> CsvHead:
    rows, lines = [], []
    with text.path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter, strict=True, skipinitialspace=True)
        for row in islice(reader, HEAD_ROWS):
            rows.append(tuple(row))
            lines.append(reader.line_num)
    narrow = [row[: MAX_COLUMNS + 1] for row in rows]
    return CsvHead(delimiter, tuple(narrow), tuple(lines), recognise(narrow))


def _readability(head: CsvHead) -> tuple[int, int]:
    """Recognised before nearly recognised before nothing, then the delimiter that cuts more cells."""
    rank = 2 if isinstance(head.found, Recognised) else int(head.found is not None)
    return rank, sum(map(len, head.rows))


def find_rows(
    conn: duckdb.DuckDBPyConnection, text: CsvText, head: CsvHead, found: Recognised, headings: Sequence[str]
) -> tuple[RowFile, Survey]:
    """The records below the headings, as many cells wide as `headings`, and a survey of them.

    Row numbers count records from 1, blank ones too, as WPS does. Refuses rows with more cells than headings,
    overlong cells and unpaired quotes.
    """
    rows, survey = _as_it_lies(conn, text, head, found, headings) or _renumbered(
        conn, text, head, found, headings
    )
    if survey.longest > MAX_CELL:
        _refuse_long_cells(conn, text.file, rows)
    return rows, survey


def _as_it_lies(
    conn: duckdb.DuckDBPyConnection, text: CsvText, head: CsvHead, found: Recognised, headings: Sequence[str]
) -> tuple[RowFile, Survey] | None:
    """DuckDB's reader, kept only if it met exactly one row a line: then its rows number themselves."""
    skip = head.lines[found.header_row]
    if text.lines is None or skip != found.header_row + 1:
        return None
    rows = RowFile(text.path, len(headings), head.delimiter, f"skip={skip}", first=skip + 1)
    try:
        survey = survey_rows(conn, rows, found, headings, is_clean=text.is_clean)
    except duckdb.Error:
        return None  # irregular: Python's reader finds out what is wrong, or that nothing is
    return (rows, survey) if survey.count == text.lines - skip else None


def _renumbered(
    conn: duckdb.DuckDBPyConnection, text: CsvText, head: CsvHead, found: Recognised, headings: Sequence[str]
) -> tuple[RowFile, Survey]:
    """The records as Python's reader meets them, in a file of our own with their numbers."""
    own = text.path.with_suffix(".rows.csv")
    _renumber(text, head.delimiter, found.header_row, len(headings), own)
    text.path.unlink()
    rows = RowFile(own, len(headings))
    return rows, survey_rows(conn, rows, found, headings)


def _records(text: CsvText, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Record number from 1 and cells; a quoting error is refused with the line it shows in."""
    with text.path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, delimiter=delimiter, strict=True, skipinitialspace=True)
        try:
            yield from enumerate(reader, start=1)
        except csv.Error:
            words = f"第{reader.line_num}行附近的英文双引号不成对，或单元格太长"
            raise _refused(text.file, words, "请检查这一行的引号：成对使用，或改成中文引号") from None


def _renumber(text: CsvText, delimiter: str, header: int, width: int, out: Path) -> None:
    """Rewrites the records below the headings with their numbers, short ones padded."""
    problems: list[Problem] = []
    with out.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(PlainLines(stream))
        for number, cells in _records(text, delimiter):
            if number <= header + 1 or not any(cells):
                continue
            if any(map(str.strip, cells[width:])):
                problems.append(_ragged(text.file, number, len(cells), width))
                if len(problems) == _MAX_PROBLEMS:
                    break
            writer.writerow([number, *cells[:width], *[""] * (width - len(cells))])
    if problems:
        raise InputRefused(problems)


def _ragged(file: str, row: int, cells: int, width: int) -> Problem:
    words = f"这一行有{cells}格，表头只有{width}格，多出的内容没有对应的列"
    action = "请检查这一行是否多了分隔符；单元格里有逗号时整格要用英文双引号括起来"
    return Problem(file, None, row, None, None, words, action)


def _refuse_long_cells(conn: duckdb.DuckDBPyConnection, file: str, rows: RowFile) -> None:
    longest = f"greatest({', '.join(f'coalesce(length(c{at}), 0)' for at in range(rows.width))}, 0)"
    found = conn.execute(
        f"select row_no from {rows.sql} where {longest} > {MAX_CELL} order by row_no limit {_MAX_PROBLEMS}"
    ).fetchall()
    if found:
        words = f"有单元格的文字超过{MAX_CELL}个字"
        action = "请缩短内容，长材料请另附文件；如果是引号不成对，请改正"
        raise InputRefused([Problem(file, None, row, None, None, words, action) for (row,) in found])


def _refused(file: str, problem: str, action: str) -> InputRefused:
    return InputRefused([Problem(file, None, None, None, None, problem, action)])
