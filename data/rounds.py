"""Closing a round: what is published is stored as rows and never changes (scoring.md section 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data.batches import Appended, Batch, Connection, next_number
from data.computation import Question, Session
from data.description import Year
from data.errors import InputRefused, Problem
from data.layout import Layout
from data.queryfile import load_queries
from data.schema import RAW_TABLES

SCOPES = {"full": "全部公布", "own": "各单位只知本单位", "none": "不公布"}
"""How far a round can be published, the widest first, with its name."""
PUBLISH = tuple(SCOPES)
_PARTS = {
    "round_results": "pages/round_results",
    "round_components": "pages/round_components",
    "round_losses": "pages/round_losses",
}


@dataclass
class RoundBatch(Batch):
    """A round closed at a date over the published release; with `correction` (the reason) a numbered 更正 of it."""

    layout: Layout
    name: str
    year: Year
    as_of: date
    publish: str = "full"
    correction: str | None = None
    by: str = ""
    what: str = "round"

    def __post_init__(self) -> None:
        self.note = f"{self.year.year}年{self.name}，截止{self.as_of}" + (
            "（更正）" if self.correction else ""
        )

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """Results, components and losses of the release published at this moment, stored under the next number."""
        release_id = self.layout.current_id()
        last = connection.execute(
            "select max(correction_no) from raw.rounds where year = ? and name = ?",
            [self.year.year, self.name],
        ).fetchone()
        earlier = last[0] if last else None
        self._refuse_wrong_name(earlier)
        round_no = next_number(connection, "raw.rounds", "round_no")
        connection.execute(
            "insert into raw.rounds values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                batch_id,
                round_no,
                self.name,
                0 if earlier is None else earlier + 1,
                self.correction,
                self.year.year,
            ]
            + [self.as_of, self.year.edition, release_id, self.publish, datetime.now(), self.by],
        )
        rows_in = self._store_rows(connection, release_id, round_no)
        return Appended(rows_in, {"raw.rounds", "raw.round_results"})

    def changes(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """What was closed, for the audit log."""
        closed = {
            "round": self.name,
            "year": self.year.year,
            "as_of": str(self.as_of),
            "publish": self.publish,
        }
        return [], [closed | ({"reason": self.correction} if self.correction else {})]

    def _store_rows(self, connection: Connection, release_id: str, round_no: int) -> int:
        session = Session(self.layout.release_file(release_id))
        try:
            question = Question(
                year=self.year.year,
                edition=self.year.edition,
                closes_on=self.year.closes_on,
                as_ofs=(self.as_of,),
            )
            session.compute(question)
            units = 0
            for table, name in _PARTS.items():
                frame = session.rows(load_queries()[name], {"as_of": self.as_of})
                frame.insert(0, "round_no", round_no)
                columns = ", ".join(column.split()[0] for column in RAW_TABLES[table].split(", "))
                connection.register("incoming_rows", frame)
                connection.execute(f"insert into raw.{table} select {columns} from incoming_rows")
                connection.unregister("incoming_rows")
                units = len(frame) if table == "round_results" else units
            return units
        finally:
            session.close()

    def _refuse_wrong_name(self, earlier: int | None) -> None:
        if earlier is not None and not self.correction:
            self._refuse(
                "该轮次已经公布，公布的结果不再改变", "如需更正，请写明更正理由（命令中用 --correct）"
            )
        if earlier is None and self.correction:
            self._refuse("没有可更正的轮次", "请先关闭该轮次，或核对轮次名称")

    def _refuse(self, problem: str, action: str) -> None:
        raise InputRefused(
            [Problem(f"{self.year.year}年{self.name}", None, None, None, None, problem, action)]
        )


@dataclass
class PublicationBatch(Batch):
    """A closed round that is published further than it was: to each unit its own place, or in full to all.

    What was published stays published, so there is no way back; like the round itself it is never undone.
    """

    round_no: int
    publish: str
    by: str = ""
    what: str = "round"
    published: str = ""

    def __post_init__(self) -> None:
        self.note = f"公布第{self.round_no}号轮次（{self.publish}）"

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """One row of raw.publications; InputRefused for an unknown round, a replaced one, or no wider a scope."""
        row = connection.execute(
            "select year, name, publish, stands from core.rounds where round_no = ?", [self.round_no]
        ).fetchone()
        if row is None:
            raise _not_published(f"第{self.round_no}号", "没有这个轮次", "请核对轮次")
        year, name, publish, stands = row
        self.published = publish
        if not stands:
            raise _not_published(f"{year}年{name}", "它已被更正", "请公布更正后的结果")
        if PUBLISH.index(self.publish) >= PUBLISH.index(publish):
            raise _not_published(
                f"{year}年{name}", "已经按同样或更大的范围公布", "公布的结果不能收回，如需更正请关闭更正轮次"
            )
        connection.execute(
            "insert into raw.publications values (?, ?, ?, ?, ?)",
            [batch_id, self.round_no, self.publish, datetime.now(), self.by],
        )
        return Appended(1, {"raw.publications"})

    def changes(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """How far the round was published before, and is now; for the audit log."""
        scopes = (self.published, self.publish)
        was, now = ({"round_no": self.round_no, "publish": scope} for scope in scopes)
        return [was], [now]


def _not_published(subject: str, problem: str, action: str) -> InputRefused:
    return InputRefused([Problem(subject, None, None, None, None, problem, action)])
