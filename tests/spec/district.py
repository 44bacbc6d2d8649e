"""Tiny districts for the rules of scoring.md: a scheme and tables of text in, tables of the chain out.

The way is the real one: TOML and CSV files through the readers and the writer into a store, and the chain
computed over its release.

    d = given(scheme(component("spot", "spot_check", 100)), spot_checks='''
        check_id | unit | checked_on | earned | possible
        C1       | U1   | 2023-03-01 | 3      | 4
    ''')
    assert d.at("2023-12-31").result()["base"] == 100 * 3 / 4
"""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from data.batches import DistrictBatch, FactBatch, SchemeBatch
from data.computation import Question, Session
from data.errors import InputRefused
from data.files.reading import read_files
from data.queryfile import QueryFile
from data.release import Receipt, Writer
from data.scheme import read_scheme
from data.store import Store

YEAR = 2023
approx = pytest.approx
UNITS = """
    unit_id | name | group
    U1      | 甲镇 | 镇街
"""


def scheme(*components: Mapping[str, Any], full_marks: float = 100, **rest: Any) -> str:
    """A scheme of 2023 as TOML; `rest` are keys of [scheme], or whole tables (floor, grade, bonus, ...).

    Without a floor the scheme waives the one on spot checks.
    """
    head = {"id": "tiny-2023", "name": "测试办法", "year": YEAR, "basis": "测试〔2023〕1号"}
    head |= {"full_marks": full_marks}
    if "floor" not in rest:
        head["spot_floor_waived_by"] = "测试〔2023〕2号"
    tables = {"rectification", "bonus", "veto", "floor", "grade"} & rest.keys()
    head |= {key: value for key, value in rest.items() if key not in tables}
    lines = [f"scheme = {_toml(head)}", f"component = {_toml(list(components))}"]
    return "\n".join([*lines, *(f"{key} = {_toml(rest[key])}" for key in sorted(tables))])


def component(
    code: str, source: str, points: float, indicators: Mapping[str, Sequence[Any]] | None = None, **keys: Any
) -> dict[str, Any]:
    """A component; `indicators` maps an indicator's code to its items."""
    made = {"code": code, "name": f"环节{code}", "source": source, "points": points, **keys}
    if indicators:
        made["indicator"] = [
            {"code": name, "name": f"指标{name}", "item": list(items)} for name, items in indicators.items()
        ]
    return made


def item(code: str, points: float, rule: str, **keys: Any) -> dict[str, Any]:
    """A scored item, named 项 + its code."""
    return {"code": code, "name": f"项{code}", "points": points, "rule": rule, **keys}


def _toml(value: Any) -> str:
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key} = {_toml(part)}" for key, part in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    return value.isoformat() if isinstance(value, date) else json.dumps(value, ensure_ascii=False)


def table(text: str) -> list[list[str]]:
    """The cells of a text table, its headings first."""
    return [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]


@dataclass
class Answers:
    """The chain's tables at one as-of date; numbers, dates and None as plain Python values.

    What a table needs is computed when it is first asked, as for a page.
    """

    session: Session
    question: Question
    as_of: date

    def rows(self, name: str, **where: Any) -> list[dict[str, Any]]:
        """The rows of scores.<name> in which the columns `where` have these values."""
        self.session.compute(self.question, upto=[f"scores.{name}"])
        found = ask(self.session, f"select * from scores.{name}")
        where = {"as_of": self.as_of, **where} if found and "as_of" in found[0] else where
        return [row for row in found if all(row[key] == value for key, value in where.items())]

    def row(self, name: str, **where: Any) -> dict[str, Any]:
        """The one row that fits."""
        [only] = self.rows(name, **where)
        return only

    def result(self, unit: str = "U1") -> dict[str, Any]:
        """Score, rank and grade of a unit."""
        return self.row("results", unit_id=unit)

    def base(self, unit: str = "U1") -> float | None:
        """The unrounded base total of a unit."""
        return self.result(unit)["base"]

    def finding(self, finding_id: str) -> dict[str, Any]:
        """How a finding stands."""
        return self.row("findings", finding_id=finding_id)

    def values(self, unit: str = "U1") -> dict[str, float | None]:
        """Reference → value of every ledger entry of a unit; None when not countable yet."""
        entries = self.rows("entries", unit_id=unit)
        return {entry["ref"]: entry["value"] if entry["is_countable"] else None for entry in entries}

    def component(self, code: str, unit: str = "U1") -> dict[str, Any]:
        """Score, full_points, rate and weight of a component of a unit."""
        return self.row("components", unit_id=unit, component=code)

    def losses(self, unit: str = "U1") -> dict[tuple[str, str], float]:
        """(cause, reference) → marks of the total a unit lost, periods added up."""
        lost: dict[tuple[str, str], float] = {}
        for row in self.rows("losses", unit_id=unit):
            key = row["cause"], row["ref"]
            lost[key] = lost.get(key, 0) + row["marks"]
        return lost


