"""One step of work: what its form asks, and the batch that its answers become. data/work/steps holds them all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from data.batches import Batch
from data.description import Year
from data.errors import StoreMissing
from data.layout import Layout
from data.store import Store
from data.work.asks import Ask, Values, refuse
from data.work.books import Doer
from data.work.save import Attachment, Do, WorkBatch

SEEN = Ask("seen", "版本", "hidden", required=False)
"""The batch of the fact as the form showed it, so that nobody overwrites what they have not seen."""

REASON = "，理由："
"""Stands in the note of a batch before the reason that somebody gave: the fact files have no column for it."""


@dataclass(frozen=True)
class Job:
    """One form that was sent: the store it goes to, its answers, who sent it, the files that came along.

    `by` names who sent and who approved it; `source` is the uploaded file that the form accepts; `subject` says what
    it is about, for the note of the batch.
    """

    layout: Layout
    values: Values
    doer: Doer
    by: str
    files: Sequence[Attachment] = ()
    source: Path | None = None
    subject: str = ""


def _never(_: Values) -> bool:
    return False


@dataclass(frozen=True)
class Step:
    """A step: its code, its name, what its form asks, what the batch is about, and how the batch is made.

    `needs_second`: whether these answers take effect only once a second person approved them (四眼).
    """

    name: str
    chinese: str
    asks: tuple[Ask, ...]
    about: Callable[[Values], str]
    make: Callable[[Job], Batch]
    needs_second: Callable[[Values], bool] = _never
    takes_files: bool = False
    takes_upload: bool = False


def rows_step(
    name: str,
    chinese: str,
    asks: tuple[Ask, ...],
    about: Callable[[Values], str],
    do: Do,
    needs_second: Callable[[Values], bool] = _never,
    *,
    takes_files: bool = False,
) -> Step:
    """A step whose answers become rows of facts, decided by `do` at the moment of writing."""

    def make(job: Job) -> Batch:
        return WorkBatch(do, job.values, job.doer, f"{chinese}：{job.subject}", job.files)

    return Step(name, chinese, asks, about, make, needs_second, takes_files)


def always(_: Values) -> bool:
    """For steps that always need a second person."""
    return True


def scheme_year(job: Job) -> Year:
    """The year that a form names; InputRefused for one without a scheme."""
    year = job.values.need("year")
    try:
        return Store(job.layout.store).year(int(year))
    except StoreMissing as error:
        raise refuse("年度", year, "这一年没有考核办法", "请核对年度，或请管理员先启用办法") from error


def with_reason(subject: str, reason: str | None) -> str:
    """What a form is about, and the reason it gives; the last thing in the batch's note."""
    return f"{subject}{REASON}{reason}" if reason else subject
