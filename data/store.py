"""Reading a store: queries over the published release and over scores computed from it, cached by content."""

from __future__ import annotations

import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from data.computation import Question, Session
from data.errors import StoreDamaged, StoreMissing
from data.layout import Layout
from data.queryfile import load_queries

_SESSIONS_KEPT = 12
_FRAMES_KEPT = 512
ALL_UNITS = "*"
OVERDUE_COLUMNS = (
    "kind",
    "ref",
    "unit_id",
    "name",
    "group_name",
    "description",
    "due_on",
    "original_due_on",
    "days_late",
    "status",
)


@dataclass(frozen=True)
class Year:
    """A year with a scheme: its edition, its last date, and the digest of all its scores depend on."""

    year: int
    edition: int
    scheme_name: str
    closes_on: date
    digest: str


@dataclass(frozen=True)
class Release:
    """What every page and export names: the release read, its years, the district.

    `dated_years`: (year, edition or None, digest) of every year with findings or tasks, scheme or not.
    """

    release_id: str
    years: tuple[Year, ...]
    dated_years: tuple[tuple[int, int | None, str], ...]
    district: str
    is_demo: bool


class Store:
    """A store opened for reading. Follows CURRENT; safe for many threads.

    Scores are computed on demand and kept by (digest of the year's facts, edition, dates), so a save that
    does not touch a year empties nothing of it.
    """

    def __init__(self, path: Path) -> None:
        self.layout = Layout(path)
        self._lock = threading.Lock()
        self._release: Release | None = None
        self._sessions: OrderedDict[tuple[Any, ...], _Computed] = OrderedDict()
        self._frames: OrderedDict[tuple[Any, ...], pd.DataFrame] = OrderedDict()

    @property
    def release(self) -> Release:
        """The published release, reread when CURRENT has changed."""
        release_id = self.layout.current_id()
        with self._lock:
            if self._release is None or self._release.release_id != release_id:
                self._release = _describe(self.layout.release_file(release_id), release_id)
            return self._release

    @property
    def release_id(self) -> str:
        """Id of the published release."""
        return self.release.release_id

    @property
    def district(self) -> str:
        """The district's name, empty when none was given."""
        return self.release.district

    @property
    def is_demo(self) -> bool:
        """Whether the data are a demonstration."""
        return self.release.is_demo

    def years(self) -> list[int]:
        """Years that have a scheme, oldest first."""
        return [year.year for year in self.release.years]

    def year(self, year: int | None = None) -> Year:
        """A year's scheme; without `year` the newest. StoreMissing when there is none."""
        return _find_year(self.release, year)

    def closes_on(self, year: int) -> date:
        """The last date a fact of the year may carry."""
        return self.year(year).closes_on

    def default_as_of(self, year: int) -> date:
        """Today, at most the year's close."""
        return min(date.today(), self.closes_on(year))

    def query(
        self,
        name: str,
        *,
        year: int,
        as_of: date,
        what_ifs_for: str | None = None,
        dates: tuple[date, ...] = (),
        horizon: date | None = None,
        **parameters: Any,
    ) -> pd.DataFrame:
        """The rows of queries/<name>.sql over the scores of `year` at `as_of` (and the further `dates`).

        `what_ifs_for` a unit id computes that unit's what-ifs, "*" those of all units; otherwise
        scores.what_ifs is empty. `parameters` are the query's own. The frame is a private copy.
        """
        release = self.release
        chosen = _find_year(release, year)
        question = Question(
            year=chosen.year,
            edition=chosen.edition,
            closes_on=chosen.closes_on,
            as_ofs=tuple(sorted({as_of, *dates})),
            unit_id=None if what_ifs_for in (None, ALL_UNITS) else what_ifs_for,
            with_what_ifs=what_ifs_for is not None,
            horizon=horizon,
        )
        return self._ask(release, question, chosen.digest, name, {"as_of": as_of, **parameters})

    def _ask(
        self, release: Release, question: Question, digest: str, name: str, parameters: dict[str, Any]
    ) -> pd.DataFrame:
        key = (digest, question, name, *sorted(parameters.items()))
        frame = self._cached_frame(key)
        if frame is None:
            computed = self._computed(release, digest, question)
            frame = computed.rows(name, {**question.parameters(), **parameters})
            self._keep_frame(key, frame)
        return frame.copy()

    def overdue(self, as_of: date, due_within: int) -> pd.DataFrame:
        """The rows of queries/pages/overdue.sql over every year with findings or tasks.

        Years do not close here: what was never rectified stays overdue until it is.
        """
        release = self.release
        frames = [
            self._ask(
                release,
                Question(year=year, edition=edition, closes_on=as_of, as_ofs=(as_of,)),
                digest,
                "pages/overdue",
                {"as_of": as_of, "due_within": due_within},
            )
            for year, edition, digest in release.dated_years
        ]
        if not frames:
            return pd.DataFrame(columns=list(OVERDUE_COLUMNS))
        found = pd.concat([frame for frame in frames if len(frame)] or frames[:1], ignore_index=True)
        return found.sort_values(
            ["days_late", "due_on", "kind", "unit_id", "ref"], ascending=[False] + [True] * 4
        )

    def table(self, name: str, **parameters: Any) -> pd.DataFrame:
        """The rows of a query that reads the release alone, without scores (batches, rounds, calendar)."""
        release = self.release
        key = (release.release_id, name, *sorted(parameters.items()))
        frame = self._cached_frame(key)
        if frame is None:
            session = Session(self.layout.release_file(release.release_id))
            try:
                frame = session.rows(load_queries()[name], parameters)
            finally:
                session.close()
            self._keep_frame(key, frame)
        return frame.copy()

    def template_file(self, sha256: str) -> bytes:
        """The kept file of one of the office's templates (pages/templates); OSError when it is gone."""
        return (self.layout.objects / sha256).read_bytes()

    def _cached_frame(self, key: tuple[Any, ...]) -> pd.DataFrame | None:
        with self._lock:
            if key in self._frames:
                self._frames.move_to_end(key)
                return self._frames[key]
            return None

    def _keep_frame(self, key: tuple[Any, ...], frame: pd.DataFrame) -> None:
        with self._lock:
            self._frames[key] = frame
            while len(self._frames) > _FRAMES_KEPT:
                self._frames.popitem(last=False)

    def _computed(self, release: Release, digest: str, question: Question) -> _Computed:
        """The session that holds a question's scores, computed once even when many ask at once."""
        key = (digest, question)
        with self._lock:
            computed = self._sessions.get(key)
            if computed is None:
                computed = _Computed(self.layout.release_file(release.release_id), question)
                self._sessions[key] = computed
            self._sessions.move_to_end(key)
            while len(self._sessions) > _SESSIONS_KEPT:
                self._sessions.popitem(last=False)
        return computed


