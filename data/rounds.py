"""Closing a round: what is published is stored as rows and never changes (scoring.md section 9)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from data.batches import Appended, Batch, Connection
from data.computation import Question, Session
from data.errors import InputRefused, Problem
from data.layout import Layout
from data.queryfile import load_queries
from data.schema import RAW_TABLES
from data.store import Year

PUBLISH = ("full", "own", "none")
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
        number = connection.execute("select coalesce(max(round_no), 0) + 1 from raw.rounds").fetchone()
        assert number is not None  # an aggregate always answers one row
        round_no = int(number[0])
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
            self._refuse("该轮次已经公布，公布的结果不再改变", "如需更正，请用 --correct 写明更正理由")
        if earlier is None and self.correction:
            self._refuse("没有可更正的轮次", "请先关闭该轮次，或核对轮次名称")

    def _refuse(self, problem: str, action: str) -> None:
        raise InputRefused(
            [Problem(f"{self.year.year}年{self.name}", None, None, None, None, problem, action)]
        )
