"""Uploaded files accepted: facts, a plan or its review, a scheme, a calendar; each stored once."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from data.batches import Appended, Batch, CalendarBatch, Connection, FactBatch, SchemeBatch
from data.calendar import read_calendar
from data.errors import AlreadySaved, Problem
from data.files.reading import read_files
from data.files.sheet import Workspace
from data.integrity import BadRow
from data.known import already_stored, stored_calendar, stored_plan, stored_scheme
from data.layout import Layout, file_digest
from data.plan.accept import PlanBatch
from data.plan.document import read_plan
from data.plan.review_read import read_review
from data.scheme import read_scheme
from data.work.asks import Ask, Values, refuse
from data.work.books import stale
from data.work.step import Job, Step

ALL_ROWS, VALID_ROWS = "all", "valid"
FOUR_EYED = frozenset({"adjustments", "appeals", "extensions"})
"""Kinds of facts that a second person must approve, in a file as in a form."""
_FILE = (
    Ask("upload", "上传编号", "hidden"),
    Ask("file", "文件", "hidden"),
    Ask("digest", "校验值", "hidden"),
)


@dataclass
class UploadBatch(Batch):
    """A batch out of an uploaded file; nothing is stored when the very same stands in the store already.

    `known` answers the batch that holds it. `shown` is what `refused_digest` said of the rows to be left out when the
    file was looked at: other ones are refused. `workspace` keeps the file as long as the batch lives.
    """

    inner: Batch
    path: Path
    known: Callable[[Connection], int | None]
    shown: str | None = None
    workspace: Workspace | None = None
    by: str = ""
    stored: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.what, self.note, self.needs_second = self.inner.what, self.inner.note, self.inner.needs_second
        if self.inner.accept_valid:
            self.accept_valid, self.refused = True, self.inner.refused

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """What the inner batch appends; AlreadySaved for what is stored."""
        known = self.known(connection)
        if known is not None:
            raise AlreadySaved(known, f"“{self.path.name}”与库中的内容完全相同")
        appended = self.inner.append(connection, batch_id)
        self.stored = {"file": self.path.name, "sha256": file_digest(self.path), "rows_in": appended.rows_in}
        return appended

    def verify(self, connection: Connection, batch_id: int, changed: Collection[str]) -> list[BadRow]:
        """What the inner batch says; in the end the rows left out must be those that were shown."""
        found = self.inner.verify(connection, batch_id, changed)
        if self.accept_valid and not found and refused_digest(self.refused) != self.shown:
            raise stale(batch_id - 1)
        return found

    def keep_sources(self, layout: Layout) -> None:
        """What the inner batch keeps."""
        self.inner.keep_sources(layout)

    def changes(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The file, and how many rows of it were left out."""
        refused = len({(each.sheet, each.row) for each in self.refused}) if self.accept_valid else 0
        return [], [{**self.stored, "refused": refused}]


def refused_digest(problems: Sequence[Problem]) -> str:
    """Which rows are left out, as a short text: the same for the same rows of the same file."""
    rows = sorted({(each.file, each.sheet or "", each.row or 0) for each in problems})
    return hashlib.sha256(repr(rows).encode()).hexdigest()[:16]


def _about_file(values: Values) -> str:
    return f"文件 {values['file'] or ''}".strip()


def _file(job: Job) -> tuple[Path, Workspace | None]:
    """The uploaded file; of a proposal that was approved the one kept with it, under its name. Refuses another one."""
    digest, workspace, path = job.values.need("digest"), None, job.source
    if path is None:
        workspace = Workspace()
        path = workspace.path / Path(job.values["file"] or digest).name
        kept = job.layout.objects / Path(digest).name
        if kept.is_file():
            shutil.copyfile(kept, path)
    if not path.is_file() or file_digest(path) != digest:
        raise refuse(None, None, "上传的文件已不在服务器上，或与看过的不是同一个", "请重新上传，看过后再存入")
    return path, workspace


def _accept_facts(job: Job) -> Batch:
    path, workspace = _file(job)
    sheets = list(read_files([path]).sheets)
    digests = {sheet.sha256 for sheet in sheets}
    inner = FactBatch(sheets, by=job.by, accept_valid=job.values["rows"] == VALID_ROWS)
    inner.needs_second = any(sheet.kind.name in FOUR_EYED for sheet in sheets)

    def known(connection: Connection) -> int | None:
        return max(already_stored(connection, digests).values(), default=None)

    return UploadBatch(inner, path, known, job.values["shown"], workspace, job.by)


def _accept_plan(job: Job) -> Batch:
    path, _ = _file(job)
    year = int(job.values.need("year"))
    review = read_review(path, year)
    document = review.document if review else read_plan(path, year)
    inner = PlanBatch(document, path, job.values["doc_number"], job.by, review=review)

    def known(connection: Connection) -> int | None:
        return stored_plan(connection, file_digest(path), document.year, document.issued_on)

    return UploadBatch(inner, path, known, by=job.by)


def _accept_scheme(job: Job) -> Batch:
    path, _ = _file(job)
    scheme = read_scheme(path)
    return UploadBatch(
        SchemeBatch(scheme, path, job.by),
        path,
        lambda connection: stored_scheme(connection, scheme),
        by=job.by,
    )


def _accept_calendar(job: Job) -> Batch:
    path, _ = _file(job)
    days = read_calendar(path)
    inner = CalendarBatch(days, job.by, path.name)
    return UploadBatch(inner, path, lambda connection: stored_calendar(connection, days), by=job.by)


STEPS: tuple[Step, ...] = (
    Step(
        "upload.accept",
        "存入文件",
        (
            *_FILE,
            Ask("rows", "存入范围", "choice", choices=((ALL_ROWS, "全部"), (VALID_ROWS, "只存合格的行"))),
            Ask("shown", "退回的行", "hidden", required=False),
        ),
        _about_file,
        _accept_facts,
        takes_upload=True,
    ),
    Step(
        "plan.accept",
        "存入方案",
        (
            *_FILE,
            Ask("year", "年度", "integer"),
            Ask("doc_number", "文号（默认取文中所写）", required=False, most=60),
        ),
        _about_file,
        _accept_plan,
        takes_upload=True,
    ),
    Step("scheme.accept", "启用考核办法", _FILE, _about_file, _accept_scheme, takes_upload=True),
    Step("calendar.accept", "启用工作日历", _FILE, _about_file, _accept_calendar, takes_upload=True),
)
