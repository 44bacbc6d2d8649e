"""Random tasks of every deadline kind with their ledger rows and extensions, all valid imports."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from .deadlines import read_deadline, scored_units
from .facts import Extension, Facts, LedgerRow, Task, with_unit_ids
from .random_schemes import YEAR
from .scheme import number

DEADLINES = (
    "2023年6月底前",
    "2023年10月底前",
    "2023年12月底前完成",
    "长期坚持",
    "信息形成或变更之日起20个工作日内公开",
    "年内不少于3次",
    "部门预算经本级财政部门批复后20日内公开",
    "48小时内予以回应",
    "每季度最后一天",
    "按月公开",
    "按年公开",
    "每年1月31日前",
    "每月2号之前",
    "每月前5个工作日内",
    "每季度最后一个工作日",
    "次年1月31日前",
    "7月31日前",
    "不少于30日",
    "每两周至少更新一次",
    "按照区财政统一部署执行",
)
NUMBERS = ("1", "2", "1-2", "附-3", "5")


def task_facts(maker, scheme, units):
    """(tasks, ledger rows, extensions of tasks)."""
    tasks = [_task(maker, scheme, units, no) for no in NUMBERS[: maker.count(0, len(NUMBERS))]]
    named = with_unit_ids(Facts(units=tuple(units)))
    ledger, extensions = [], []
    for task in tasks:
        owners = scored_units(task.responsible, named)
        for unit in units:
            if unit.unit_id in owners or maker.chance(15):
                rows = _rows(maker, scheme, task, unit)
                ledger += rows
                extensions += _extensions(maker, task, unit, rows)
    return tasks, ledger, extensions


def _task(maker, scheme, units, no):
    items = [i for c in scheme.components if c.source == "ledger" and not c.is_itemless for i in c.items]
    item = maker.pick(items) if items else None
    named = None if item is None else item.name if maker.chance(25) else item.code
    words = maker.pick(DEADLINES)
    return Task(YEAR, no, f"公开要求{no}", _responsible(maker, units), words, named)


def _responsible(maker, units):
    groups = list(dict.fromkeys(unit.group for unit in units))
    names = [unit.name for unit in units]
    everyone = "、".join(f"各{group}" for group in groups)
    kind = maker.pick(("everyone", "everyone", "group", "names", "lead", "lead_group"))
    if kind == "group":
        return f"各{maker.pick(groups)}"
    if kind == "names":
        return "、".join(names[: maker.count(1, len(names))])
    if kind == "lead" and len(names) > 1:
        return f"{names[0]}牵头，{'、'.join(names[1:])}配合"
    if kind == "lead_group":
        return f"{names[0]}牵头，各{maker.pick(groups)}配合"
    return everyone


def _rows(maker, scheme, task, unit):
    """Ledger rows with distinct keys (item, period, triggered_on)."""
    deadline = read_deadline(task.deadline, task.year)
    rows = {}
    for n in range(maker.pick((1, 0, 2, 3))):
        values = {"item": maker.pick((None, f"事项{n}")), "completed_on": _completed(maker, scheme)}
        if deadline.kind == "count":
            values["count"] = maker.maybe(60, lambda: number(maker.count(0, 3)))
        elif deadline.kind == "recurring" and maker.chance(60):
            values["period"] = maker.pick([label for label, _ in deadline.occurrences])
        elif deadline.kind == "after_event":
            values |= _event(maker, scheme, deadline)
        row = LedgerRow(unit.unit_id, task.year, task.task_no, **values)
        rows.setdefault((row.item, row.period, _moment(row.triggered_on)), row)
    return list(rows.values())


def _moment(triggered_on):
    """A day without a time begins at midnight: a row that says so is the same row."""
    if triggered_on is None or isinstance(triggered_on, datetime):
        return triggered_on
    return datetime.combine(triggered_on, time())


def _completed(maker, scheme):
    last = scheme.last_day if maker.chance(20) else date(YEAR, 12, 31)
    return maker.maybe(75, lambda: maker.day(date(YEAR, 1, 1), last))


def _event(maker, scheme, deadline):
    """An event and its completion, at most weeks apart; of hours some carry times on one side or both."""
    event = maker.day(date(YEAR, 1, 1), date(YEAR, 12, 20))
    days = maker.count(0, 4) if deadline.unit == "hours" else maker.count(0, 45)
    done = maker.maybe(75, lambda: min(event + timedelta(days=days), scheme.last_day))
    if deadline.unit != "hours":
        return {"triggered_on": event, "completed_on": done}
    if maker.chance(60):
        event = datetime.combine(event, time(maker.count(0, 11), maker.pick((0, 30))))
    if done is not None and maker.chance(60):
        done = datetime.combine(done, time(maker.count(12, 23), maker.pick((0, 30))))
    return {"triggered_on": event, "completed_on": done}


def _extensions(maker, task, unit, rows):
    """Requests that name an entry by its item or period, or none where the task has one entry."""
    deadline = read_deadline(task.deadline, task.year)
    if not deadline.makes_entries_since(None) or not maker.chance(30):
        return []
    names = [None, *[row.item for row in rows if row.item], *[row.period for row in rows if row.period]]
    if deadline.kind == "recurring":
        names += [label for label, _ in deadline.occurrences]
    asked = {}
    for _ in range(maker.count(1, 2)):
        day = maker.day(date(YEAR, 1, 1), date(YEAR, 12, 31))
        asked.setdefault(day, maker.pick(names))
    return [_extension(maker, task, unit, day, item) for day, item in asked.items()]


def _extension(maker, task, unit, day, item):
    decided = maker.maybe(80, lambda: day + timedelta(days=maker.count(0, 10)))
    decision = None if decided is None else maker.pick(("granted", "granted", "refused"))
    moved = day + timedelta(days=maker.count(5, 90)) if decision == "granted" else None
    return Extension(
        requested_on=day,
        unit=unit.unit_id,
        year=YEAR,
        task_no=task.task_no,
        item=item,
        decided_on=decided,
        decision=decision,
        new_due_on=moved,
    )
