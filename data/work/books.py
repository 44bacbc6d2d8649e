"""What the store holds at the moment of writing, read inside the writer's transaction: nobody writes in between."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from data.accounts.roles import UNIT
from data.batches import Connection
from data.errors import InputRefused, NotAllowed
from data.files.kinds import KINDS
from data.queryfile import load_queries
from data.work.asks import Values, refuse

_ADDRESS = ("batch_id", "file_no", "row_no")


@dataclass(frozen=True)
class Doer:
    """Who does something: the signed-in account; all empty for somebody at a machine without accounts."""

    login: str = ""
    name: str = ""
    role: str | None = None
    unit_id: str | None = None


@dataclass(frozen=True)
class Entry:
    """A fact as it stands: `facts` typed as in core.*, `texts` the stored row by field, as a file's cells."""

    facts: Mapping[str, Any]
    texts: Mapping[str, str | None]

    @property
    def batch_id(self) -> int:
        """The batch of the row that counts today."""
        return int(self.facts["batch_id"])


@dataclass(frozen=True)
class Row:
    """A row to be stored: all its fields; `before` is the row it replaces, empty for a new one."""

    kind: str
    texts: Mapping[str, str | None]
    before: Mapping[str, str | None] = field(default_factory=dict)


class Books:
    """The store as one doer may write it. A unit's account reaches its own unit alone: every lookup sees to that."""

    def __init__(self, connection: Connection, doer: Doer, today: date) -> None:
        self.connection = connection
        self.doer = doer
        self.today = today

    def find(self, kind: str, /, **key: Any) -> Entry | None:
        """The fact of a key that counts today, None for none; columns are those of core.<kind>."""
        facts = self._row_of(f"core.{kind}", key)
        if facts is None:
            return None
        texts = self._row_of(f"raw.{kind}", {column: facts[column] for column in _ADDRESS})
        assert texts is not None  # core rows come from raw ones
        return Entry(facts, {field.name: texts[field.name] for field in KINDS[kind].fields})

    def own(self, kind: str, /, **key: Any) -> Entry:
        """The fact of a key, of the doer's own unit if it is a unit.

        Raises NotAllowed for none or another unit's: a unit is not told which.
        """
        entry = self.find(kind, **key)
        if entry is None or not self.may_touch(entry.facts["unit_id"]):
            words = " ".join(str(value) for value in key.values() if value is not None)
            raise NotAllowed(f"没有{KINDS[kind].chinese}“{words}”，或它不属于本单位")
        return entry

    def may_touch(self, unit_id: str | None) -> bool:
        """Whether the doer may write facts of a unit."""
        return self.doer.role != UNIT or (unit_id is not None and unit_id == self.doer.unit_id)

    def unit(self, words: str) -> str:
        """Id of the unit a name, alias or id means; NotAllowed for another one of a unit's account."""
        row = self.one("work/unit_called", name=words)
        if not self.may_touch(row["unit_id"] if row else None):
            raise NotAllowed(f"没有单位“{words}”，或它不是本单位")
        if row is None:
            raise refuse("单位", words, "没有这个单位", "请从单位表中选择")
        return str(row["unit_id"])

    def workday_after(self, day: date, n: int) -> tuple[date, bool]:
        """The n-th working day after a day by the office's calendar, and whether it is provisional (暂定).

        Raises InputRefused for a day or a deadline that the calendar does not reach.
        """
        found = self.one("work/workday_after", start_on=day, workdays=n)
        if found is None:
            problem = f"工作日历里查不到它之后第{n}个工作日"
            raise refuse(None, str(day), f"{day}：{problem}", "请核对日期")
        return found["day"], found["is_provisional"]

    def next_id(self, kind: str, prefix: str) -> str:
        """The next free number of a kind: the prefix and as many digits as its last one has, three for the first.

        Numbers of rows that were undone are not given again.
        """
        column = KINDS[kind].key[0]
        last = self.connection.execute(
            f"select substr({column}, ?) as digits from raw.{kind} where starts_with({column}, ?) "
            "and regexp_full_match(digits, '[0-9]{1,9}') order by cast(digits as integer) desc limit 1",
            [len(prefix) + 1, prefix],
        ).fetchone()
        digits = last[0] if last else "000"
        return f"{prefix}{int(digits) + 1:0{len(digits)}}"

    def query(self, name: str, /, **parameters: Any) -> list[dict[str, Any]]:
        """Rows of queries/<name>.sql, a query over the release alone, read inside the transaction."""
        return ask(self.connection, name, **parameters)

    def one(self, name: str, /, **parameters: Any) -> dict[str, Any] | None:
        """The first row of `query`, None for none."""
        return next(iter(self.query(name, **parameters)), None)

    def _row_of(self, table: str, key: Mapping[str, Any]) -> dict[str, Any] | None:
        """The row of a table that has these values, None for none."""
        where = " and ".join(f"{column} is not distinct from ${column}" for column in key)
        found = _named(self.connection.execute(f"select * from {table} where {where}", dict(key)))
        return found[0] if found else None


def ask(connection: Connection, name: str, /, **parameters: Any) -> list[dict[str, Any]]:
    """Rows of queries/<name>.sql, a query over the release alone, by column."""
    query = load_queries()[name]
    return _named(connection.execute(query.answer, query.arguments(parameters)))


def _named(cursor: Connection) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def refuse_stale(entry: Entry, values: Values) -> None:
    """Refuse a form about a fact that somebody changed since the form was shown (`seen`: the batch it showed)."""
    seen = values["seen"]
    if seen is not None and seen != str(entry.batch_id):
        raise stale(entry.batch_id)


def stale(batch_id: int) -> InputRefused:
    """The refusal of a form about something that was changed meanwhile."""
    problem = f"您打开这一页之后，别人刚刚改动过它（第{batch_id}批），本次没有存入"
    return refuse(None, None, problem, "请刷新页面，看过最新情况再填")


def changed(kind: str, entry: Entry, /, **texts: str | None) -> Row:
    """The row of a fact with some fields changed."""
    return Row(kind, {**entry.texts, **texts}, entry.texts)


def written(kind: str, /, **texts: str | None) -> Row:
    """The row of a new fact."""
    return Row(kind, {field.name: texts.get(field.name) for field in KINDS[kind].fields})
