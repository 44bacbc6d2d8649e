"""Batches undone, and the data taken back to a release."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Any

from data.accounts.roles import ADMINISTRATOR, SUPERVISOR
from data.batches import (
    Appended,
    Batch,
    Connection,
    StateBatch,
    last_batch_of,
    rollback_states,
    undo_states,
)
from data.errors import NotAllowed, OpennessError, StoreMissing
from data.layout import published
from data.work.asks import Ask, refuse
from data.work.books import Doer, ask, stale
from data.work.step import Job, Step
from data.work.steps.uploads import FOUR_EYED

SETTINGS = frozenset({"scheme", "calendar", "template", "district"})
"""What a batch may be that the administrator answers for; all others hold facts, which only supervisors change."""
_UNDOES = frozenset({"undo", "rollback"})
_BATCH = Ask("batch", "批次", "integer")
_RELEASE = Ask("release", "数据版本", "hidden")
_SENTENCE = Ask("sentence", "确认语")


@dataclass
class SwitchBatch(StateBatch):
    """An undo or a rollback with what it switches told."""

    states: dict[int, bool] = field(default_factory=dict)

    def append(self, connection: Connection, batch_id: int) -> Appended:
        """What is decided at the moment of writing."""
        decide = self.decide

        def decided(connection: Connection) -> dict[int, bool]:
            self.states = decide(connection)
            if not self.needs_second and _has_four_eyed(connection, self.states):
                raise stale(batch_id - 1)  # it came in after the form was looked at
            return self.states

        self.decide = decided
        return super().append(connection, batch_id)

    def changes(self) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
        """Every batch that was switched: whether it counted before, and whether it counts now."""
        pairs = sorted(self.states.items())
        return (
            [{"batch": batch, "is_live": not is_live} for batch, is_live in pairs],
            [{"batch": batch, "is_live": is_live} for batch, is_live in pairs],
        )


def rollback_sentence(last_batch: int) -> str:
    """What must be typed before all batches after that one are undone."""
    return f"撤销第{last_batch}批之后的各批"


def switched_batches(connection: Connection, states: dict[int, bool]) -> list[tuple[int, str, str, bool]]:
    """Batch, kind, note and whether it will count, of every batch that an undo or rollback switches."""
    return [
        (row["batch_id"], row["what"], row["note"] or "", states[row["batch_id"]])
        for row in _ask_batches(connection, states)
    ]


def refuse_others_batches(connection: Connection, states: dict[int, bool], doer: Doer) -> None:
    """Raise NotAllowed where a switch reaches what is not the doer's: facts are the supervisors', the scheme, the
    calendar and the templates are the administrator's.
    """
    batches = [batch for batch in switched_batches(connection, states) if batch[1] not in _UNDOES]
    settings = [str(batch) for batch, what, _, _ in batches if what in SETTINGS]
    facts = [str(batch) for batch, what, _, _ in batches if what not in SETTINGS]
    if doer.role == ADMINISTRATOR and facts:
        raise NotAllowed(f"第{'、'.join(facts)}批是考核数据，管理员不能改动，请由主管撤销")
    if doer.role == SUPERVISOR and settings:
        raise NotAllowed(f"第{'、'.join(settings)}批是考核办法、日历等设置，请由管理员撤销")


def _undo(job: Job) -> Batch:
    batch = int(job.values.need("batch"))

    def decide(connection: Connection) -> dict[int, bool]:
        return _decided(undo_states, connection, batch, job.doer)

    return _switch(job, SwitchBatch("undo", decide, job.by, f"撤销第{batch}批"), undo_states, batch)


def _rollback(job: Job) -> Batch:
    release = job.values.need("release")

    def decide(connection: Connection) -> dict[int, bool]:
        states = _decided(rollback_states, connection, release, job.doer)
        _refuse_other_sentence(connection, release, job.values.need("sentence"))
        if not states:
            raise refuse(None, None, "这个版本之后没有要撤销的批次", "数据没有改动")
        return states

    return _switch(
        job, SwitchBatch("rollback", decide, job.by, f"回到版本{release}"), rollback_states, release
    )


def _refuse_other_sentence(connection: Connection, release: str, typed: str) -> None:
    sentence = rollback_sentence(last_batch_of(connection, release))
    if typed != sentence:
        raise refuse(_SENTENCE.chinese, typed, "与要求的确认语不同", f"请照写：{sentence}")


def _decided(
    states_of: Callable[..., dict[int, bool]], connection: Connection, what: Any, doer: Doer
) -> dict[int, bool]:
    """What is switched, where the doer may; what is not there is refused like any wrong answer."""
    try:
        states = states_of(connection, what)
    except StoreMissing as error:
        problem = str(error).partition("。")[0]  # what follows names commands
        raise refuse(None, str(what), problem, "请刷新页面") from error
    refuse_others_batches(connection, states, doer)
    return states


def _switch(job: Job, batch: SwitchBatch, states_of: Callable[..., dict[int, bool]], what: Any) -> Batch:
    """The batch, which needs a second person where what it switches did."""
    with published(job.layout) as connection:
        try:
            states = states_of(connection, what)
        except OpennessError:
            return batch  # refused at the moment of writing
        batch.needs_second = _has_four_eyed(connection, states)
    return batch


def _has_four_eyed(connection: Connection, states: Collection[int]) -> bool:
    return any(row["is_four_eyed"] for row in _ask_batches(connection, states))


def _ask_batches(connection: Connection, states: Collection[int]) -> list[dict[str, Any]]:
    return ask(connection, "work/switched_batches", batches=list(states), kinds=sorted(FOUR_EYED))


STEPS: tuple[Step, ...] = (
    Step("batch.undo", "撤销一批", (_BATCH,), lambda values: f"第{values.need('batch')}批", _undo),
    Step(
        "release.rollback",
        "回到旧版本",
        (_RELEASE, _SENTENCE),
        lambda values: f"数据版本 {values.need('release')}",
        _rollback,
    ),
)
