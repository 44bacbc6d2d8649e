"""Exports asked for on the page: made in the background, one after another, with their progress.

A job's file is a lone piece as it is, else a zip. It lies in a folder of this process, which goes with it.
"""

from __future__ import annotations

import logging
import secrets
import threading
from collections import OrderedDict
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dashboard.exports.catalogue import pieces_of
from dashboard.exports.occasion import Occasion
from dashboard.exports.piece import Piece, whole_file, write_zip
from dashboard.text import exports as words
from data.errors import OpennessError, StoreBusy
from data.files.sheet import Workspace
from data.logs import log, request_id
from data.system import delete_unless_open

KEPT = 4  # of one owner
WORKERS = 2


@dataclass
class Job:
    """An export under way: `state` is waiting, running, done or failed; `name` and `file` once it is done.

    `request` is the id of the request that began it.
    """

    job_id: str
    owner: str
    state: str = "waiting"
    total: int = 0
    done: int = 0
    last: str = ""
    message: str = ""
    name: str = ""
    file: Path | None = None
    request: str = field(default_factory=request_id)

    def report(self) -> dict[str, Any]:
        """Return what the page shows of it."""
        return {
            "id": self.job_id,
            "state": self.state,
            "total": self.total,
            "done": self.done,
            "last": self.last,
            "message": self.message,
        }


@dataclass
class Jobs:
    """The jobs of one server: one at a time for each owner, the newest KEPT remembered, older files deleted."""

    _jobs: OrderedDict[str, Job] = field(default_factory=OrderedDict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _workspace: Workspace = field(default_factory=Workspace)
    _pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(WORKERS, "export"))

    def start(self, kinds: Sequence[str], occasion: Occasion, owner: str = "") -> Job:
        """Begin to make the pieces of the kinds for `owner`; returns at once.

        Raises StoreBusy while an earlier job of the same owner has not ended.
        """
        job = Job(secrets.token_urlsafe(12), owner)
        with self._lock:
            own = [each for each in self._jobs.values() if each.owner == owner]
            if any(each.state in ("waiting", "running") for each in own):
                raise StoreBusy(words.ONE_AT_A_TIME)
            self._jobs[job.job_id] = job
            for old in own[: 1 - KEPT]:
                self._forget(old)
        self._pool.submit(self._run, job, list(dict.fromkeys(kinds)), occasion)
        return job

    def _forget(self, job: Job) -> None:
        del self._jobs[job.job_id]
        if job.file:
            delete_unless_open(job.file)

    def find(self, job_id: str, owner: str = "") -> Job | None:
        """Return a job of that account, None when it is not remembered."""
        with self._lock:
            job = self._jobs.get(job_id)
        return job if job and job.owner == owner else None

    def _run(self, job: Job, kinds: list[str], occasion: Occasion) -> None:
        try:
            job.state = "running"
            pieces = pieces_of(kinds, occasion)
            job.total = len(pieces)
            if not pieces:
                raise OpennessError(words.NOTHING_TO_EXPORT)
            self._make(job, pieces, occasion)
            job.state = "done"
        except OpennessError as error:
            job.message, job.state = str(error), "failed"
        except Exception:
            log("export failed", level=logging.ERROR, request=job.request, kinds=kinds)
            job.message, job.state = words.EXPORT_FAILED.format(request_id=job.request), "failed"

    def _make(self, job: Job, pieces: list[Piece], occasion: Occasion) -> None:
        target = self._workspace.path / job.job_id

        def tell(done: int, last: str) -> None:
            job.done, job.last = done, last

        if len(pieces) == 1:
            made = pieces[0].make()
            with whole_file(target) as file:
                file.write(made)
            job.name = pieces[0].path.rpartition("/")[2]
            tell(1, pieces[0].path)
        else:
            write_zip(pieces, target, tell)
            job.name = words.ZIP_NAME.format(stem=occasion.stem)
        job.file = target
