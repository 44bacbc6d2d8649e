"""A plan file of any form as blocks: what it is told by its first bytes, not by its name.

Text is read here; Word, web page and PDF by a child process under limits, workbooks by the readers of facts.
"""

from __future__ import annotations

import csv
import json
import re
import struct
import tempfile
import zipfile
from pathlib import Path

from data.errors import InputRefused
from data.files.limits import DEFAULT_LIMITS, Ending, Limits, run_limited
from data.files.workbook import BROKEN_PACKAGE, read_workbook, start_of_part
from data.files.xls_cells import SIGNATURE, CompoundFile
from data.plan.blocks import Block, Paragraph, Row, from_json, rectangle
from data.plan.refusal import refused
from data.plan.textfile import text_blocks
from data.plan.unreadable import Unreadable

_ROOT = Path(__file__).resolve().parents[2]
_CHILD = "data.plan.source_child"
_LARGEST = 50_000_000
MOST_SIGNS = 200_000  # of text; a plan has a tenth of it, and they are read in seconds
_MOST_BYTES_A_SIGN = 4
_MOST_UNPACKED = 400_000_000
_HTML = re.compile(rb"<(?:!doctype\s+html|html|head|body|table|div|p|meta)\b", re.IGNORECASE)
_SNIFFED = 4096
_RESAVE = "请用 WPS 或 Word 打开，另存为 .docx 后再试；打不开时请向发文单位重新要一份"
_CONVERT = "请用 WPS 或 Word 打开，选“另存为”，类型选 .docx，再读取另存的文件"
_FORMS = "可以读取 .docx、.xlsx、.xls、.ods、.html、带文字的 .pdf 和纯文本"


def read_blocks(path: Path, limits: Limits = DEFAULT_LIMITS) -> list[Block]:
    """The paragraphs and grids of a plan file, in their order.

    Raises InputRefused for a file that is missing, empty, damaged, protected, of a form that must be converted
    first (.doc, .wps, a scanned PDF ...), beyond `limits`, or with more than MOST_SIGNS of text.
    """
    content = _content(path)
    form = _form(path, content)
    if form == "text" and len(content) > _MOST_BYTES_A_SIGN * MOST_SIGNS:
        raise _too_long(path)
    try:
        blocks = text_blocks(path, content) if form == "text" else _blocks_of(path, form, limits)
    except Unreadable as error:
        raise refused(path, error.problem, error.action) from None
    if sum(map(_signs, blocks)) > MOST_SIGNS:
        raise _too_long(path)
    return blocks


def _blocks_of(path: Path, form: str, limits: Limits) -> list[Block]:
    with tempfile.TemporaryDirectory(prefix="openness-") as folder:
        if form == "workbook":
            return _workbook_blocks(path, Path(folder), limits)
        return _child_blocks(path, form, Path(folder) / "blocks.json", limits)


def _signs(block: Block) -> int:
    if isinstance(block, Paragraph):
        return len(block.words)
    return sum(len(cell) for row in block.rows for cell in row.cells)


def _too_long(path: Path) -> InputRefused:
    return refused(path, f"文字超过{MOST_SIGNS}字，不像工作方案", "请只保留方案正文和任务表，另存后再试")


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST:
            raise refused(path, "文件超过50MB，不像工作方案", "请删去图片和附件后另存再试")
        content = path.read_bytes()
    except OSError:
        raise refused(path, "文件不存在或打不开", "请检查路径和权限") from None
    if not content.strip(b" \t\r\n\0"):
        raise refused(path, "文件是空的", "请选择方案文件")
    return content


