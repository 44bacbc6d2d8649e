"""Workbooks (XLSX, XLS, ODS): looked at from outside, then read by a child process under limits."""

from __future__ import annotations

import json
import lzma
import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from data.errors import InputRefused, Problem
from data.files.limits import DEFAULT_LIMITS, Ending, Limits, run_limited
from data.files.xls_cells import SIGNATURE, CompoundFile
from data.files.xlsx_cells import Bad

_ROOT = Path(__file__).resolve().parents[2]
_CHILD = "data.files.workbook_child"

_MAX_ENTRIES = 10_000  # parts of a package; a workbook has dozens
_MAX_UNPACKED = 1 << 30  # a sheet of a million rows unpacks to about 700 MB
_MAX_RATIO = 200  # real sheets pack about 1:10, up to 1:60 when every row is alike
_RATIO_FROM = 64 << 20  # small files may pack as well as they like

_RESAVE = "请用 WPS 打开并另存为 .xlsx 后再导入；打不开时请向报送单位重新要一份"
DISK_PROBLEM = ("临时文件夹所在的磁盘已满", "请清理磁盘后重试")
_SHRINK = "请删除表格以外远处的单元格和多余的工作表，或拆成几个文件，或另存为 CSV 后再导入"

BROKEN_PACKAGE = (
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error),
    *(NotImplementedError, EOFError, OSError, RuntimeError, ValueError),
)
"""What Python's reader of packages raises for damaged ones."""
_MOST_READ = 1 << 20  # bytes of a part that are looked at before the child is started


@dataclass(frozen=True)
class Grid:
    """A worksheet as the child wrote it.

    `head` is the first rows from row 1; `bad` the cells without a value, `long` those with too much text.
    """

    name: str
    csv: Path
    width: int
    rows: int
    head: tuple[tuple[str, ...], ...]
    bad: tuple[Bad, ...]
    long: tuple[Bad, ...]


def read_workbook(path: Path, file: str, folder: Path, limits: Limits = DEFAULT_LIMITS) -> list[Grid]:
    """Every worksheet of a workbook, hidden ones too, written into `folder`.

    Raises InputRefused for what is no workbook, protected, damaged, a zip bomb, or beyond `limits`.
    """
    _look(path, file)
    folder.mkdir()
    ending = run_limited(_CHILD, [str(path.resolve()), str(folder.resolve())], _ROOT, limits)
    if ending != "done":
        raise _refused(file, *_why(ending), sheet=_last_sheet(folder))
    book = json.loads((folder / "book.json").read_text(encoding="utf-8"))
    if book.get("failure") == "password":
        raise _protected(file)
    return [_grid(sheet, folder) for sheet in book["sheets"]]


def _grid(sheet: dict[str, Any], folder: Path) -> Grid:
    head = tuple(tuple(row) for row in sheet["head"])
    bad, long = (tuple((row, column, words) for row, column, words in sheet[key]) for key in ("bad", "long"))
    return Grid(sheet["name"], folder / sheet["csv"], sheet["width"], sheet["rows"], head, bad, long)


def _why(ending: Ending) -> tuple[str, str]:
    return {
        "memory": ("工作表大得超出限度，已停止读取", _SHRINK),
        "time": ("读取时间过长，已停止", _SHRINK),
        "disk": DISK_PROBLEM,
    }.get(ending, ("工作簿已损坏，无法读取", _RESAVE))


def _last_sheet(folder: Path) -> str | None:
    mark = folder / "sheet.txt"
    return mark.read_text(encoding="utf-8") or None if mark.exists() else None


def _look(path: Path, file: str) -> None:
    """Refuses by signature and table of contents, before anything is unpacked."""
    with path.open("rb") as stream:
        start = stream.read(512)
    if start.startswith(SIGNATURE):
        _look_at_compound(path.read_bytes(), file)
    elif start.startswith(b"PK"):
        _look_at_package(path, file)
    elif b"<html" in start.lower() or b"<table" in start.lower() or b"<?xml" in start:
        raise _refused(
            file, "这是网页或 XML 格式的表格，只是改了扩展名", "请用 WPS 打开，另存为 .xlsx 后再导入"
        )
    else:
        raise _refused(file, "这不是 Excel 或 ODS 工作簿，或者已损坏", _RESAVE)


def _look_at_compound(data: bytes, file: str) -> None:
    try:
        names = CompoundFile(data).names
    except (ValueError, struct.error) as error:
        raise _refused(file, "工作簿已损坏，无法读取", _RESAVE) from error
    if "EncryptedPackage" in names:
        raise _protected(file)
    if not names & {"Workbook", "Book"}:
        raise _refused(file, "这不是表格，可能是文字文档改了扩展名", _RESAVE)


def _look_at_package(path: Path, file: str) -> None:
    try:
        with zipfile.ZipFile(path) as book:
            parts = book.infolist()
            _refuse_bomb(parts, path.stat().st_size, file)
            names = {part.filename for part in parts}
            locked = b"encryption-data" in start_of_part(book, "META-INF/manifest.xml")
    except BROKEN_PACKAGE as error:
        raise _refused(file, "工作簿已损坏，无法读取", _RESAVE) from error
    if locked or any(part.flag_bits & 1 for part in parts):
        raise _protected(file)
    if not names & {"content.xml", "[Content_Types].xml"} or any(name.startswith("word/") for name in names):
        raise _refused(file, "这不是表格，可能是文字文档或压缩包改了扩展名", _RESAVE)


def start_of_part(book: zipfile.ZipFile, name: str) -> bytes:
    """The beginning of a package's part, nothing where there is none; raises one of BROKEN_PACKAGE."""
    if name not in book.namelist():
        return b""
    with book.open(name) as part:
        return part.read(_MOST_READ)


def _refuse_bomb(parts: list[zipfile.ZipInfo], packed: int, file: str) -> None:
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > _MAX_ENTRIES or unpacked > _MAX_UNPACKED:
        raise _refused(file, "工作簿解压后过大，不像正常的表格，未予读取", _SHRINK)
    if unpacked > _RATIO_FROM and unpacked > _MAX_RATIO * packed:
        raise _refused(file, "工作簿的压缩比异常，不像正常的表格，未予读取", _SHRINK)


def _protected(file: str) -> InputRefused:
    return _refused(file, "工作簿设有打开密码", "请用 WPS 打开，取消密码后另存再导入")


def _refused(file: str, problem: str, action: str, sheet: str | None = None) -> InputRefused:
    return InputRefused([Problem(file, sheet, None, None, None, problem, action)])
