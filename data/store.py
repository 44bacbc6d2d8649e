"""Reading a store: queries over the published release and over scores computed from it, cached by content."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from data.computation import Question, Session, Units
from data.damage import damaged, is_damage
from data.description import Release, Year, describe, open_release
from data.errors import StoreMissing
from data.layout import Layout
from data.queryfile import load_queries

MEMORY_MB = 2000
"""What the computed scores of a process take together: one session that grows and all that are kept, half each."""

_SESSIONS_KEPT = 12
_FRAMES_KEPT = 512
_CELLS_KEPT = 3_000_000  # of all kept frames together: some 300 MB
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


class Store:
    """A store opened for reading. Follows CURRENT; safe for many threads.

    Scores are computed on demand and kept by (digest of the year's facts, edition, dates), so a save that
    does not touch a year empties nothing of it. The sessions that hold them share `memory_mb`: what a growing one
    cannot take lies on the disk, and of those kept the least lately asked is dropped.
    """

    def __init__(self, path: Path, memory_mb: int = MEMORY_MB) -> None:
        self.layout = Layout(path)
        self._session_mb = memory_mb // 2
        self._lock = threading.Lock()
        self._release: Release | None = None
        self._opened: Session | None = None  # of that release; the first question asked of it takes it over
        self._damaged_id: str | None = None
        self._sessions: OrderedDict[tuple[Any, ...], _Computed] = OrderedDict()
        self._frames: OrderedDict[tuple[Any, ...], pd.DataFrame] = OrderedDict()

    @property
    def release(self) -> Release:
        """The published release, reread when CURRENT has changed."""
        release_id = self.layout.current_id()
        with self._lock:
            if self._release is None or self._release.release_id != release_id:
                session = open_release(self.layout, release_id, self._session_mb)
                self._release = describe(self.layout, release_id, session)
                self._opened = session
            return self._release

    def verify(self) -> Release:
        """The published release, reread from its file; StoreDamaged when that, or any query before, failed over it."""
        release_id = self.layout.current_id()
        if self._damaged_id == release_id:
            raise damaged(self.layout, release_id)
        with closing(open_release(self.layout, release_id)) as session:
            return describe(self.layout, release_id, session)

    @contextmanager
    def _telling(self, release: Release) -> Iterator[None]:
        """Say a damaged release file as what it is, and remember it."""
        try:
            yield
        except duckdb.Error as error:
            if not is_damage(error):
                raise
            self._damaged_id = release.release_id
            raise damaged(self.layout, release.release_id) from error

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
        what_ifs_for: str | Units | None = None,
        dates: tuple[date, ...] = (),
        horizon: date | None = None,
        **parameters: Any,
    ) -> pd.DataFrame:
        """The rows of queries/<name>.sql over the scores of `year` at `as_of` (and the further `dates`).

        With `what_ifs_for`, a unit id or one of `unit_parts`, scores are those of these units alone, with their
        what-ifs; otherwise scores.what_ifs is empty. `parameters` are the query's own. The frame is a private copy.
        """
        release = self.release
        chosen = _find_year(release, year)
        question = Question(
            year=chosen.year,
            edition=chosen.edition,
            closes_on=chosen.closes_on,
            as_ofs=tuple(sorted({as_of, *dates})),
            units=(what_ifs_for, what_ifs_for) if isinstance(what_ifs_for, str) else what_ifs_for,
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
            with self._telling(release):
                frame = computed.rows(name, {**question.parameters(), **parameters})
            self._drop_sessions()
            self._keep_frame(key, frame)
        return frame.copy()

    def unit_parts(self, year: int) -> list[Units]:
        """All units in parts small enough for their what-ifs (pages/unit_parts); one empty part where there are none."""
        parts = self.table("pages/unit_parts", year=year).itertuples(index=False, name=None)
        return list(parts) or [("", "")]

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
            with (
                self._telling(release),
                closing(Session(self.layout.release_file(release.release_id), self._session_mb)) as session,
            ):
                frame = session.rows(load_queries()[name], parameters)
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
        if frame.size > _CELLS_KEPT:
            return
        with self._lock:
            self._frames[key] = frame
            while (
                len(self._frames) > _FRAMES_KEPT
                or sum(one.size for one in self._frames.values()) > _CELLS_KEPT
            ):
                self._frames.popitem(last=False)

    def _computed(self, release: Release, digest: str, question: Question) -> _Computed:
        """The session that holds a question's scores, computed once even when many ask at once."""
        key = (digest, question)
        with self._lock:
            computed = self._sessions.get(key)
            if computed is None:
                release_file = self.layout.release_file(release.release_id)
                computed = _Computed(release_file, question, self._session_mb)
                if release is self._release:
                    computed.session, self._opened = self._opened, None
                self._sessions[key] = computed
            self._sessions.move_to_end(key)
        return computed

    def _drop_sessions(self) -> None:
        """Drop the least lately asked sessions beyond the number and the memory that are kept."""
        dropped: list[Any] = []
        with self._lock:
            kept = self._sessions
            while len(kept) > _SESSIONS_KEPT or (
                len(kept) > 1 and sum(one.held_mb for one in kept.values()) > self._session_mb
            ):
                dropped.append(kept.popitem(last=False))
        if dropped:  # nobody waits for them to end: that takes a while
            threading.Thread(target=dropped.clear).start()


class _Computed:
    """A question and the session with its scores, built as far as the queries asked so far need.

    `session` is opened by the first who asks, if it was not handed over. Dropped from the cache it ends with its
    last user.
    """

    def __init__(self, release_file: Path, question: Question, memory_mb: int) -> None:
        self._release_file = release_file
        self._question = question
        self._memory_mb = memory_mb
        self.session: Session | None = None
        self.held_mb = 0.0
        self._lock = threading.Lock()

    def rows(self, name: str, parameters: dict[str, Any]) -> pd.DataFrame:
        query = load_queries()[name]
        with self._lock:
            if self.session is None:
                self.session = Session(self._release_file, self._memory_mb)
            self.session.compute(self._question, upto=query.reads)
        answer = self.session.rows(query, parameters)
        self.held_mb = self.session.held_mb()
        return answer


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
