"""Fact files: damaged copies of sound ones, and hostile cells under sound headings."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import hostile
import openpyxl
from fork_children import forked_children
from hypothesis import strategies as st
from target import READ, Ready, Target, demand_refusal
from workbook_writers import write_ods, write_xls

from data.batches import FactBatch, SchemeBatch
from data.errors import InputRefused
from data.files.cells import cell_name
from data.files.kinds import KINDS
from data.files.reading import read_files
from data.release import Writer
from data.scheme import read_scheme

DISTRICT = Path(__file__).parents[1] / "golden" / "district-1"
_CHECKED_EVERY = 4  # of the files that are read so many go through the checks of the store too
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


@contextmanager
def _store(folder: Path) -> Iterator[Writer]:
    """A store with the scheme and units of a golden district, in whose rehearsals files are checked."""
    writer = Writer(folder / "store")
    scheme = DISTRICT / "scheme.toml"
    writer.submit(SchemeBatch(read_scheme(scheme), scheme))
    writer.submit(FactBatch(read_files(sorted(DISTRICT.glob("*.csv"))).sheets))
    with forked_children():
        yield writer


def taken(writer: Writer, path: Path, *, is_checked: bool = True) -> str:
    """Read a file and let a copy of the store check it, as `import --dry-run` does; the store stays what it is."""
    before = writer.layout.current.read_bytes()
    try:
        result = read_files([path])
        if is_checked and any(sheet.row_count for sheet in result.sheets):
            writer.rehearse(FactBatch(result.sheets))
    except InputRefused as refused:
        return demand_refusal(refused, {path.name})
    finally:
        assert writer.layout.current.read_bytes() == before
    "\n".join(result.notes).encode()
    return READ


def texts() -> Mapping[str, bytes]:
    read = {path.stem: path.read_text(encoding="utf-8-sig") for path in sorted(DISTRICT.glob("*.csv"))}
    return {
        f"{kind} {encoding}": "".join(text.splitlines(keepends=True)[:12]).encode(encoding)
        for kind, text in read.items()
        for encoding in ("utf-8", "utf-8-sig", "gb18030")
    }


def _rows(kind: str) -> list[list[object]]:
    lines = (DISTRICT / f"{kind}.csv").read_text(encoding="utf-8-sig").splitlines()[:8]
    return [list(line.split(",")) for line in lines]


def books(folder: Path) -> Mapping[str, bytes]:
    """Small workbooks of three kinds in three formats, one with merged cells, styles and a formula."""
    found = {}
    for kind in ("spot_checks", "findings", "units"):
        for suffix, write in (("xls", write_xls), ("ods", write_ods), ("xlsx", _write_xlsx)):
            write(folder / f"sound.{suffix}", {"表": _rows(kind)})
            found[f"{kind}.{suffix}"] = (folder / f"sound.{suffix}").read_bytes()
    return found


def _write_xlsx(path: Path, sheets: dict[str, list[list[object]]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in sheets["表"]:
        sheet.append(row)
    sheet.merge_cells("A3:A4")
    sheet["B3"].number_format = "yyyy-mm-dd"
    sheet["B3"] = 45_000
    sheet["H9"] = "=1/0"
    book.save(path)


def damaged_book(content: bytes, seed: int) -> bytes:
    """Damage to a package inside one of its parts, so that it still unpacks, or to the bytes as they are."""
    chance = random.Random(seed)
    if not content.startswith(b"PK") or chance.random() < 0.3:
        return hostile.damaged(content, seed)
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    likely = [
        name for name in parts if name.endswith(("sheet1.xml", "content.xml", "document.xml", "workbook.xml"))
    ]
    for _ in range(chance.choice((1, 1, 2))):
        name = chance.choice(likely if likely and chance.random() < 0.7 else [*parts])
        parts[name] = hostile.damaged(parts[name], chance.randrange(2**32))
    if chance.random() < 0.1:
        del parts[chance.choice([*parts])]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", chance.choice((zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED))) as package:
        for name, data in parts.items():
            package.writestr(zipfile.ZipInfo(name), data)
    return packed.getvalue()


@contextmanager
def _csv(folder: Path) -> Iterator[Ready]:
    sound = texts()
    with _store(folder) as writer:

        def trial(value: tuple[str, int]) -> str:
            name, seed = value
            path = folder / "抽测.csv"
            path.write_bytes(hostile.damaged(sound[name], seed))
            return taken(writer, path, is_checked=seed % _CHECKED_EVERY == 0)

        yield Ready(st.tuples(st.sampled_from(sorted(sound)), hostile.SEEDS), trial)


@contextmanager
def _workbooks(folder: Path) -> Iterator[Ready]:
    sound = books(folder)
    with _store(folder) as writer:

        def trial(value: tuple[str, int]) -> str:
            name, seed = value
            path = folder / f"抽测.{name.partition('.')[2]}"
            path.write_bytes(damaged_book(sound[name], seed))
            return taken(writer, path, is_checked=seed % _CHECKED_EVERY == 0)

        yield Ready(st.tuples(st.sampled_from(sorted(sound)), hostile.SEEDS), trial)


# how a cell of XLSX may claim to be what it is not: type, style (1 is a date), whether the value is a formula's
_CELLS = st.tuples(
    st.sampled_from(("", "n", "b", "d", "e", "s", "str", "inlineStr", "x")), st.sampled_from((0, 1, 99))
)
_WORDS = hostile.texts | st.sampled_from(
    ("甲镇", "单位1", "U00", "U01", "2023-05-10", "5", "1", "10", "是", "网站")
)
_CARRIERS = st.sampled_from(("csv", "xlsx", "ods"))
_GRIDS = st.sampled_from(sorted(KINDS)).flatmap(
    lambda kind: st.tuples(
        st.just(kind),
        _CARRIERS,
        st.lists(
            st.lists(st.tuples(_WORDS, _CELLS), min_size=1, max_size=len(KINDS[kind].fields) + 1),
            max_size=4,
        ),
        st.booleans(),
    )
)


def _clean(text: str) -> str:
    """As far as XML can carry it."""
    return "".join(
        sign for sign in text if sign in "\t\n" or " " <= sign < "\ud800" or "\ue000" <= sign < "\ufffe"
    )


def _xlsx_cell(at: tuple[int, int], text: str, kind: str, style: int) -> str:
    place, words = cell_name(*at), escape(_clean(text))
    if kind == "inlineStr":
        return f'<c r="{place}" t="inlineStr"><is><t>{words}</t></is></c>'
    return f'<c r="{place}" s="{style}"{f" t={chr(34)}{kind}{chr(34)}" if kind else ""}><v>{words}</v></c>'


def _write_cells(path: Path, template: bytes, grid: list[list[tuple[str, tuple[str, int]]]]) -> None:
    rows = "".join(
        f'<row r="{at + 1}">'
        + "".join(_xlsx_cell((at, column), text, *how) for column, (text, how) in enumerate(row))
        + "</row>"
        for at, row in enumerate(grid)
    )
    sheet = f'<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    with (
        zipfile.ZipFile(io.BytesIO(template)) as sound,
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package,
    ):
        for name in sound.namelist():
            package.writestr(name, sheet if name == "xl/worksheets/sheet1.xml" else sound.read(name))


def _write_csv(path: Path, grid: list[list[tuple[str, Any]]]) -> None:
    lines = [",".join(f'"{text.replace(chr(34), chr(34) * 2)}"' for text, _ in row) for row in grid]
    path.write_bytes("\n".join(lines).encode("utf-8", "surrogatepass"))


@contextmanager
def _cells(folder: Path) -> Iterator[Ready]:
    _write_xlsx(folder / "template.xlsx", {"表": [["x"]]})
    template = (folder / "template.xlsx").read_bytes()
    (folder / "template.xlsx").unlink()
    with _store(folder) as writer:

        def trial(value: tuple[str, str, list[list[tuple[str, tuple[str, int]]]], bool]) -> str:
            kind, carrier, cells, is_doubled = value
            headings = [(field.chinese, ("inlineStr", 0)) for field in KINDS[kind].fields]
            grid = [headings, *([headings] if is_doubled else []), *cells]
            path = folder / f"表.{carrier}"
            match carrier:
                case "csv":
                    _write_csv(path, grid)
                case "xlsx":
                    _write_cells(path, template, grid)
                case _:
                    write_ods(path, {"表": [[_clean(text) for text, _ in row] for row in grid]})
            return taken(writer, path)

        yield Ready(_GRIDS, trial)


TARGETS = (
    Target("fact files, CSV", _csv, 40, 3500),
    Target("fact files, workbooks", _workbooks, 40, 4000),
    Target("hostile cells", _cells, 12, 1000),
)
