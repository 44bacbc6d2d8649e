"""Made-up facts of a made-up district, always the same: 34 units under the demonstration's scheme for 2026."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd

from data.batches import FactBatch, SchemeBatch
from data.files.reading import read_files
from data.release import Writer
from data.scheme import builtin_schemes, read_scheme

YEAR = 2026
UNIT_COUNT = 34
TASK_COUNT = 30
AS_OF = date(YEAR, 12, 31)
_SEED = 20260101
FIRST_DAY = date(YEAR, 1, 5)
DAYS = 355
_SCHEME = builtin_schemes()["demo-2026"]


def write_checks(path: Path, count: int, first: int = 1) -> Path:
    """`count` spot checks numbered from `first`: units by name, items by code, seven in ten without a loss."""
    rng = np.random.default_rng([_SEED, first])
    items = item_codes("spot_check", "rate")
    drawn = {
        "n": np.arange(first, first + count),
        "unit": rng.integers(UNIT_COUNT, size=count),
        "day": rng.integers(DAYS, size=count),
        "item": np.array(items)[rng.integers(len(items), size=count)],
        "possible": rng.integers(1, 6, size=count),
        "luck": rng.random(count),
    }
    return _write(
        path,
        drawn,
        f"""
        select
            'C' || n as 抽测编号,
            printf('单位%02d', unit + 1) as 单位,
            date '{FIRST_DAY}' + cast(day as integer) as 抽测日期,
            item as 指标,
            '栏目' || n % 400 as 抽测对象,
            case when luck < 0.7 then possible else floor(possible * (luck - 0.7) / 0.3 * 2) / 2 end as 得分,
            possible as 满分,
            '检查员' || n % 7 as 抽测人,
            null as 备注
        from drawn order by n
        """,
    )


def write_findings(path: Path, count: int) -> Path:
    """Findings of the quarterly inspections and, one in two, of spot checks C1 to C`count`."""
    rng = np.random.default_rng([_SEED, count])
    checked = np.array(item_codes("spot_check", "rate"))
    inspected = np.array(item_codes("inspection", "deduct"))
    of_check = rng.random(count) < 0.5
    drawn = {
        "n": np.arange(1, count + 1),
        "unit": rng.integers(UNIT_COUNT, size=count),
        "day": rng.integers(DAYS, size=count),
        "of_check": of_check,
        "item": np.where(
            of_check,
            checked[rng.integers(len(checked), size=count)],
            inspected[rng.integers(len(inspected), size=count)],
        ),
        "late": rng.integers(-10, 12, size=count),
        "luck": rng.random(count),
    }
    return _write(
        path,
        drawn,
        f"""
        select
            'F' || n as 问题编号,
            printf('单位%02d', unit + 1) as 单位,
            case when of_check then '日常抽测' else '季度检查' end as 来源,
            case when of_check then 'C' || n end as 抽测编号,
            case when not of_check then quarter(date '{FIRST_DAY}' + cast(day as integer)) end as 季度,
            item as 指标,
            '栏目' || n % 400 || '更新不及时' as 问题描述,
            0.5 as 扣分,
            date '{FIRST_DAY}' + cast(day as integer) as 通报日期,
            date '{FIRST_DAY}' + cast(day as integer) + 15 as 整改时限,
            case when luck < 0.9 then date '{FIRST_DAY}' + cast(day + 15 + late as integer) end as 整改完成日期,
            case when luck < 0.8 then date '{FIRST_DAY}' + cast(day + 30 as integer) end as 复查日期,
            case when luck < 0.75 then '通过' when luck < 0.8 then '不通过' end as 复查结果
        from drawn order by n
        """,
    )


def write_rest(folder: Path) -> list[Path]:
    """Units, a task list, its ledger, the quarterly inspections and the yearly reviews: one CSV each."""
    units = f"(select unnest(range(1, {UNIT_COUNT + 1})) as unit)"
    tasks = f"(select unnest(range(1, {TASK_COUNT + 1})) as task)"
    items, reviewed = item_codes("ledger", "complete"), item_codes("review", "target")
    queries = {
        "units": "select printf('U%02d', unit) as 单位编码, printf('单位%02d', unit) as 单位名称, "
        f"case when unit <= 8 then '镇街' when unit <= 28 then '区直部门' else '事业单位' end as 单位类别 from {units}",
        "tasks": f"select {YEAR} as 年度, task as 序号, '公开第' || task || '类信息' as 工作要求, "
        f"'{_everybody()}' as 责任单位, '{YEAR}年' || 1 + task % 12 || '月底前' as 时限要求, "
        f"{items}[1 + task % {len(items)}] as 指标 from {tasks}",
        "ledger": f"select printf('单位%02d', unit) as 单位, {YEAR} as 年度, task as 任务序号, "
        f"make_date({YEAR}, 1 + task % 12, 10 + (unit + task) % 18) as 完成日期, '已完成' as 完成情况 "
        f"from {units} cross join {tasks} where (unit + task) % 9 > 0",
        "inspections": "select printf('J%02d-%d', unit, quarter) as 检查编号, printf('单位%02d', unit) as 单位, "
        f"{YEAR} as 年度, quarter as 季度, make_date({YEAR}, 3 * quarter, 20) as 检查日期 "
        f"from {units} cross join (select unnest([1, 2, 3, 4]) as quarter)",
        "reviews": f"select printf('单位%02d', unit) as 单位, {YEAR} as 年度, item as 指标, 1 + unit % 4 as 完成数, "
        f"4 as 目标数, date '{YEAR}-12-20' as 考核日期 from {units} cross join (select unnest({reviewed}) as item)",
    }
    return [_write(folder / f"{name}.csv", {}, query) for name, query in queries.items()]


def build_store(store: Path, folder: Path, checks: int = 0, findings: int = 0) -> None:
    """A store with the scheme and all facts, through the product's own import; the files go into `folder`."""
    writer = Writer(store)
    writer.submit(SchemeBatch(read_scheme(_SCHEME), _SCHEME))
    files = write_rest(folder)
    if checks:
        files.append(write_checks(folder / "checks.csv", checks))
    if findings:
        files.append(write_findings(folder / "findings.csv", findings))
    writer.submit(FactBatch(read_files(files).sheets))


def edition() -> tuple[int, date]:
    """The scheme's batch in a store built here, and the last date it accepts."""
    return 2, read_scheme(_SCHEME).closes_on


def item_codes(source: str, rule: str) -> list[str]:
    """Codes of the scheme's items of a source and rule that apply to every unit."""
    return [
        item.code
        for component in read_scheme(_SCHEME).components
        if component.source == source
        for indicator in component.indicators
        for item in indicator.items
        if item.rule == rule and not item.applies_to
    ]


def _everybody() -> str:
    return "、".join(f"单位{unit:02d}" for unit in range(1, UNIT_COUNT + 1))


def _write(path: Path, drawn: Mapping[str, object], query: str) -> Path:
    """A query's rows as CSV; `drawn` are the columns it reads as the table `drawn`."""
    with duckdb.connect() as connection:
        if drawn:
            connection.register("drawn", pd.DataFrame(drawn))
        connection.execute(f"copy ({query}) to '{path}' (header)")
    return path
