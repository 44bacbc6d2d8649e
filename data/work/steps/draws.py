"""Draws (抽样) made in the browser: the same draw as by the command, with the same seed the same cells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from data.batches import Appended, Batch, Connection
from data.draw import DrawBatch, Exclusion
from data.errors import InputRefused, Problem
from data.work.asks import FORM, Ask, Values, refuse
from data.work.step import Job, Step, scheme_year

_UNIT, _REASON = Ask("unit", "单位", "unit"), Ask("reason", "排除理由", most=200)
_FIELDS = {"--size": "抽取项数", "--seed": "种子", "--group": "单位类别", "--exclude": "不参加抽取的单位"}


class FormDraw(DrawBatch):
    """A draw whose refusals name the fields of the form instead of the command's options."""

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """As of any draw."""
        try:
            return super().append(connection, batch_id)
        except InputRefused as error:
            raise InputRefused([_told(problem) for problem in error.problems]) from error


def _told(problem: Problem) -> Problem:
    return replace(problem, file=FORM, column=_FIELDS.get(problem.column or ""))


def _make(job: Job) -> Batch:
    values, year = job.values, scheme_year(job)
    as_of = values.day("as_of") or min(date.today(), year.closes_on)
    if as_of > min(date.today(), year.closes_on):
        raise refuse("截止日期", str(as_of), "还没有到，或晚于本年度截止日期", "请核对日期")
    left_out = [Exclusion(each.need("unit"), each.need("reason")) for each in values.tables["exclusions"]]
    return FormDraw(
        layout=job.layout,
        year=year,
        as_of=as_of,
        size=int(values.need("size")),
        seed=values.need("seed"),
        group_name=values["group"],
        exclusions=left_out,
        by=job.doer.name,
    )


def _about(values: Values) -> str:
    return f"{values.need('year')}年抽取{values.need('size')}项，种子“{values.need('seed')}”"


STEPS: tuple[Step, ...] = (
    Step(
        "draw.make",
        "抽样",
        (
            Ask("year", "年度", "integer"),
            Ask("size", "抽取项数", "integer"),
            Ask("seed", "种子", most=100),
            Ask("group", "单位类别", required=False, most=40),
            Ask("as_of", "截止日期", "date", required=False),
            Ask("exclusions", "不参加抽取的单位", "rows", required=False, most=10, columns=(_UNIT, _REASON)),
        ),
        _about,
        _make,
    ),
)
