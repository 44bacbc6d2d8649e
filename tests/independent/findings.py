"""What a finding, a spot check and their appeals are worth on a day (scoring.md section 3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction


@dataclass(frozen=True)
class Judged:
    """A counting finding at a day: marks of the fault itself and marks for being overdue."""

    fault: Fraction
    penalty: Fraction
    days_late: int


def seen(when, on):
    """True when something dated `when` has happened by `on`."""
    return when is not None and when <= on


def quarter_of(when, year):
    """Calendar quarter; a day after the year's end (closes_on may be later) is its fourth."""
    return 4 if when.year > year else (when.month + 2) // 3


def year_of(fact, when):
    return when.year if fact.year is None else fact.year


def decided(rows, on, word, field):
    """The rows decided by `on` with that word, the deciding one last."""
    hits = [row for row in rows if seen(row.decided_on, on) and getattr(row, field) == word]
    return sorted(hits, key=lambda row: (row.decided_on, _asked(row)))


def _asked(row):
    return row.requested_on if hasattr(row, "requested_on") else row.appealed_on


def is_stopped(finding, appeals, on):
    """Withdrawn by its own date or by an appeal."""
    return seen(finding.withdrawn_on, on) or bool(decided(appeals, on, "withdrawn", "result"))


def counted_checks(facts, year, on):
    """[(check, earned)] of the year that count on a day, whatever item they name."""
    stopped = {
        finding.check_id
        for finding in facts.findings
        if seen(finding.notified_on, on)
        and is_stopped(finding, [a for a in facts.appeals if a.finding_id == finding.finding_id], on)
    }
    counted = []
    for check in facts.spot_checks:
        if year_of(check, check.checked_on) != year or not seen(check.checked_on, on):
            continue
        appeals = [appeal for appeal in facts.appeals if appeal.check_id == check.check_id]
        if check.check_id in stopped or seen(check.withdrawn_on, on):
            continue
        if decided(appeals, on, "withdrawn", "result"):
            continue
        changes = decided(appeals, on, "changed", "result")
        counted.append((check, changes[-1].earned if changes else check.earned))
    return counted


def counting_findings(facts, year, on):
    """The findings of the year notified by `on` and not withdrawn by then."""
    return [
        finding
        for finding in facts.findings
        if year_of(finding, finding.notified_on) == year
        and seen(finding.notified_on, on)
        and not is_stopped(finding, [a for a in facts.appeals if a.finding_id == finding.finding_id], on)
    ]


def effective_due(finding, extensions, on):
    granted = [row for row in decided(extensions, on, "granted", "decision") if row.new_due_on is not None]
    return granted[-1].new_due_on if granted else finding.due_on


def recheck_in_span(finding, on):
    """The result of a recheck dated from the rectification to `on`, else None."""
    if seen(finding.rectified_on, on) and seen(finding.rechecked_on, on):
        return finding.recheck_result if finding.rechecked_on >= finding.rectified_on else None
    return None


def is_pending(rows, due, on):
    """A request or appeal made on or before `due` (and by `on`) still waits at `on`."""
    return any(_asked(row) <= min(due, on) and not seen(row.decided_on, on) for row in rows)


def judge(finding, deduct_each, rules, facts, on, clock: date):
    """A counting finding with what is known on `on`, its lateness counted to `clock` (normally the same)."""
    extensions = [row for row in facts.extensions if row.finding_id == finding.finding_id]
    appeals = [row for row in facts.appeals if row.finding_id == finding.finding_id]
    recheck = recheck_in_span(finding, on)
    is_reported = seen(finding.rectified_on, on) and recheck != "fail"
    is_confirmed = is_reported and (recheck == "pass" or not rules.require_recheck)
    due = effective_due(finding, extensions, on)
    days_late = 0
    if due is not None and not is_pending(extensions + appeals, due, on):
        days_late = max(0, ((finding.rectified_on if is_reported else clock) - due).days)
    penalty = rules.overdue_per_day * days_late
    if rules.overdue_cap is not None:
        penalty = min(rules.overdue_cap, penalty)
    fault = base_deduction(finding, deduct_each, appeals, on)
    if finding.is_repeat:
        fault *= rules.repeat_factor
    if is_confirmed and days_late == 0:
        fault *= 1 - rules.relief
    return Judged(fault, penalty, days_late)


def base_deduction(finding, deduct_each, appeals, on):
    changes = decided(appeals, on, "changed", "result")
    if changes:
        return changes[-1].deduction
    if finding.deduction is not None:
        return finding.deduction
    return deduct_each * (1 if finding.count is None else finding.count)


def quarter_of_finding(finding, facts, year, on):
    """Its own quarter, else its inspection's, else the latest inspection's, else the calendar's."""
    if finding.quarter is not None:
        return finding.quarter
    counted = counted_inspections(facts, year, on)
    named = [row for row in counted if row.inspection_id == finding.inspection_id]
    if named:
        return named[0].quarter
    before = [row for row in counted if row.unit == finding.unit and row.inspected_on <= finding.notified_on]
    if before:
        return max(before, key=lambda row: (row.inspected_on, row.quarter)).quarter
    return quarter_of(finding.notified_on, year)


def counted_inspections(facts, year, on):
    return [row for row in facts.inspections if row.year == year and seen(row.inspected_on, on)]


def place(finding, scheme):
    """(component, item) under which a finding would be scored, or None when it is only tracked."""
    if finding.source in ("spot_check", "inspection"):
        for component in scheme.components:
            if component.source == finding.source:
                item = component.item_named(finding.item)
                if item is not None:
                    return component, item
        return None
    for component in scheme.components:
        for item in component.items:
            if item.rule == "deduct" and item.code is not None and item.code == finding.item:
                return component, item
    return None