def _form(path: Path, content: bytes) -> str:
    """text, docx, html, pdf or workbook."""
    head = content[:_SNIFFED]
    if content.startswith(SIGNATURE):
        return _compound_form(path, content)
    if content.startswith(b"PK\x03\x04"):
        return _package_form(path)
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if content.startswith(b"{\\rtf"):
        raise refused(path, "这是 RTF 文档，不能直接读取", _CONVERT)
    if head.lstrip().lower().startswith((b"mime-version:", b"from:")) and b"multipart" in head.lower():
        raise refused(path, "这是单文件网页（MHT），不能直接读取", _CONVERT)
    is_wide = content.startswith((b"\xff\xfe", b"\xfe\xff"))
    if _HTML.search(head.replace(b"\0", b"") if is_wide else head):
        return "html"
    return "text"


def _compound_form(path: Path, content: bytes) -> str:
    """Workbooks of old Excel go to their reader; old Word and WPS documents must be converted."""
    try:
        names = CompoundFile(content).names
    except (ValueError, struct.error):
        raise refused(path, "文件已损坏，无法读取", _RESAVE) from None
    if "EncryptedPackage" in names:
        raise refused(path, "文件设有打开密码", "请用 WPS 打开，取消密码后另存再试")
    if names & {"Workbook", "Book"}:
        return "workbook"
    name = "WPS 文字文档（.wps）" if path.suffix.lower() == ".wps" else "旧版 Word 文档（.doc）"
    raise refused(path, f"{name}不能直接读取", _CONVERT)


def _package_form(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            names = set(package.namelist())
            unpacked = sum(part.file_size for part in package.infolist())
            mime = start_of_part(package, "mimetype")[:80]
    except BROKEN_PACKAGE:
        raise refused(path, "文件已损坏，无法读取", _RESAVE) from None
    if unpacked > _MOST_UNPACKED:
        raise refused(path, "文件解压后过大，不像工作方案，未予读取", _RESAVE)
    if any(name.startswith("word/") for name in names):
        return "docx"
    if "OFD.xml" in names:
        raise refused(
            path, "这是 OFD 版式文件，不能直接读取", "请用阅读器导出为带文字的 PDF，或索取 .docx 原件"
        )
    if b"opendocument.text" in mime:
        raise refused(path, "这是 ODT 文档，不能直接读取", _CONVERT)
    if any(name.startswith("xl/") for name in names) or b"opendocument.spreadsheet" in mime:
        return "workbook"
    raise refused(path, "这不是能读取的文件", _FORMS)


def _workbook_blocks(path: Path, folder: Path, limits: Limits) -> list[Block]:
    """Every sheet as a grid, each row with its sheet and number."""
    found: list[Block] = []
    for sheet in read_workbook(path, path.name, folder / "sheets", limits):
        if sheet.bad:
            row, _, words = sheet.bad[0]
            raise refused(path, f"工作表“{sheet.name}”第{row + 1}行有错误值“{words}”", "请改正单元格后再试")
        with sheet.csv.open(encoding="utf-8", newline="") as stream:
            rows = [
                Row(tuple(cells), f"工作表“{sheet.name}”第{number}行")
                for number, *cells in csv.reader(stream)
            ]
        found += [rectangle(rows)] if rows else []
    return found


def _child_blocks(path: Path, form: str, target: Path, limits: Limits) -> list[Block]:
    ending = run_limited(_CHILD, [form, str(path.resolve()), str(target)], _ROOT, limits)
    if ending != "done":
        raise _stopped(path, form, ending)
    answer = json.loads(target.read_text(encoding="utf-8"))
    if isinstance(answer, dict):
        raise InputRefused(refused(path, answer["problem"], answer["action"]).problems)
    return from_json(answer)


def _stopped(path: Path, form: str, ending: Ending) -> InputRefused:
    problems = {
        "memory": "文件大得超出限度，已停止读取",
        "time": "读取时间过长，已停止",
        "disk": "临时文件夹所在的磁盘已满",
    }
    action = "请清理磁盘后重试" if ending == "disk" else _RESAVE
    if form == "pdf" and ending == "crash":
        action = "请用 WPS 打开后另存为 .docx，或向发文单位索取可编辑的原件"
    return refused(path, problems.get(ending, "文件已损坏，无法读取"), action)
