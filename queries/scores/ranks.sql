-- One row per ranked subject: its place in its group by printed score, vetoed units after all others, and its grade.
-- grain: subject_id
-- params: edition
-- columns: ranked_in_group = units of the group with a rank; rank = competition or dense, as the scheme says
with

ranked as (
    select
        totals.subject_id,
        totals.as_of,
        units.group_name,
        totals.total,
        totals.is_vetoed,
        editions.ties
    from scores.totals
    inner join core.units using (unit_id)
    inner join scheme.editions on editions.edition_id = $edition
    where totals.supposed is null and totals.status <> 'not_rated'
),

placed as (
    select
        ranked.*,
        count(*) over in_group as ranked_in_group,
        rank() over by_score as competition_rank,
        dense_rank() over by_score as dense_rank
    from ranked
    window
        in_group as (partition by as_of, group_name),
        by_score as (partition by as_of, group_name order by is_vetoed asc, total desc)
),

graded as (
    select
        placed.subject_id,
        arg_min(grades.name, grades.grade_no) as grade
    from placed
    inner join scheme.grades on grades.edition_id = $edition
    where
        not placed.is_vetoed
        and placed.total >= grades.minimum - 1e-9
        and (
            grades.quota is null
            or floor(grades.quota * placed.ranked_in_group + 1e-9) >= placed.competition_rank
        )
    group by all
),

last_grade as (
    select arg_max(name, grade_no) as grade
    from scheme.grades
    where edition_id = $edition
)

select
    placed.subject_id,
    placed.ranked_in_group,
    case when placed.ties = 'dense' then placed.dense_rank else placed.competition_rank end as rank,
    coalesce(graded.grade, last_grade.grade) as grade
from placed
left join graded using (subject_id)
cross join last_grade
