"""A store as one unit's account may read it: its own facts, what was published, the scheme; nothing else.

The table of data/rights.py says of every query a unit's account may ask what is left of its answer; a query it does
not list is refused. Frames are cut after they come out of the store's caches, on the private copy that every caller
gets.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, NoReturn

import pandas as pd

from data.computation import Units
from data.description import Release, Year
from data.errors import NotAllowed
from data.queryfile import load_queries
from data.rights import HIDDEN, PEOPLE, UNIT_QUERIES, Cut, Rows
from data.store import Store

SMALLEST_GROUP = 5
"""Fewer ranked units than this, and median and quartiles of a group would tell what single units have."""

_NAMES = ("unit_id", "name", "group_name")


class UnitStore:
    """A store as the account of one unit may read it; asked like a Store, whose caches it shares."""

    def __init__(self, whole: Store, unit_id: str) -> None:
        self._whole = whole
        self._unit_id = unit_id

    @property
    def layout(self) -> NoReturn:
        """Nothing: an account of a unit reads no files."""
        raise NotAllowed("单位账号不能读取数据目录。如有需要，请联系政务公开主管部门")

    @property
    def release(self) -> Release:
        """The published release."""
        return self._whole.release

    @property
    def release_id(self) -> str:
        """Id of the published release."""
        return self._whole.release_id

    @property
    def district(self) -> str:
        """The district's name, empty when none was given."""
        return self._whole.district

    @property
    def is_demo(self) -> bool:
        """Whether the data are a demonstration."""
        return self._whole.is_demo

    def years(self) -> list[int]:
        """Years that have a scheme, oldest first."""
        return self._whole.years()

    def year(self, year: int | None = None) -> Year:
        """A year's scheme; without `year` the newest. StoreMissing when there is none."""
        return self._whole.year(year)

    def closes_on(self, year: int) -> date:
        """The last date a fact of the year may carry."""
        return self._whole.closes_on(year)

    def default_as_of(self, year: int) -> date:
        """Today, at most the year's close."""
        return self._whole.default_as_of(year)

    def query(
        self,
        name: str,
        *,
        year: int,
        as_of: date,
        what_ifs_for: str | Units | None = None,
        dates: tuple[date, ...] = (),
        horizon: date | None = None,
        **parameters: Any,
    ) -> pd.DataFrame:
        """What is left of `Store.query` for this unit; what-ifs are its own. NotAllowed for a query not listed."""
        bound = self._bound(name, parameters)
        frame = self._whole.query(
            name,
            year=year,
            as_of=as_of,
            what_ifs_for=None if what_ifs_for is None else self._unit_id,
            dates=dates,
            horizon=horizon,
            **bound,
        )
        return self._cut(name, frame, bound)

    def table(self, name: str, **parameters: Any) -> pd.DataFrame:
        """What is left of `Store.table` for this unit. NotAllowed for a query not listed."""
        bound = self._bound(name, parameters)
        return self._cut(name, self._whole.table(name, **bound), bound)

    def unit_parts(self, year: int) -> list[Units]:
        """The own unit alone."""
        return [(self._unit_id, self._unit_id)]

    def overdue(self, as_of: date, due_within: int) -> pd.DataFrame:
        """The unit's own rows of `Store.overdue`."""
        return self._cut("pages/overdue", self._whole.overdue(as_of, due_within), {})

    def template_file(self, sha256: str) -> bytes:
        """The kept file of one of the office's templates; NotAllowed for any other kept file."""
        if sha256 not in set(self.table("pages/templates")["sha256"]):
            raise NotAllowed("单位账号不能读取导入的原始文件。如有需要，请联系政务公开主管部门")
        return self._whole.template_file(sha256)

    def _bound(self, name: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters with the own unit in place of any other; refuses what is not listed."""
        if name not in UNIT_QUERIES:
            raise NotAllowed("单位账号只能查看本单位的数据和已公布的结果，这一部分不对单位账号开放")
        takes_unit = "unit_id" in load_queries()[name].parameters
        return {**parameters, **({"unit_id": self._unit_id} if takes_unit else {})}

    def _cut(self, name: str, frame: pd.DataFrame, asked: Mapping[str, Any]) -> pd.DataFrame:
        """What is left of an answer; `asked` are the parameters it was asked with."""
        cut, rounds = UNIT_QUERIES[name], self._published()
        if cut.rows is Rows.NAMES:
            return _names_alone(frame)
        round_no = asked.get("round_no")
        scope = None if round_no is None else rounds.get(round_no, "none")
        left = _of_rounds(self._rows(cut, frame, scope), cut, rounds)
        return _nulled(_without_small_groups(left, cut), _hidden(cut, left, scope))

    def _rows(self, cut: Cut, frame: pd.DataFrame, scope: str | None) -> pd.DataFrame:
        """The rows that are left; `scope` is how far the round asked for is published, None when none was.

        Rows of a query by $unit_id need not name their unit; where they do it is looked at too.
        """
        needed = {Rows.PUBLISHED: ("full", "own"), Rows.IN_FULL: ("full",), Rows.NO_ROWS: ()}
        if scope not in needed.get(cut.rows, (None, "full", "own")):
            return frame.iloc[:0]
        is_all = scope == "full" and cut.rows in (Rows.PUBLISHED, Rows.IN_FULL)
        is_by_unit = cut.rows is Rows.OWN_PARAMETER and "unit_id" not in frame
        if cut.rows is Rows.PUBLIC or is_all or is_by_unit:
            return frame
        return frame[frame["unit_id"] == self._unit_id].reset_index(drop=True)

    def _published(self) -> dict[int, str]:
        """How far each closed round that stands is published: full, or own (to each unit its own place)."""
        rounds = self._whole.table("pages/rounds")
        told = rounds[rounds["stands"] & rounds["publish"].isin(("full", "own"))]
        return dict(zip(told["round_no"].tolist(), told["publish"].tolist(), strict=True))


AnyStore = Store | UnitStore
"""What pages and exports read from: the whole store, or what one unit's account may read of it."""


def _names_alone(frame: pd.DataFrame) -> pd.DataFrame:
    """Names without figures, group by group, inside a group by id: the query's own order is that of the ranks."""
    groups = {group: place for place, group in enumerate(frame["group_name"].unique())}
    ordered = frame.sort_values("unit_id", kind="stable").sort_values(
        "group_name", key=lambda column: column.map(groups), kind="stable"
    )
    return _nulled(ordered.reset_index(drop=True), set(frame.columns) - set(_NAMES))


def _of_rounds(frame: pd.DataFrame, cut: Cut, published: Mapping[int, str]) -> pd.DataFrame:
    """What a row says of a round that is not published goes: its columns of the round, else the whole row."""
    if "round_no" not in frame:
        return frame
    is_told = frame["round_no"].isin(list(published))
    if not cut.of_round:
        return frame[is_told].reset_index(drop=True)
    return frame.assign(
        **{name: frame[name].astype(object).where(is_told, None) for name in ("round_no", *cut.of_round)}
    )


def _without_small_groups(frame: pd.DataFrame, cut: Cut) -> pd.DataFrame:
    if not cut.aggregates:
        return frame
    is_enough = frame["ranked_in_group"] >= SMALLEST_GROUP
    return frame.assign(**{name: frame[name].where(is_enough) for name in cut.aggregates})


def _hidden(cut: Cut, frame: pd.DataFrame, scope: str | None) -> list[str]:
    """The columns to null: of a round published in full only those of people, else what says how a unit stands."""
    if scope == "full":
        return [*PEOPLE, *cut.hidden]
    kept = cut.published if scope or "round_no" in frame else ()
    return [name for name in (*HIDDEN, *cut.hidden) if name not in kept]


def _nulled(frame: pd.DataFrame, columns: Iterable[str]) -> pd.DataFrame:
    """The frame with those of the columns that it has empty."""
    return frame.assign(**{name: None for name in columns if name in frame})
