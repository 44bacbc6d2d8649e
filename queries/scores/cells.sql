-- One row per cell of the grid: what the item got in the period, or why it is not scored (scoring.md section 4).
-- grain: subject_id, item, quarter
-- params:
-- columns: status = scored, not_applicable or no_data; got = of the item's points, may be negative until capped
with

deductions as (
    select
        finding_states.subject_id,
        finding_states.item,
        finding_states.quarter,
        sum(finding_states.fault + finding_states.penalty) as marks
    from scores.finding_states
    where finding_states.reason is null and finding_states.rule = 'deduct'
    group by all
),

completions as (
    select
        subject_id,
        item,
        avg(value) as share
    from scores.task_values
    group by all
),

filled as (
    select
        grid.*,
        case grid.rule
            when 'rate' then grid.points * check_rates.share
            when 'deduct'
                then
                    case
                        when assessable.component is not null
                            then grid.points - coalesce(deductions.marks, 0)
                    end
            when 'complete' then grid.points * completions.share
            else review_marks.got
        end as got
    from scores.grid
    left join scores.check_rates
        on
            grid.rule = 'rate'
            and grid.as_of = check_rates.as_of
            and grid.unit_id = check_rates.unit_id
            and grid.item = check_rates.item
            and grid.quarter = check_rates.quarter
    left join scores.assessable
        on
            grid.rule = 'deduct'
            and grid.as_of = assessable.as_of
            and grid.unit_id = assessable.unit_id
            and grid.component = assessable.component
            and grid.quarter = assessable.quarter
    left join deductions
        on
            grid.subject_id = deductions.subject_id
            and grid.item = deductions.item
            and grid.quarter = deductions.quarter
    left join completions
        on grid.subject_id = completions.subject_id and grid.item = completions.item
    left join scores.review_marks
        on
            grid.as_of = review_marks.as_of
            and grid.unit_id = review_marks.unit_id
            and grid.item = review_marks.item
)

select
    subject_id,
    as_of,
    unit_id,
    component,
    indicator,
    item,
    rule,
    quarter,
    points,
    case when applies then got end as got,
    case
        when not applies then 'not_applicable'
        when got is null then 'no_data'
        else 'scored'
    end as status
from filled
