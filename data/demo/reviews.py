"""Yearly reviews, bonus and deductions, and the decisions that followed."""

from __future__ import annotations

from datetime import date
from random import Random

from data.demo.days import draw_day, stream
from data.demo.items import Item, fitting
from data.demo.office_texts import BONUS_REASONS, MAJOR_REASONS, VETO_REASONS
from data.demo.rows import Row
from data.demo.units import PROFILES, TIED_2026, Unit, units_of

# item name -> (target, first and last day of the review as month-day; "+" = of the next year)
_TARGETS = {"业务培训": 4, "领导小组会议": 2, "负责人听取汇报": 2}
_NOTES = ("评审组评分", "综合评议", "问卷调查与抽样复核")
_YEAR_REPORT = ("04-07", "04-24")
_SURVEY = ("+01-08", "+01-23")
_REVIEWED = {2025: ("12-15", "12-30"), 2026: ("11-09", "11-19")}
# The running year has no survey yet, and these units are still to be reviewed.
_NOT_REVIEWED_2026 = ("Z04", "B03", "B10", "S03", *TIED_2026, "S06")

# unit, kind, points, month-day, index of the reason
_ADJUSTMENTS = {
    2025: (
        ("Z01", "bonus", 1.5, "05-20", 0), ("Z02", "bonus", 1, "07-08", 3), ("B01", "bonus", 1, "06-17", 1),
        ("B06", "bonus", 1, "09-09", 4), ("B19", "bonus", 1, "04-15", 2), ("B19", "bonus", 1, "10-21", 0),
        ("B05", "bonus", 0.5, "11-11", 5), ("S01", "bonus", 1, "08-19", 5), ("B12", "bonus", 1, "12-02", 6),
        ("B09", "major", 2, "08-05", 0), ("B11", "major", 1, "10-14", 1), ("Z08", "major", 1.5, "11-18", 2),
        ("B18", "veto", None, "12-09", 0),
    ),
    2026: (
        ("Z01", "bonus", 1, "04-21", 6), ("Z02", "bonus", 1, "05-19", 1), ("B01", "bonus", 1.5, "07-14", 0),
        ("B19", "bonus", 1, "03-17", 4), ("B14", "bonus", 1, "08-18", 3), ("B04", "bonus", 0.5, "09-15", 5),
        ("Z08", "bonus", 1, "10-13", 2), ("B12", "major", 2, "09-22", 0), ("B08", "major", 1, "06-16", 1),
        ("Z06", "veto", None, "10-20", 0),
    ),
}  # fmt: skip

# unit, kind, date, round, number of the document, reason
_OUTCOMES = (
    ("Z07", "interview", "2025-07-22", "2025年年中", 18, "年中得分在镇街中列末位，且问题整改进度明显滞后。"),
    ("B18", "interview", "2025-07-22", "2025年年中", 18, "多项问题超过整改时限，未提交延期申请。"),
    ("B18", "criticism", "2025-12-16", "2025年第三季度", 41, "台账完成日期与事实不符，经核查属实。"),
    ("B19", "praise", "2026-01-29", "2025年年终", 3, "年终得分列区直部门前列，政策问答做法在全区推广。"),
    ("B06", "praise", "2026-01-29", "2025年年终", 3, "财政信息公开及时完整，问题整改迅速。"),
    ("Z01", "praise", "2026-01-29", "2025年年终", 3, "年终得分列镇街首位，基层公开专区运行规范。"),
    ("S01", "praise", "2026-01-29", "2025年年终", 3, "年终得分列事业单位前列，新媒体账号管理规范。"),
    ("Z07", "criticism", "2026-01-29", "2025年年终", 4, "全年未报送工作台账，年终得分列末位。"),
    ("B12", "criticism", "2026-01-29", "2025年年终", 4, "政策解读和问题整改两项失分较多。"),
    ("B18", "accountability", "2026-01-30", "2025年年终", 5, "对伪造台账完成日期的责任人员启动问责程序。"),
)


def _day(year: int, word: str) -> date:
    """`"04-07"` in the year, `"+01-08"` in the next one."""
    return date.fromisoformat(f"{year + 1}-{word[1:]}" if word.startswith("+") else f"{year}-{word}")


def _window(year: int, item: Item) -> tuple[str, str] | None:
    """When an item is reviewed, or None where that year's review is still to come."""
    if item.name == "年度报告质量":
        return _YEAR_REPORT
    if item.name == "社会满意度":
        return _SURVEY if year == 2025 else None
    return _REVIEWED[year]


def _marks(year: int, unit: Unit, item: Item, rng: Random) -> Row:
    """What the review found: a count against its target, or marks in tenths."""
    share = min(1.0, max(0.2, PROFILES[year][unit.unit_id].review + rng.gauss(0, 0.05)))
    if item.rule == "target":
        target = _TARGETS[item.name]
        return {"actual": max(0, round(share * (target + 0.6))), "target": target, "note": "查阅会议记录"}
    return {"awarded": round(item.points * share, 1), "note": rng.choice(_NOTES)}


def review_rows(year: int) -> list[Row]:
    """The year's reviews by unit and item; in the running year some are still to come."""
    rng = stream("reviews", year)
    rows: list[Row] = []
    for unit in units_of(year):
        for item in fitting(year, "review", unit):
            marks = _marks(year, unit, item, rng)
            window = _window(year, item)
            early = window == _YEAR_REPORT
            late_start = unit.active_from is not None and unit.active_from > date(year, 4, 1)
            if window is None or (early and late_start) or (year == 2026 and unit.unit_id in TIED_2026):
                continue
            if year == 2026 and not early and unit.unit_id in _NOT_REVIEWED_2026:
                continue
            day = draw_day(rng, _day(year, window[0]), _day(year, window[1]))
            head: Row = {"unit": unit.unit_id, "year": year, "item": item.spelled(rng)}
            rows.append(head | {"reviewed_on": day} | marks)
    return rows


def _reason(year: int, kind: str, index: int) -> str:
    if kind == "veto":
        return VETO_REASONS[year]
    return (BONUS_REASONS if kind == "bonus" else MAJOR_REASONS)[index]


def adjustment_rows(year: int) -> list[Row]:
    """Bonus points, major deductions and the year's veto, in the order they were decided."""
    planned = sorted(_ADJUSTMENTS[year], key=lambda one: one[3])
    return [
        {
            "adjustment_id": f"JJ{year}-{number:02d}",
            "unit": unit_id,
            "kind": kind,
            "points": points,
            "year": year,
            "reason": _reason(year, kind, index),
            "decided_on": _day(year, month_day),
        }
        for number, (unit_id, kind, points, month_day, index) in enumerate(planned, start=1)
    ]


def outcome_rows() -> list[Row]:
    """What people decided after the rounds of 2025."""
    return [
        {
            "unit": unit_id,
            "kind": kind,
            "decided_on": date.fromisoformat(day),
            "round": name,
            "document": f"云岭政办演示通报〔{day[:4]}〕{number}号",
            "reason": reason,
        }
        for unit_id, kind, day, name, number, reason in _OUTCOMES
    ]
