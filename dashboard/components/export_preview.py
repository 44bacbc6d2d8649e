"""What a preview of an export shows: its files, and paragraphs, tables or pictures in order."""

from __future__ import annotations

from dataclasses import dataclass

Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Picture:
    """A chart: its finding, and the address that draws it."""

    title: str
    src: str


Block = str | Rows | Picture


@dataclass(frozen=True)
class Preview:
    """What an export will hold: its files and what is shown of them; `look` is page, sheet, pictures or message."""

    paths: tuple[str, ...]
    blocks: tuple[Block, ...] = ()
    look: str = "message"
