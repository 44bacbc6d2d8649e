"""An office's own template of a document: a batch like any other, so that it is kept, undone and backed up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from data.batches import Appended, Batch, Connection, insert_rows
from data.layout import Layout, file_digest


@dataclass
class TemplateBatch(Batch):
    """The .docx file of one kind of document; the newest that counts is used (pages/templates)."""

    kind: str
    name: str
    path: Path
    by: str = ""
    what: str = "template"

    def __post_init__(self) -> None:
        self.note = f"{self.name}（{self.path.name}）"
        self._sha256 = file_digest(self.path)

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """One row of raw.batch_files; the file itself is kept under its SHA-256."""
        row = (batch_id, 1, self.path.name, None, f"template_{self.kind}", self._sha256, 0)
        insert_rows(connection, "raw.batch_files", [row])
        return Appended(0, set())

    def keep_sources(self, layout: Layout) -> None:
        """The .docx file."""
        layout.keep(self.path, self._sha256)
