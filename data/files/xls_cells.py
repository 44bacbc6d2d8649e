"""Error cells of an old XLS workbook, which its reader turns into blanks.

An XLS file is a small file system (Microsoft's MS-CFB) that holds a stream of records (MS-XLS). Only what
leads to the BOOLERR and FORMULA records is read here.
"""

from __future__ import annotations

import struct

from data.files.xlsx_cells import Bad

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_SECTOR_SHIFTS = (9, 12)  # sectors of 512 and 4,096 bytes; there are no others
_LAST_SECTOR = 0xFFFFFFFA  # larger numbers end a chain or mark a free sector
_BOUNDSHEET, _BOOLERR, _FORMULA, _EOF = 0x0085, 0x0205, 0x0006, 0x000A
_WORDS = {
    0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!",
    0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A",
}  # fmt: skip


class CompoundFile:
    """The streams of an OLE compound file by name. Raises ValueError or struct.error on a damaged one."""

    def __init__(self, data: bytes) -> None:
        if not data.startswith(SIGNATURE):
            raise ValueError("not a compound file")
        self._data = data
        shift = struct.unpack_from("<H", data, 30)[0]
        if shift not in _SECTOR_SHIFTS:
            raise ValueError("no size of sectors")
        self._sector = 1 << shift
        (directory, _, self._cutoff, mini_fat, mini_count, difat, _) = struct.unpack_from("<7I", data, 48)
        self._fat = self._table(self._fat_sectors(difat))
        self._mini_fat = self._table(self._chain(mini_fat, self._fat)) if mini_count else ()
        self._entries = self._directory(self._read(directory))
        roots = [(start, size) for kind, start, size in self._entries.values() if kind == 5]
        self._mini = self._read(roots[0][0])[: roots[0][1]] if roots and roots[0][1] else b""

    @property
    def names(self) -> frozenset[str]:
        """Names of the streams."""
        return frozenset(name for name, (kind, _, _) in self._entries.items() if kind == 2)

    def stream(self, name: str) -> bytes:
        """The bytes of a stream; KeyError when there is none of that name."""
        _, start, size = self._entries[name]
        if size >= self._cutoff:
            return self._read(start)[:size]
        mini = (self._mini[64 * at : 64 * at + 64] for at in self._chain(start, self._mini_fat))
        return b"".join(mini)[:size]

    def _at(self, sector: int) -> bytes:
        return self._data[(sector + 1) * self._sector : (sector + 2) * self._sector]

    def _read(self, start: int) -> bytes:
        return b"".join(map(self._at, self._chain(start, self._fat)))

    @staticmethod
    def _chain(start: int, table: tuple[int, ...]) -> list[int]:
        chain: list[int] = []
        while start < _LAST_SECTOR:
            chain.append(start)
            if start >= len(table) or len(chain) > len(table):
                raise ValueError("broken sector chain")
            start = table[start]
        return chain

    def _table(self, sectors: list[int]) -> tuple[int, ...]:
        joined = b"".join(map(self._at, sectors))
        return struct.unpack(f"<{len(joined) // 4}I", joined[: len(joined) // 4 * 4])

    def _fat_sectors(self, difat: int) -> list[int]:
        sectors = list(struct.unpack_from("<109I", self._data, 76))
        seen = 0
        while difat < _LAST_SECTOR and seen <= len(self._data) // self._sector:
            entries = struct.unpack(f"<{self._sector // 4}I", self._at(difat))
            sectors += entries[:-1]
            difat, seen = entries[-1], seen + 1
        used = [sector for sector in sectors if sector < _LAST_SECTOR]
        if len(set(used)) < len(used):
            raise ValueError("sectors named twice")
        return used

    @staticmethod
    def _directory(data: bytes) -> dict[str, tuple[int, int, int]]:
        entries = {}
        for at in range(0, len(data) - 127, 128):
            length, kind = struct.unpack_from("<HB", data, at + 64)
            start, size = struct.unpack_from("<2I", data, at + 116)
            if kind:
                name = data[at : at + max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
                entries[name] = (kind, start, size)
        return entries


def bad_cells(data: bytes) -> list[list[Bad]]:
    """Error cells of each sheet, sheets in workbook order. Same errors as `CompoundFile`."""
    file = CompoundFile(data)
    stream = file.stream("Workbook" if "Workbook" in file.names else "Book")
    return [_sheet_bad_cells(stream, start) for start in _sheet_starts(stream)]


def _sheet_starts(stream: bytes) -> list[int]:
    starts, at, kind = [], 0, 0
    while at + 4 <= len(stream) and kind != _EOF:
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _BOUNDSHEET:
            starts.append(struct.unpack_from("<I", stream, at + 4)[0])
        at += 4 + length
    return starts


def _sheet_bad_cells(stream: bytes, at: int) -> list[Bad]:
    """Walks one sheet's records; a chart inside the sheet has its own begin and end."""
    found: list[Bad] = []
    depth = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _EOF:
            depth -= 1
            if depth <= 0:
                break
        elif kind & 0xFF == 0x09:  # BOF of any version
            depth += 1
        elif kind in (_BOOLERR, _FORMULA):
            code = _error_code(kind, stream[at + 4 : at + 4 + length])
            if code is not None:
                row, column = struct.unpack_from("<HH", stream, at + 4)
                found.append((row, column, _WORDS.get(code, "错误值")))
        at += 4 + length
    return found


def _error_code(kind: int, record: bytes) -> int | None:
    if kind == _BOOLERR:
        return record[6] if record[7] == 1 else None
    is_error = record[6] == 2 and record[12:14] == b"\xff\xff"
    return record[8] if is_error else None
