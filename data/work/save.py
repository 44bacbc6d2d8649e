"""A save: what one person sent with one form, stored once, whoever approved it named beside them."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

from data.batches import Appended, Batch, Connection, insert_rows, next_number
from data.errors import AlreadySaved
from data.files.kinds import KINDS
from data.integrity import BadRow, find_problems
from data.layout import Layout
from data.schema import type_arrived
from data.work.asks import FORM, Values, refuse
from data.work.books import Books, Doer, Row, ask


@dataclass(frozen=True)
class Attachment:
    """A file sent as evidence: where it waits, the name it came with, its SHA-256, bytes and media type."""

    path: Path
    name: str
    sha256: str
    size: int
    media_type: str


@dataclass(frozen=True)
class Place:
    """What an attachment belongs to: a fact of a kind by its reference, of a unit and year."""

    kind: str
    ref: str
    unit_id: str
    year: int | None


@dataclass(frozen=True)
class Done:
    """What a step of work stores: rows of facts, what attachments belong to where it takes any, and what was worked
    out on the way that the doer must be told (a number given, a deadline counted).
    """

    rows: Sequence[Row]
    place: Place | None = None
    told: str = ""


Do = Callable[[Books, Values], Done]


@dataclass
class WorkBatch(Batch):
    """Rows decided at the moment of writing, from the answers to a form and what the store holds by then."""

    do: Do
    values: Values
    doer: Doer
    note: str
    files: Sequence[Attachment] = ()
    by: str = ""
    what: str = "work"
    done: Done = field(default_factory=lambda: Done(()))

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """The rows, kind by kind, as if each kind were a file; then their typed form."""
        self.done = self.do(Books(connection, self.doer, date.today()), self.values)
        appended = Appended(0, {"raw.batch_files"})
        kinds = dict.fromkeys(row.kind for row in self.done.rows)
        for file_no, kind in enumerate(kinds, start=1):
            rows = [row.texts for row in self.done.rows if row.kind == kind]
            _insert_texts(connection, kind, (batch_id, file_no), rows)
            insert_rows(
                connection, "raw.batch_files", [(batch_id, file_no, FORM, None, kind, None, len(rows))]
            )
            type_arrived(connection, kind, batch_id)
            appended.rows_in += len(rows)
            appended.touched |= {f"raw.{kind}", f"staging.{kind}"}
        if self.files and self.done.place:
            insert_rows(connection, "raw.evidence", _evidence(batch_id, self.files, self.done.place))
            appended.touched.add("raw.evidence")
        return appended

    def verify(self, connection: Connection, batch_id: int, changed: Collection[str]) -> list[BadRow]:
        """The rows that files.md refuses, in a file or in a form."""
        return find_problems(connection, batch_id, (), changed)

    def changes(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Before and after of every row, only what changed; the attachments by name and content."""
        rows = self.done.rows
        files = [{"file": file.name, "sha256": file.sha256} for file in self.files]
        return [_told(row, row.before) for row in rows if row.before], [
            *(_told(row, row.texts) for row in rows),
            *files,
        ]

    def keep_sources(self, layout: Layout) -> None:
        """The attachments, under their SHA-256."""
        for file in self.files:
            layout.keep(file.path, file.sha256)


@dataclass(frozen=True)
class Approval:
    """The second person's word on a proposal."""

    proposal_no: int
    doer: Doer
    reason: str | None


def signed(doer: Doer, approval: Approval | None) -> str:
    """Who did it, and who approved it, as the list of batches says it."""
    return f"{doer.name}（审核：{approval.doer.name}）" if approval else doer.name