def ask(session: Session, sql: str, **parameters: Any) -> list[dict[str, Any]]:
    """Rows of a SELECT as dicts of plain values."""
    query = QueryFile("tests", "ask", sql, "", {}, frozenset(parameters), frozenset())
    frame = session.rows(query, parameters).astype(object)
    frame = frame.where(frame.notna(), None)
    return [{key: _plain(value) for key, value in row.items()} for row in frame.to_dict("records")]


def _plain(value: Any) -> Any:
    return value.date() if hasattr(value, "to_pydatetime") else value


@dataclass
class District:
    """A store with one scheme and some facts."""

    store: Path
    files: Path
    sessions: list[Session] = field(default_factory=list)

    def at(self, *as_ofs: str, **question: Any) -> Any:
        """The answers at a date, or a list of them; `question` are further fields of a Question."""
        days = [date.fromisoformat(day) for day in as_ofs]
        store = Store(self.store)
        year = store.year(question.pop("year", YEAR))
        session = Session(store.layout.release_file(store.release_id))
        self.sessions.append(session)
        asked = Question(
            year=year.year, edition=year.edition, closes_on=year.closes_on, as_ofs=tuple(days), **question
        )
        answers = [Answers(session, asked, day) for day in days]
        return answers if len(answers) > 1 else answers[0]

    def add(self, *, accept_valid: bool = False, **tables: str) -> Receipt:
        """Import more tables as one batch."""
        sheets = read_files(list(self._write(tables))).sheets
        return Writer(self.store).submit(FactBatch(sheets, accept_valid=accept_valid))

    def add_scheme(self, scheme_text: str) -> Receipt:
        """Make another scheme the one for its year."""
        return Writer(self.store).submit(self._scheme(scheme_text))

    def _scheme(self, scheme_text: str) -> SchemeBatch:
        path = self.files / "scheme.toml"
        path.write_text(scheme_text, encoding="utf-8")
        return SchemeBatch(read_scheme(path), path)

    def _write(self, tables: Mapping[str, str]) -> Iterator[Path]:
        self.files.mkdir(exist_ok=True)
        for kind, text in tables.items():
            path = self.files / f"{kind}.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows(table(text))
            yield path

    def start(self, scheme_text: str | None, tables: Mapping[str, str]) -> None:
        """Store a scheme and the first facts in one release."""
        batches: list[Any] = []
        self.files.mkdir()
        if scheme_text is not None:
            batches.append(self._scheme(scheme_text))
        batches.append(FactBatch(read_files(list(self._write(tables))).sheets))
        for answer in Writer(self.store).submit_all(batches):
            if isinstance(answer, InputRefused):
                raise answer


class Given:
    """Makes districts for one test, each a copy of an empty store; closes what they opened."""

    def __init__(self, empty: Path, folder: Path) -> None:
        self._empty, self._folder = empty, folder
        self._made: list[District] = []

    def __call__(self, scheme_text: str | None, *, units: str = UNITS, **tables: str) -> District:
        place = self._folder / str(len(self._made))
        shutil.copytree(self._empty, place / "store")
        made = District(place / "store", place / "files")
        self._made.append(made)
        made.start(scheme_text, {"units": units, **tables})
        return made

    def close(self) -> None:
        """Close every session."""
        for made in self._made:
            for session in made.sessions:
                session.close()


def make_empty(store: Path) -> Path:
    """A store with the calendar and nothing else."""
    Writer(store).submit(DistrictBatch("测试区", is_demo=False))
    return store
