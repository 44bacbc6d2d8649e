-- The steps from full marks to one unit's score: one a component and cause, then bonus, major deductions, veto.
-- No row for a unit without a score.
-- grain: step_no
-- params: as_of, unit_id
-- columns: kind = level, loss or gain; step = what a row without component is (full, bonus, major, veto, total);
--   marks = signed change of the total; start_mark, end_mark = running total before and after; facts = how many it rests on
with

chosen as (
    select results.*
    from scores.results
    where results.as_of = $as_of and results.unit_id = $unit_id and results.total is not null
),

causes as (
    select
        losses.component_no,
        losses.component_name,
        losses.cause,
        -sum(losses.marks) as marks,
        count(*) as facts
    from scores.losses
    inner join chosen using (as_of, unit_id)
    group by all
),

changes as (
    select
        causes.component_no as block,
        causes.component_name,
        causes.cause,
        null as step,
        causes.marks,
        causes.facts
    from causes
    union all by name
    select
        1001 as block,
        'bonus' as step,
        chosen.bonus as marks
    from chosen
    where chosen.bonus > 0
    union all by name
    select
        1002 as block,
        'major' as step,
        greatest(-chosen.major, -chosen.base - chosen.bonus) as marks
    from chosen
    where chosen.major > 0
    union all by name
    select
        1003 as block,
        'veto' as step,
        chosen.exact_total - greatest(chosen.base + chosen.bonus - chosen.major, 0) as marks
    from chosen
    where chosen.exact_total < greatest(chosen.base + chosen.bonus - chosen.major, 0) - 1e-9
),

levels as (
    select
        0 as block,
        'full' as step,
        chosen.full_marks as marks,
        chosen.full_marks as level_mark
    from chosen
    union all by name
    select
        2000 as block,
        'total' as step,
        0 as marks,
        chosen.total as level_mark
    from chosen
),

steps as (
    from changes
    union all by name
    from levels
),

run as (
    select
        steps.*,
        row_number() over in_order as step_no,
        coalesce(steps.level_mark, sum(steps.marks) over in_order) as end_mark
    from steps
    window in_order as (
        order by steps.block, steps.marks, steps.cause
        rows between unbounded preceding and current row
    )
)

select
    run.step_no,
    chosen.name,
    case when run.level_mark is not null then 'level' when run.marks < 0 then 'loss' else 'gain' end as kind,
    run.component_name,
    run.cause,
    run.step,
    run.marks,
    coalesce(run.level_mark, run.end_mark - run.marks) as start_mark,
    run.end_mark,
    coalesce(run.facts, 1) as facts
from run
cross join chosen
order by run.step_no