@runtime_checkable
class Telling(Protocol):
    """A batch that says itself what it changes."""

    def changes(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Before and after, for the audit log; once it is stored."""


@dataclass
class Save(Batch):
    """A batch with who sent it and the form's own token, by which a form sent twice is stored once.

    `approval` names the second person where the step needed one; the proposal ends with it, in the same moment.
    """

    inner: Batch
    step: str
    subject: str
    doer: Doer
    token: str
    approval: Approval | None = None

    def __post_init__(self) -> None:
        self.what, self.note = self.inner.what, self.inner.note
        self.by = signed(self.doer, self.approval)
        if self.inner.accept_valid:
            self.accept_valid, self.refused = True, self.inner.refused

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """The inner batch, and the note of who saved it. Raises AlreadySaved for a token that is stored."""
        for earlier in ask(connection, "work/saved_before", token=self.token):
            raise AlreadySaved(earlier["batch_id"])
        if self.approval:
            end_proposal(connection, batch_id, self.approval, "approved")
        appended = self.inner.append(connection, batch_id)
        second = self.approval.doer.login if self.approval else None
        saved = (batch_id, self.token, self.step, self.subject, self.doer.login, second)
        insert_rows(connection, "raw.saves", [saved])
        appended.touched |= {"raw.saves"} | ({"raw.proposal_ends"} if self.approval else set())
        return appended

    def verify(self, connection: Connection, batch_id: int, changed: Collection[str]) -> list[BadRow]:
        """What the inner batch says."""
        return self.inner.verify(connection, batch_id, changed)

    def keep_sources(self, layout: Layout) -> None:
        """What the inner batch keeps."""
        self.inner.keep_sources(layout)

    @property
    def told(self) -> str:
        """The subject, and what the step worked out."""
        found = self.inner.done.told if isinstance(self.inner, WorkBatch) else ""
        return f"{self.subject}（{found}）" if found else self.subject

    def changes(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Before and after of all that was stored, for the audit log; with the second person's word, if there is one."""
        before, after = self.inner.changes() if isinstance(self.inner, Telling) else ([], [])
        if self.approval is None:
            return before, after
        was, now = _ended(self.approval, "approved")
        return [was, *before], [now, *after]


@dataclass
class ProposalBatch(Batch):
    """A step that waits for a second person: what was sent, by whom; no fact changes.

    An uploaded file that is to be accepted, `source`, is kept until then.
    """

    step: str
    subject: str
    sent: Mapping[str, str]
    doer: Doer
    note: str
    by: str = ""
    what: str = "proposal"
    source: Path | None = None

    def keep_sources(self, layout: Layout) -> None:
        """The uploaded file, under its SHA-256."""
        if self.source is not None:
            layout.keep(self.source)

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """One row of raw.proposals, under the next number. InputRefused while the very same one waits."""
        sent = json.dumps(dict(self.sent), ensure_ascii=False, sort_keys=True)
        for same in ask(connection, "work/same_proposal", step=self.step, sent=sent):
            problem = f"{same['name']}的同一项提请正在等待审核"
            raise refuse(None, None, problem, "不用再提，请到“认定”的“提请审核”查看")
        number = next_number(connection, "raw.proposals", "proposal_no")
        doer = (self.doer.login, self.doer.name, self.doer.role, self.doer.unit_id)
        row = (batch_id, number, self.step, self.subject, sent, datetime.now(), *doer)
        insert_rows(connection, "raw.proposals", [row])
        return Appended(1, {"raw.proposals"})

    def changes(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """What was proposed."""
        return [], [{"step": self.step, **{name: text for name, text in self.sent.items() if text}}]


@dataclass
class EndBatch(Batch):
    """A proposal that comes to nothing: `end` is rejected (by the second person) or withdrawn (by the first)."""

    approval: Approval
    end: str
    note: str
    by: str = ""
    what: str = "proposal"

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """One row of raw.proposal_ends."""
        end_proposal(connection, batch_id, self.approval, self.end)
        return Appended(1, {"raw.proposal_ends"})

    def changes(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """The proposal: waiting before, ended now."""
        was, now = _ended(self.approval, self.end)
        return [was], [now]


def _ended(approval: Approval, ending: str) -> tuple[dict[str, Any], dict[str, Any]]:
    number = approval.proposal_no
    now = {"proposal_no": number, "state": ending, "reason": approval.reason}
    return {"proposal_no": number, "state": "pending"}, {key: each for key, each in now.items() if each}


def end_proposal(connection: Connection, batch_id: int, approval: Approval, end: str) -> None:
    """Write down how a proposal ends. Raises AlreadySaved where it has ended, by whomever, since it was shown."""
    for proposal in ask(connection, "work/proposal", proposal_no=approval.proposal_no):
        if proposal["state"] != "pending":
            raise AlreadySaved(proposal["last_batch_id"], "这项提请已经有了结果")
    doer = approval.doer
    ended = (batch_id, approval.proposal_no, end, datetime.now(), doer.login, doer.name, approval.reason)
    insert_rows(connection, "raw.proposal_ends", [ended])


def _insert_texts(
    connection: Connection, kind: str, place: tuple[int, int], rows: Sequence[Mapping[str, str | None]]
) -> None:
    """Insert rows of texts into raw.<kind>; every row has every field."""
    names = ", ".join(f'"{name}"' for name in rows[0])
    marks = ", ".join("?" for _ in range(len(rows[0]) + 3))
    for row_no, row in enumerate(rows, start=1):
        connection.execute(
            f"insert into raw.{kind} (batch_id, file_no, row_no, {names}) values ({marks})",
            [*place, row_no, *row.values()],
        )


def _evidence(batch_id: int, files: Sequence[Attachment], place: Place) -> list[tuple[Any, ...]]:
    own = (place.kind, place.ref, place.unit_id, place.year)
    return [(batch_id, file.sha256, file.name, file.size, file.media_type, *own) for file in files]


def _told(row: Row, texts: Mapping[str, str | None]) -> dict[str, Any]:
    """The key of a row and the fields of it that changed, with its kind."""
    key = KINDS[row.kind].key
    return {"fact": row.kind} | {
        name: text
        for name, text in texts.items()
        if row.texts[name] != row.before.get(name) or (name in key and text is not None)
    }
