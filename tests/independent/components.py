"""Items, indicators, periods and components of one unit, with every lost mark (scoring.md 4 to 6).

The score of a component and its lost marks are worked out side by side, not one from the other.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from functools import cached_property

from .deadlines import read_deadline, scored_units
from .entries import task_entries
from .facts import Facts
from .findings import (
    counted_checks,
    counted_inspections,
    counting_findings,
    judge,
    place,
    quarter_of,
    quarter_of_finding,
    seen,
)
from .scheme import Scheme


@dataclass
class Context:
    """One computation: the day facts are known by, and what a what-if changes."""

    scheme: Scheme
    facts: Facts
    year: int
    on: date
    clocks: dict = field(default_factory=dict)  # finding id or task reference -> later day
    completed: frozenset = frozenset()  # task references completed on the day

    @cached_property
    def checks(self):
        return counted_checks(self.facts, self.year, self.on)

    @cached_property
    def findings(self):
        return counting_findings(self.facts, self.year, self.on)

    @cached_property
    def inspections(self):
        return counted_inspections(self.facts, self.year, self.on)

    @cached_property
    def quarters(self):
        found = self.findings
        return {f.finding_id: quarter_of_finding(f, self.facts, self.year, self.on) for f in found}

    @cached_property
    def tasks(self):
        """[(task, ids of the units scored for it)] of the year."""
        mine = [task for task in self.facts.tasks if task.year == self.year]
        return [(task, scored_units(task.responsible, self.facts)) for task in mine]


@dataclass(frozen=True)
class Loss:
    component: str
    period: str
    indicator: str | None
    item: str | None
    cause: str
    ref: str
    marks: Fraction


@dataclass(frozen=True)
class Scored:
    """A component with data: its score and the losses, both in marks of the component."""

    score: Fraction
    losses: tuple[Loss, ...]


def scaled(losses, factor):
    return [replace(loss, marks=loss.marks * factor) for loss in losses]


def stopped_at(losses, limit):
    """The losses, shrunk in proportion when together they are more than `limit`."""
    together = sum(loss.marks for loss in losses)
    return scaled(losses, limit / together) if together > limit else losses


def applying(component, unit):
    return [item for item in component.items if item.applies(unit.unit_id, unit.group)]


def checks_on(ctx, unit, component):
    """[(check, earned, item)] of a unit on items of the component that apply to it."""
    hits = []
    for check, earned in ctx.checks:
        item = component.item_named(check.item) if component.source == "spot_check" else None
        if check.unit == unit.unit_id and item is not None and item.applies(unit.unit_id, unit.group):
            hits.append((check, earned, item))
    return hits


def could_have_data(ctx, unit, component):
    """False when nothing of the unit could ever be assessed under the component (section 5)."""
    if component.source != "ledger":
        return bool(applying(component, unit))
    return any(
        read_deadline(task.deadline, task.year, ctx.facts.moved).makes_entries_since(unit.active_from)
        for item in applying(component, unit)
        for task in fed_by(ctx, unit, component, item)
    )


def fed_by(ctx, unit, component, item):
    """The tasks of the unit that feed an item of a ledger component."""
    return [
        task for task, units in ctx.tasks if unit.unit_id in units and component.item_named(task.item) == item
    ]


def score_component(ctx, unit, component):
    """Scored, or None while the component has no data."""
    outcomes = []
    for period, quarter in _periods(ctx, unit, component):
        outcome = _score_period(ctx, unit, component, period, quarter)
        if outcome is not None:
            outcomes.append(outcome)
    if not outcomes:
        return None
    score, losses = _combine(component, outcomes)
    penalties = _rate_penalties(ctx, unit, component)
    score = max(Fraction(0), score - sum(loss.marks for loss in penalties))
    losses = stopped_at(losses + penalties, component.points)
    return Scored(score, tuple(loss for loss in losses if loss.marks > 0))


def _periods(ctx, unit, component):
    """[(label, quarter or None)] of the periods in which the unit was looked at."""
    if component.source == "spot_check":
        quarters = {quarter_of(c.checked_on, ctx.year) for c, _, _ in checks_on(ctx, unit, component)}
    elif component.source == "inspection":
        quarters = {row.quarter for row in ctx.inspections if row.unit == unit.unit_id}
    else:
        return [(str(ctx.year), None)]
    if component.is_quarterly:
        return [(f"{ctx.year}Q{quarter}", quarter) for quarter in sorted(quarters)]
    return [(str(ctx.year), None)] if quarters else []


def _combine(component, outcomes):
    """The score over the periods and the losses that explain it."""
    scores = [score for score, _ in outcomes]
    kept = outcomes
    if component.combine == "min":
        kept = [outcome for outcome in outcomes if outcome[0] == min(scores)]
    score = min(scores) if component.combine == "min" else sum(scores) / len(scores)
    return score, [loss for _, losses in kept for loss in scaled(losses, Fraction(1, len(kept)))]


def _score_period(ctx, unit, component, period, quarter):
    """(score, losses) of one period in marks of the component, or None when no item was assessed."""
    possible = got = Fraction(0)
    kept = []
    for indicator in dict.fromkeys(item.indicator for item in component.items):
        items = [item for item in applying(component, unit) if item.indicator == indicator]
        results = [(item, _item_losses(ctx, unit, component, item, period, quarter)) for item in items]
        assessed = [(item, losses) for item, losses in results if losses is not None]
        points = sum(item.points for item, _ in assessed)
        possible += points
        got += _indicator_got(component, assessed, points)
        kept += _indicator_losses(component, assessed, points)
    if not possible:
        return None
    return component.points * got / possible, scaled(kept, component.points / possible)


def _indicator_got(component, assessed, points):
    gots = [item.points - sum(loss.marks for loss in losses) for item, losses in assessed]
    if component.cap == "item":
        gots = [max(Fraction(0), got) for got in gots]
    return min(points, max(Fraction(0), sum(gots, Fraction(0))))


def _indicator_losses(component, assessed, points):
    kept = []
    for item, losses in assessed:
        kept += stopped_at(losses, item.points) if component.cap == "item" else losses
    return stopped_at(kept, points)


def _item_losses(ctx, unit, component, item, period, quarter):
    """Losses in points of the item, before any stop; None when the item was not assessed."""

    def loss(cause, ref, marks):
        return Loss(component.code, period, item.indicator, item.code, cause, ref, marks)

    if item.rule == "rate":
        return _rate(ctx, unit, component, item, quarter, loss)
    if item.rule == "deduct":
        return _deduct(ctx, unit, component, item, quarter, loss)
    if item.rule == "complete":
        return _complete(ctx, unit, component, item, loss)
    return _review(ctx, unit, component, item, loss)


def _rate(ctx, unit, component, item, quarter, loss):
    mine = [
        (check, earned)
        for check, earned, under in checks_on(ctx, unit, component)
        if under == item and quarter in (None, quarter_of(check.checked_on, ctx.year))
    ]
    if not mine:
        return None
    possible = sum(check.possible for check, _ in mine)
    return [
        loss("check", check.check_id, item.points * (check.possible - earned) / possible)
        for check, earned in mine
    ]


def _findings_under(ctx, unit, component, item, quarter):
    return [
        finding
        for finding in ctx.findings
        if finding.unit == unit.unit_id
        and place(finding, ctx.scheme) == (component, item)
        and quarter in (None, ctx.quarters[finding.finding_id])
    ]


def _judge(ctx, finding, item):
    clock = ctx.clocks.get(finding.finding_id, ctx.on)
    return judge(finding, item.deduct_each, ctx.scheme.rectification, ctx.facts, ctx.on, clock)


def _deduct(ctx, unit, component, item, quarter, loss):
    losses = []
    for finding in _findings_under(ctx, unit, component, item, quarter):
        judged = _judge(ctx, finding, item)
        losses.append(loss("finding", finding.finding_id, judged.fault))
        losses.append(loss("overdue", finding.finding_id, judged.penalty))
    return losses


def _rate_penalties(ctx, unit, component):
    """Under a rate item only the penalties of its findings count, in marks of the component.

    Their quarter decides nothing: a passed check in a quarter not looked at before must not lower the base.
    """
    losses = []
    for item in applying(component, unit):
        if item.rule == "rate":
            for finding in _findings_under(ctx, unit, component, item, None):
                ref = finding.finding_id
                period = str(ctx.year) + (f"Q{ctx.quarters[ref]}" if component.is_quarterly else "")
                marks = _judge(ctx, finding, item).penalty
                losses.append(Loss(component.code, period, item.indicator, item.code, "overdue", ref, marks))
    return losses


def _complete(ctx, unit, component, item, loss):
    """The mean over tasks of the mean over their countable entries."""
    countable = {}
    for task in fed_by(ctx, unit, component, item):
        entries = task_entries(task, unit.unit_id, ctx.facts, ctx.on, ctx.clocks, ctx.completed)
        counted = [entry for entry in entries if entry.state != "waiting"]
        if counted:
            countable[task.task_no] = counted
    if not countable:
        return None
    losses = []
    missing = {"on_time": 0, "late": 1 - component.late_credit, "not_done": 1}
    for entries in countable.values():
        share = item.points / len(countable) / len(entries)
        for entry in entries:
            cause = "task_late" if entry.state == "late" else "task_not_done"
            losses.append(loss(cause, entry.ref, share * missing[entry.state]))
    return losses


def _review(ctx, unit, component, item, loss):
    for row in ctx.facts.reviews:
        if (row.unit, row.year) != (unit.unit_id, ctx.year) or not seen(row.reviewed_on, ctx.on):
            continue
        if component.item_named(row.item) != item:
            continue
        if item.rule == "entered" and row.awarded is not None:
            return [loss("review", item.code, item.points - row.awarded)]
        if item.rule == "target" and row.actual is not None and row.target:
            return [loss("review", item.code, item.points * (1 - min(Fraction(1), row.actual / row.target)))]
    return None
