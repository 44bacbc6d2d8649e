"""Millions of made-up facts, put straight into a release: the tables an import would leave, without its hours."""

from __future__ import annotations

from pathlib import Path

import duckdb

from bench import facts
from data.layout import Layout

COUNTY_UNITS = 60
"""Beyond the district's own, units come by counties of so many, each with its three groups: ranks are inside them."""


def build_large_store(store: Path, folder: Path, units: int, checks: int, findings: int) -> Path:
    """A store of `units` >= 34 units with so many spot checks and findings; answers its release file.

    The 34 units of the district have tasks, ledger, inspections and reviews too, and every second finding comes
    from an inspection; of more units everything is spot checks and their findings.
    """
    facts.build_store(store, folder)
    layout = Layout(store)
    release = layout.release_file(layout.current_id())
    with duckdb.connect(str(release)) as connection:
        for sql in (_units(units), _numbered(), _checks(units, checks), _findings(units, findings)):
            connection.execute(sql)
    return release


def _units(units: int) -> str:
    kind = "case when n % 60 < 14 then '镇街' when n % 60 < 50 then '区直部门' else '事业单位' end"
    return f"""
        insert into core.units by name
        select
            printf('U%06d', n) as unit_id,
            printf('单位%06d', n) as name,
            printf('县%04d', n // {COUNTY_UNITS}) || {kind} as group_name,
            3 as batch_id,
            1 as file_no,
            cast(n as integer) as row_no
        from range({facts.UNIT_COUNT + 1}, {units + 1}) as numbers(n)
    """


def _numbered() -> str:
    return """
        create temp table numbered as
        select row_number() over (order by unit_id) - 1 as unit_no, unit_id from core.units
    """


def _checks(units: int, count: int) -> str:
    rated = facts.item_codes("spot_check", "rate")
    return f"""
        insert into core.spot_checks by name
        with drawn as (
            select
                cast(n as integer) as n,
                {_draw(1, units)} as unit_no,
                {_day(2)} as checked_on,
                {_pick(3, rated)} as item,
                1 + {_draw(4, 5)} as possible,
                {_draw(5, 1000)} / 1000 as luck
            from range(1, {count + 1}) as numbers(n)
        )
        select
            'C' || n as check_id,
            unit_id,
            {facts.YEAR} as year,
            checked_on,
            item,
            '栏目' || n % 400 as sample,
            case when luck < 0.7 then possible else floor(possible * (luck - 0.7) / 0.3 * 2) / 2 end as earned,
            possible,
            '检查员' || n % 7 as checker,
            3 as batch_id,
            1 as file_no,
            n as row_no
        from drawn inner join numbered using (unit_no)
    """


def _findings(units: int, count: int) -> str:
    of_checks = [*facts.item_codes("spot_check", "rate"), *facts.item_codes("spot_check", "deduct") * 5]
    inspected = facts.item_codes("inspection", "deduct")
    of_check = "true" if units > facts.UNIT_COUNT else f"{_draw(3, 2)} = 0"
    return f"""
        insert into core.findings by name
        with drawn as (
            select
                cast(n as integer) as n,
                {_draw(1, units)} as unit_no,
                {_day(2)} as notified_on,
                {of_check} as of_check,
                case when of_check then {_pick(4, of_checks)} else {_pick(4, inspected)} end as item,
                cast({_draw(5, 22)} as integer) - 10 as late,
                {_draw(6, 1000)} / 1000 as luck
            from range(1, {count + 1}) as numbers(n)
        )
        select
            'F' || n as finding_id,
            unit_id,
            {facts.YEAR} as year,
            case when of_check then 'spot_check' else 'inspection' end as source,
            case when of_check then 'C' || n end as check_id,
            case when not of_check then quarter(notified_on) end as quarter,
            item,
            '栏目' || n % 400 || '更新不及时' as description,
            0.5 as deduction,
            notified_on,
            notified_on + 15 as due_on,
            case when luck < 0.9 then notified_on + 15 + late end as rectified_on,
            case when luck < 0.8 then notified_on + 30 end as rechecked_on,
            case when luck < 0.75 then 'pass' when luck < 0.8 then 'fail' end as recheck_result,
            4 as batch_id,
            1 as file_no,
            n as row_no
        from drawn inner join numbered using (unit_no)
    """


def _draw(series: int, below: int) -> str:
    """A whole number from 0 up, drawn by the row's number `n`: the same for every run."""
    return f"(hash(n * 8 + {series}) % {below})"


def _day(series: int) -> str:
    return f"(date '{facts.FIRST_DAY}' + cast({_draw(series, facts.DAYS)} as integer))"


def _pick(series: int, words: list[str]) -> str:
    return f"({words})[cast({_draw(series, len(words))} as integer) + 1]"
