"""Quarterly inspections (季度检查): one visit with all it found; without findings it was a clean one."""

from __future__ import annotations

from datetime import date

from data.work.asks import Ask, Values, refuse
from data.work.books import Books, written
from data.work.days import refuse_day
from data.work.save import Done
from data.work.step import Step, rows_step
from data.work.steps.faults import FAULTS, fault_rows

QUARTERS = tuple((str(quarter), f"第{quarter}季度") for quarter in (1, 2, 3, 4))


def _about(values: Values) -> str:
    found = len(values.tables.get("findings", ()))
    told = f"问题{found}个" if found else "没有发现问题"
    return f"季度检查 {values.need('unit')} 第{values.need('quarter')}季度，{told}"


def _record(books: Books, values: Values) -> Done:
    unit_id, quarter = books.unit(values.need("unit")), values.need("quarter")
    day = values.day("inspected_on") or books.today
    refuse_day("检查日期", day, date.min, books.today, "")
    year = int(values["year"] or day.year)
    key = {"unit_id": unit_id, "year": year, "quarter": int(quarter), "inspected_on": day}
    same = books.find("inspections", **key)
    if same is not None:
        problem = f"这个单位这一天已有季度检查{same.facts['inspection_id']}（{same.facts['inspector'] or '别人'}录入）"
        raise refuse("检查日期", str(day), problem, "请核对单位、季度和日期；漏记的问题在问题清单中通报")
    number = books.next_id("inspections", f"JC{year}-{quarter}-")
    inspection = written(
        "inspections",
        inspection_id=number,
        unit=unit_id,
        year=str(year),
        quarter=quarter,
        inspected_on=day.isoformat(),
        inspector=values["inspector"] or books.doer.name or None,
    )
    notified_on = values.day("notified_on") or books.today
    refuse_day("通报日期", notified_on, day, books.today, "检查日期")
    common = {"unit": unit_id, "source": "季度检查", "inspection_id": number, "quarter": quarter}
    faults, told = fault_rows(books, values, notified_on, year, common)
    return Done((inspection, *faults), told=f"编号{number}{told}")


STEPS: tuple[Step, ...] = (
    rows_step(
        "inspection.record",
        "录入季度检查",
        (
            Ask("unit", "单位", "unit"),
            Ask("year", "年度", "integer", required=False),
            Ask("quarter", "季度", "choice", choices=QUARTERS),
            Ask("inspected_on", "检查日期", "date", required=False),
            Ask("inspector", "检查人", required=False, most=40),
            FAULTS,
            Ask("notified_on", "通报日期", "date", required=False),
        ),
        _about,
        _record,
    ),
)
