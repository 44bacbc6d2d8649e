-- The figures at the head of the overview, one row.
-- grain: as_of
-- params: edition, as_of, group_name, within
-- columns: below_pass = under the lowest grade above 0, or vetoed; due_soon = due within $within working
--   days; repeated = findings of faults that came back and still stand
with

pass_marks as (
    select min(grades.minimum) as pass_mark
    from scheme.grades
    where grades.edition_id = $edition and grades.minimum > 0
),

chosen as (
    select results.*
    from scores.results
    where results.as_of = $as_of and coalesce(results.group_name = $group_name, true)
),

matters as (
    select
        count(*) filter (where open_matters.days_late > 0) as overdue,
        count(*) filter (where open_matters.days_late > 0 and open_matters.kind = 'finding')
            as overdue_findings,
        count(*) filter (where open_matters.days_late > 0 and open_matters.kind = 'task') as overdue_tasks,
        count(distinct open_matters.unit_id) filter (where open_matters.days_late > 0) as overdue_units,
        coalesce(sum(open_matters.lost) filter (where open_matters.days_late > 0), 0) as overdue_lost,
        count(*) filter (where open_matters.workdays_left <= $within) as due_soon,
        count(*) filter (where open_matters.is_repeat) as repeated
    from scores.open_matters
    inner join chosen using (as_of, unit_id)
)

select
    cast($as_of as date) as as_of,
    matters.overdue,
    matters.overdue_findings,
    matters.overdue_tasks,
    matters.overdue_units,
    matters.overdue_lost,
    matters.due_soon,
    matters.repeated,
    count(chosen.unit_id) as units,
    count(*) filter (where chosen.is_vetoed or chosen.total < pass_marks.pass_mark) as below_pass,
    count(*) filter (where chosen.is_vetoed) as vetoed,
    count(*) filter (where chosen.status = 'not_rated') as not_rated,
    count(*) filter (where chosen.status = 'provisional') as provisional
from chosen
cross join pass_marks
cross join matters
group by all