class _Computed:
    """A question and the session with its scores, built as far as the queries asked so far need.

    Dropped from the cache it ends with its last user.
    """

    def __init__(self, release_file: Path, question: Question) -> None:
        self._release_file = release_file
        self._question = question
        self._session: Session | None = None
        self._lock = threading.Lock()

    def rows(self, name: str, parameters: dict[str, Any]) -> pd.DataFrame:
        query = load_queries()[name]
        with self._lock:
            if self._session is None:
                self._session = Session(self._release_file)
            self._session.compute(self._question, upto=query.reads)
        return self._session.rows(query, parameters)


def _find_year(release: Release, year: int | None) -> Year:
    """A year of a release; without `year` the newest. StoreMissing when there is none."""
    known = {one.year: one for one in release.years}
    if not known:
        raise StoreMissing("还没有考核办法。请先运行 scheme 命令导入办法文件")
    if year is None:
        year = max(known)
    if year not in known:
        raise StoreMissing(f"没有{year}年的考核办法。已有：{'、'.join(map(str, sorted(known)))}")
    return known[year]


def _describe(path: Path, release_id: str) -> Release:
    """The years, editions and district of a release file; StoreDamaged when it cannot be read."""
    try:
        connection = duckdb.connect(str(path), read_only=True)
    except duckdb.Error as error:
        raise StoreDamaged(
            f"数据版本文件“{path.name}”已损坏，无法打开。请用 rollback 或 restore 恢复"
        ) from error
    try:
        years = connection.execute(
            "select digests.year, digests.edition_id, editions.name, editions.closes_on, digests.digest "
            "from core.year_digests as digests inner join scheme.editions using (edition_id) order by digests.year"
        ).fetchall()
        dated = connection.execute(
            "select years.year, editions.edition_id from (select year from core.findings union "
            "select year from core.tasks) as years left join core.editions using (year) order by years.year"
        ).fetchall()
        district = connection.execute(
            "select arg_max(name, batch_id), arg_max(is_demo, batch_id) from raw.district "
            "inner join core.live_batches using (batch_id)"
        ).fetchone()
    except duckdb.Error as error:
        raise StoreDamaged(
            f"数据版本文件“{path.name}”已损坏，读不出内容。请用 rollback 或 restore 恢复"
        ) from error
    finally:
        connection.close()
    name, is_demo = district or (None, None)
    known = {row[0]: str(row[4]) for row in years}
    return Release(
        release_id=release_id,
        years=tuple(
            Year(year, edition, scheme_name, closes_on, str(digest))
            for year, edition, scheme_name, closes_on, digest in years
        ),
        dated_years=tuple((year, edition, known.get(year, release_id)) for year, edition in dated),
        district=name or "",
        is_demo=bool(is_demo),
    )
