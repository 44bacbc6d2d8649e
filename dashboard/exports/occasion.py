"""What an export is of: a year at a date, or a closed round with its stored rows; for all units or for one."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pandas as pd

from dashboard.access.reader import Reader, current_reader
from dashboard.desk import Desk
from dashboard.text import exports as words
from dashboard.text import frame, numbers
from dashboard.view import View
from data.computation import Units
from data.errors import StoreMissing
from data.scope import AnyStore


@dataclass(frozen=True)
class Closed:
    """A closed round that stands: its number, name, numbered correction (0 for none), release and how far published."""

    round_no: int
    name: str
    correction_no: int
    release_id: str
    publish: str


@dataclass(frozen=True)
class Occasion:
    """A year at a date, or a closed round of it; `unit_id` where only one unit is wanted.

    Scores, components and losses of a round are the rows stored when it was closed (scoring.md section 9);
    lists of findings and tasks are today's facts at the round's date, and say so.
    """

    store: AnyStore
    year: int
    as_of: date
    closed: Closed | None = None
    unit_id: str | None = None
    reader: Reader = field(default_factory=current_reader)  # goes with the work into the background

    @classmethod
    def of(
        cls,
        store: AnyStore,
        *,
        year: int | None = None,
        as_of: date | None = None,
        round_name: str | None = None,
        unit_id: str | None = None,
    ) -> Occasion:
        """Return the occasion of a round, else of a date (default: today, at most the year's close).

        Raises StoreMissing when there is no such year or round.
        """
        if round_name is None:
            chosen = store.year(year).year
            return cls(store, chosen, as_of or store.default_as_of(chosen), unit_id=unit_id)
        rounds = store.table("pages/rounds")
        found = rounds[rounds["stands"] & (rounds["name"] == round_name)]
        found = found if year is None else found[found["year"] == year]
        if found.empty:
            raise StoreMissing(words.NO_ROUND.format(name=round_name))
        row = found.sort_values("year").iloc[-1]
        closed = Closed(
            int(row["round_no"]), round_name, int(row["correction_no"]), row["release_id"], row["publish"]
        )
        return cls(store, store.year(int(row["year"])).year, row["as_of"].date(), closed, unit_id)

    @classmethod
    def at(cls, desk: Desk) -> Occasion:
        """Return what a view of the page 报表 asks for: its round where one is chosen, else its date; its unit."""
        view = desk.view
        return cls.of(
            desk.store,
            year=view.year,
            as_of=view.as_of,
            round_name=view.word("round"),
            unit_id=view.word("unit"),
        )

    @property
    def desk(self) -> Desk:
        """The store as a reader of this date sees it."""
        given = ("year", "as_of")
        view = View(path="/", year=self.year, as_of=self.as_of, given=given)
        return Desk(self.store, view, reader=self.reader)

    def ask(self, name: str, **parameters: Any) -> pd.DataFrame:
        """Return the rows of queries/pages/<name>.sql at the occasion's year and date."""
        return self.desk.ask(name, **parameters)

    def results(self) -> pd.DataFrame:
        """Return one row a unit: the columns of pages/score, stored ones for a round."""
        return self._of_unit(self._stored_or("round_published", "score"))

    def components(self) -> pd.DataFrame:
        """Return one row a unit and component: the columns of pages/score_components."""
        return self._of_unit(self._stored_or("round_published_components", "score_components"))

    def unit_parts(self) -> list[Units]:
        """Return the occasion's units in parts: what is asked part by part takes no more memory for more units."""
        return [(self.unit_id, self.unit_id)] if self.unit_id else self.store.unit_parts(self.year)

    def losses(self) -> pd.DataFrame:
        """Return one row a lost mark: the columns of pages/explain; `recoverable` is null for a round."""
        parts = [self.losses_of(part) for part in self.unit_parts()]
        return pd.concat(parts, ignore_index=True)

    def losses_of(self, part: Units, *, with_what_ifs: bool = True) -> pd.DataFrame:
        """Return the lost marks of a part of the units; without what-ifs nothing is `recoverable`."""
        which = {
            "what_ifs_for": part if with_what_ifs else None,
            "first_unit": part[0],
            "last_unit": part[1],
        }
        if self.closed:
            return self.ask("round_published_losses", round_no=self.closed.round_no, **which)
        return self.ask("explain", **which)

    def _stored_or(self, stored: str, computed: str) -> pd.DataFrame:
        if self.closed:
            return self.store.table(f"pages/{stored}", round_no=self.closed.round_no)
        return self.ask(computed)

    def _of_unit(self, rows: pd.DataFrame) -> pd.DataFrame:
        return rows if self.unit_id is None else rows[rows["unit_id"] == self.unit_id]

    @property
    def name(self) -> str:
        """What it is called in a title: 2026年第三季度, or 2026年度."""
        if self.closed is None:
            return words.YEAR_NAME.format(year=self.year)
        return words.ROUND_NAME.format(year=self.year, name=self.closed.name)

    @property
    def stem(self) -> str:
        """What its files are called after: 2026年第三季度_2026-09-30."""
        return words.STEM.format(name=self.name, as_of=self.as_of.isoformat())

    @property
    def edition(self) -> int:
        """The edition of the scheme that scored it: of a round its own, else the one that counts for the year."""
        if self.closed is None:
            return self.store.year(self.year).edition
        found = self.store.table("pages/round_edition", round_no=self.closed.round_no)
        return int(found["edition_id"].iloc[0])

    def provenance(self) -> list[tuple[str, str]]:
        """Return what every export states of its origin, as (name, words), in order; nothing that is not there."""
        release = self.store.release
        scheme = self.store.table("pages/frame", edition=self.edition).iloc[0]
        floors = self.store.table("pages/method_floors", edition=self.edition)
        stated = [
            (words.DISTRICT, release.district),
            (words.SCHEME, scheme["scheme_name"]),
            (words.BASIS, _text(scheme["basis"])),
            *((words.FLOOR, floor) for floor in _floors(floors)),
            (words.WAIVER, _text(scheme["spot_floor_waived_by"])),
            (words.AS_OF, numbers.day_in_words(self.as_of)),
            (words.ROUND, self._round_words()),
            (words.RELEASE, self.closed.release_id if self.closed else release.release_id),
            (words.DEMO, frame.DEMO_EXPLANATION if release.is_demo else ""),
        ]
        return [(name, told) for name, told in stated if told]

    def _round_words(self) -> str:
        if self.closed is None:
            return ""
        correction = self.closed.correction_no
        corrected = words.CORRECTION.format(number=correction) if correction else ""
        return f"{self.closed.name}{corrected}"


def _floors(floors: pd.DataFrame) -> list[str]:
    return [
        words.FLOOR_WORDS.format(
            names="、".join(rows["name"]),
            minimum=numbers.percent(rows["minimum"].iloc[0]),
            share=numbers.percent(rows["share"].iloc[0]),
        )
        for _, rows in floors.groupby("floor_no")
    ]


def _text(value: object) -> str:
    return "" if numbers.is_missing(value) else str(value)
