"""Storing a draw before anyone checks, and drawing it again from the release it was made on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from data.batches import Appended, Batch, Connection, insert_rows, next_number
from data.computation import Question, Session
from data.description import Year
from data.errors import InputRefused, Problem, StoreMissing
from data.layout import Layout
from data.queryfile import load_queries
from data.sampling import Cell, DrawnCell, Sample, draw_sample
from data.store import Store

_POPULATION = "pages/draw_population"


@dataclass(frozen=True)
class Exclusion:
    """A unit left out of a draw, and why."""

    unit_id: str
    reason: str


@dataclass
class DrawBatch(Batch):
    """A draw over the published release; `group_name` None draws from every group.

    Storing it names release, seed, population and exclusions, so that `redraw` can repeat it.
    """

    layout: Layout
    year: Year
    as_of: date
    size: int
    seed: str
    group_name: str | None = None
    exclusions: Sequence[Exclusion] = ()
    by: str = ""
    what: str = "draw"

    def __post_init__(self) -> None:
        self.note = f"{self.year.year}年抽取{self.size}项，种子“{self.seed}”，截止{self.as_of}"

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """The draw, its exclusions, strata and cells, under the next number."""
        release_id = self.layout.current_id()
        cells = read_population(self.layout, release_id, self.year, self.as_of, self.group_name)
        self._refuse_impossible(cells)
        sample = draw_sample(without(cells, self.exclusions), self.size, self.seed)
        draw_no = next_number(connection, "raw.draws", "draw_no")
        edition = self.year.edition
        self._insert_draw(connection, (batch_id, draw_no), edition, release_id, sample)
        _insert_parts(connection, draw_no, self.exclusions, sample)
        return Appended(len(sample.drawn), {"raw.draws"})

    def changes(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """What was drawn by which seed, and who was left out; for the audit log."""
        drawn = {"year": self.year.year, "as_of": str(self.as_of), "size": self.size, "seed": self.seed}
        group = {"group": self.group_name} if self.group_name else {}
        left_out = [{"unit_id": each.unit_id, "reason": each.reason} for each in self.exclusions]
        return [], [drawn | group, *left_out]

    def _insert_draw(
        self, connection: Connection, key: tuple[int, int], edition: int, release_id: str, sample: Sample
    ) -> None:
        asked = (self.seed, self.size, self.year.year, self.as_of, edition, self.group_name)
        found = (release_id, datetime.now(), self.by, sample.population, sample.population_digest)
        insert_rows(connection, "raw.draws", [(*key, *asked, *found)])

    def _refuse_impossible(self, cells: Sequence[Cell]) -> None:
        """Raise InputRefused with everything that stands against this draw."""
        problems = []
        if not self.seed.strip():
            problems.append(_problem("seed", self.seed, "没有种子", "请写明种子，如公开摇出的号码"))
        groups = {cell.group_name for cell in cells}
        if not groups:
            problems.append(
                _problem("group", self.group_name, "没有可抽的单位和评分项", "请核对单位类别和截止日期")
            )
        units = {cell.unit_id for cell in cells}
        for exclusion in self.exclusions:
            if exclusion.unit_id not in units:
                action = "请从排除名单中去掉，或核对单位和截止日期"
                problems.append(_problem("exclude", exclusion.unit_id, "排除的单位不在抽样范围内", action))
            if not exclusion.reason.strip():
                problems.append(
                    _problem("exclude", exclusion.unit_id, "没有写明排除理由", "请写成 单位=理由")
                )
        left = len(without(cells, self.exclusions))
        if groups and not 1 <= self.size <= left:
            action = f"请写1至{left}之间的整数"
            problems.append(_problem("size", str(self.size), f"抽样范围只有{left}项", action))
        if problems:
            raise InputRefused(problems)


@dataclass(frozen=True)
class Redraw:
    """A draw repeated: whether it gives the stored cells and population, and which cells differ (unit, item)."""

    draw_no: int
    release_id: str
    is_same_population: bool
    missing: tuple[tuple[str, str], ...]
    extra: tuple[tuple[str, str], ...]
    is_same_order: bool

    @property
    def matches(self) -> bool:
        """Whether population, cells and their order are the stored ones."""
        return self.is_same_population and self.is_same_order and not self.missing and not self.extra


def redraw(store: Store, draw_no: int) -> Redraw:
    """Draw again with the stored seed and size from the release it was made on.

    Raises StoreMissing when there is no such draw, or when its release is no longer kept.
    """
    draw = find_draw(store, draw_no)
    release_id = str(draw["release_id"])
    if not store.layout.release_file(release_id).is_file():
        raise StoreMissing(f"第{draw_no}次抽样所用的数据版本 {release_id} 已不在库中，无法重抽")
    year = Year(int(draw["year"]), int(draw["edition_id"]), "", draw["closes_on"].date(), "")
    group = draw["group_name"] if isinstance(draw["group_name"], str) else None
    cells = read_population(store.layout, release_id, year, draw["as_of"].date(), group)
    excluded = [
        Exclusion(row["unit_id"], row["reason"])
        for row in store.table("pages/draw_exclusions", draw_no=draw_no).to_dict("records")
    ]
    sample = draw_sample(without(cells, excluded), int(draw["size"]), str(draw["seed"]))
    stored = store.table("pages/draw_cells", draw_no=draw_no)
    before = list(zip(stored["unit_id"], stored["item"], strict=True))
    now = [(drawn.cell.unit_id, drawn.cell.item) for drawn in sample.drawn]
    return Redraw(
        draw_no=draw_no,
        release_id=release_id,
        is_same_population=sample.population_digest == draw["population_digest"],
        missing=tuple(sorted(set(before) - set(now))),
        extra=tuple(sorted(set(now) - set(before))),
        is_same_order=before == now,
    )


def find_draw(store: Store, draw_no: int) -> dict[str, Any]:
    """Return the row of pages/draws of one draw; StoreMissing when there is none."""
    draws = store.table("pages/draws", year=None)
    found = draws[draws["draw_no"] == draw_no]
    if found.empty:
        raise StoreMissing(f"没有第{draw_no}次抽样。可用 draw --list 查看全部抽样")
    return {str(key): value for key, value in found.iloc[0].items()}


def read_population(
    layout: Layout, release_id: str, year: Year, as_of: date, group_name: str | None
) -> list[Cell]:
    """Return every cell of a release that a draw at `as_of` can take, in no promised order."""
    query = load_queries()[_POPULATION]
    question = Question(year=year.year, edition=year.edition, closes_on=year.closes_on, as_ofs=(as_of,))
    session = Session(layout.release_file(release_id))
    try:
        session.compute(question, upto=query.reads)
        frame = session.rows(query, {"as_of": as_of, "group_name": group_name})
    finally:
        session.close()
    return [
        Cell(row["unit_id"], row["item"], row["group_name"], row["check_count"], row["level"])
        for row in frame.to_dict("records")
    ]


def without(cells: Sequence[Cell], exclusions: Sequence[Exclusion]) -> list[Cell]:
    """Return the cells of units that are not left out."""
    left_out = {exclusion.unit_id for exclusion in exclusions}
    return [cell for cell in cells if cell.unit_id not in left_out]


def _insert_parts(
    connection: Connection, draw_no: int, exclusions: Sequence[Exclusion], sample: Sample
) -> None:
    insert_rows(
        connection, "raw.draw_exclusions", [(draw_no, each.unit_id, each.reason) for each in exclusions]
    )
    insert_rows(
        connection,
        "raw.draw_strata",
        [
            (draw_no, each.name, each.group_name, each.level, each.population, each.drawn)
            for each in sample.strata
        ],
    )
    insert_rows(
        connection,
        "raw.draw_cells",
        [_cell_row(draw_no, drawn) for drawn in sample.drawn],
    )


def _cell_row(draw_no: int, drawn: DrawnCell) -> tuple[object, ...]:
    cell = drawn.cell
    place = (draw_no, drawn.turn, cell.unit_id, cell.item)
    return (*place, cell.group_name, cell.level, drawn.stratum, cell.check_count)


def _problem(column: str, value: str | None, problem: str, action: str) -> Problem:
    return Problem("抽样", None, None, f"--{column}", value, problem, action)
