"""Fact files of files.md section 1 as plain frozen records with the English field names.

A day is a `date`; a moment of the ledger that carries a time is a `datetime`. Numbers are exact fractions.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass, field, fields, replace
from datetime import date, datetime
from fractions import Fraction
from pathlib import Path

from .scheme import read_scheme


@dataclass(frozen=True)
class Unit:
    unit_id: str
    name: str
    group: str
    aliases: tuple[str, ...] = ()
    active_from: date | None = None
    active_to: date | None = None


@dataclass(frozen=True)
class Task:
    year: int
    task_no: str
    requirement: str
    responsible: str
    deadline: str
    item: str | None = None


@dataclass(frozen=True)
class LedgerRow:
    unit: str
    year: int
    task_no: str
    item: str | None = None
    period: str | None = None
    count: Fraction | None = None
    triggered_on: date | None = None
    completed_on: date | None = None


@dataclass(frozen=True)
class SpotCheck:
    check_id: str
    unit: str
    checked_on: date
    earned: Fraction
    possible: Fraction
    item: str | None = None
    year: int | None = None
    withdrawn_on: date | None = None


@dataclass(frozen=True)
class Inspection:
    inspection_id: str
    unit: str
    year: int
    quarter: int
    inspected_on: date


@dataclass(frozen=True)
class Finding:
    finding_id: str
    unit: str
    source: str
    notified_on: date
    description: str = "问题"
    check_id: str | None = None
    task_no: str | None = None
    quarter: int | None = None
    item: str | None = None
    count: Fraction | None = None
    deduction: Fraction | None = None
    year: int | None = None
    inspection_id: str | None = None
    due_on: date | None = None
    rectified_on: date | None = None
    rechecked_on: date | None = None
    recheck_result: str | None = None
    withdrawn_on: date | None = None
    is_repeat: bool | None = None


@dataclass(frozen=True)
class Extension:
    requested_on: date
    finding_id: str | None = None
    unit: str | None = None
    year: int | None = None
    task_no: str | None = None
    item: str | None = None
    decided_on: date | None = None
    decision: str | None = None
    new_due_on: date | None = None


@dataclass(frozen=True)
class Review:
    unit: str
    year: int
    item: str
    reviewed_on: date
    awarded: Fraction | None = None
    actual: Fraction | None = None
    target: Fraction | None = None


@dataclass(frozen=True)
class Adjustment:
    adjustment_id: str
    unit: str
    kind: str
    decided_on: date
    reason: str = "事由"
    points: Fraction | None = None
    year: int | None = None


@dataclass(frozen=True)
class Appeal:
    appealed_on: date
    finding_id: str | None = None
    check_id: str | None = None
    decided_on: date | None = None
    result: str | None = None
    deduction: Fraction | None = None
    earned: Fraction | None = None


@dataclass(frozen=True)
class Facts:
    units: tuple[Unit, ...] = ()
    tasks: tuple[Task, ...] = ()
    ledger: tuple[LedgerRow, ...] = ()
    spot_checks: tuple[SpotCheck, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    findings: tuple[Finding, ...] = ()
    extensions: tuple[Extension, ...] = ()
    reviews: tuple[Review, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    appeals: tuple[Appeal, ...] = ()
    name_to_id: dict = field(default_factory=dict, compare=False)
    # day → whether it is worked, where the office edited the calendar; comes in as a calendar, not as a fact file
    moved: dict = field(default_factory=dict, compare=False)


KINDS = {
    "units": Unit,
    "tasks": Task,
    "ledger": LedgerRow,
    "spot_checks": SpotCheck,
    "inspections": Inspection,
    "findings": Finding,
    "extensions": Extension,
    "reviews": Review,
    "adjustments": Adjustment,
    "appeals": Appeal,
}

# The Chinese heading of a field, and of the kinds that word it differently.
CHINESE = {
    "unit_id": "单位编码", "name": "单位名称", "group": "单位类别", "aliases": "别名",
    "active_from": "启用日期",
    "active_to": "停用日期", "year": "年度", "task_no": "任务序号", "requirement": "工作要求",
    "responsible": "责任单位", "deadline": "时限要求", "item": "指标", "unit": "单位", "period": "期次",
    "count": "数量", "triggered_on": "触发日期", "completed_on": "完成日期", "check_id": "抽测编号",
    "checked_on": "抽测日期", "earned": "得分", "possible": "满分", "withdrawn_on": "撤销日期",
    "inspection_id": "检查编号", "quarter": "季度", "inspected_on": "检查日期", "finding_id": "问题编号",
    "source": "来源", "description": "问题描述", "deduction": "扣分", "notified_on": "通报日期",
    "due_on": "整改时限", "rectified_on": "整改完成日期", "rechecked_on": "复查日期",
    "recheck_result": "复查结果", "is_repeat": "重复问题", "requested_on": "申请日期",
    "decided_on": "批复日期", "decision": "批复结果", "new_due_on": "延期至", "awarded": "得分",
    "actual": "完成数", "target": "目标数", "reviewed_on": "考核日期", "adjustment_id": "编号",
    "kind": "类型",
    "points": "分值", "reason": "事由", "appealed_on": "申诉日期", "result": "裁定结果",
}  # fmt: skip
CHINESE_BY_KIND = {
    ("tasks", "task_no"): "序号", ("ledger", "item"): "事项", ("ledger", "count"): "次数",
    ("extensions", "item"): "事项", ("adjustments", "decided_on"): "认定日期",
    ("appeals", "decided_on"): "裁定日期", ("appeals", "deduction"): "改扣分",
    ("appeals", "earned"): "改得分",
}  # fmt: skip

WORDS = {
    "source": {"日常抽测": "spot_check", "季度检查": "inspection", "第三方": "third_party",
               "上级通报": "superior", "社会监督": "public"},
    "recheck_result": {"通过": "pass", "不通过": "fail"},
    "decision": {"同意": "granted", "不同意": "refused"},
    "kind": {"加分": "bonus", "重大扣分": "major", "一票否决": "veto"},
    "result": {"维持": "upheld", "撤销": "withdrawn", "改扣": "changed"},
}  # fmt: skip
NUMBERS = {
    "count", "earned", "possible", "deduction", "awarded", "actual", "target", "points"
}  # fmt: skip


def heading(kind, name):
    """The Chinese heading of one field of one kind."""
    return CHINESE_BY_KIND.get((kind, name), CHINESE[name])


def read_district(folder):
    """(scheme, facts) of a folder with scheme.toml and one CSV a kind, headed in either language."""
    folder = Path(folder)
    rows = {kind: _read(folder / f"{kind}.csv", kind) for kind in KINDS if (folder / f"{kind}.csv").exists()}
    facts = Facts(**rows)
    return read_scheme(folder / "scheme.toml"), with_unit_ids(facts)


def with_unit_ids(facts):
    """The same facts with every unit named by its id, whatever name or alias the file used."""
    ids = {}
    for unit in facts.units:
        ids.update(dict.fromkeys((unit.unit_id, unit.name, *unit.aliases), unit.unit_id))
    changed = {"name_to_id": ids}
    for kind, record in KINDS.items():
        if "unit" in {f.name for f in fields(record)}:
            rows = getattr(facts, kind)
            changed[kind] = tuple(replace(row, unit=ids.get(row.unit)) for row in rows)
    return replace(facts, **changed)


def _read(path, kind):
    with path.open(encoding="utf-8-sig", newline="") as file:
        return tuple(_record(kind, row) for row in csv.DictReader(file))


def _record(kind, row):
    values = {}
    for f in fields(KINDS[kind]):
        text = (row.get(f.name) or row.get(heading(kind, f.name)) or "").strip()
        if text:
            values[f.name] = parse(f.name, text)
    return KINDS[kind](**values)


def parse(name, text):
    """One cell: a day, a moment, a number, a word of a closed list, or text."""
    if name.endswith("_on") or name in ("active_from", "active_to"):
        return moment(text)
    if name in NUMBERS:
        return Fraction(text)
    if name in ("year", "quarter"):
        return int(text)
    if name == "is_repeat":
        return text in ("是", "true")
    if name == "aliases":
        return tuple(text.replace(";", "、").split("、"))
    return WORDS.get(name, {}).get(text, text)


def moment(text):
    """A date, or a datetime where a time of day is written."""
    return datetime.fromisoformat(text) if len(text) > 10 else date.fromisoformat(text)


def day(value):
    """The calendar day of a date or a moment; None stays None."""
    return value.date() if isinstance(value, datetime) else value
