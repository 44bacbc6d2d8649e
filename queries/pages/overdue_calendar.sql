-- The next four weeks day by day: what falls due, and which days are working days.
-- grain: day
-- params: as_of, group_name
-- columns: findings, tasks = deadlines on the day; is_provisional = the year's calendar is not published yet (暂定)
with

days as (
    select
        calendar.day,
        calendar.is_workday,
        calendar.is_provisional
    from core.calendar
    where calendar.day between $as_of and cast($as_of as date) + 27
),

chosen as (
    select open_matters.*
    from scores.open_matters
    inner join core.units using (unit_id)
    where open_matters.as_of = $as_of and coalesce(units.group_name = $group_name, true)
)

select
    days.day,
    days.is_workday,
    days.is_provisional,
    count(*) filter (where chosen.kind = 'finding') as findings,
    count(*) filter (where chosen.kind = 'task') as tasks
from days
left join chosen on days.day = chosen.due_on
group by all
order by days.day
