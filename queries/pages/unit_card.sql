-- The rank card of one unit: today beside what the last closed round published.
-- grain: unit_id
-- params: as_of, unit_id, edition
-- columns: published_* = null when no round was closed before; rank_change = places gained since, total_change = marks;
--   gap_to_next = marks up to next_grade; full_grade = the grade its marks reach, where that one's quota is full;
--   ahead_name, ahead_rank, gap_to_ahead = the nearest unit ahead; open_findings, overdue = matters it still has to close
with

matters as (
    select
        count(*) filter (where open_matters.kind = 'finding') as open_findings,
        count(*) filter (where open_matters.days_late > 0) as overdue
    from scores.open_matters
    where open_matters.as_of = $as_of and open_matters.unit_id = $unit_id
),

chosen as (
    select results.*
    from scores.results
    where results.as_of = $as_of and results.unit_id = $unit_id
),

next_grades as (
    select
        min(grades.minimum) as next_minimum,
        arg_min(grades.name, grades.minimum) as next_grade
    from chosen
    inner join scheme.grades on grades.edition_id = $edition and grades.minimum > chosen.total + 1e-9
),

reached as (
    select arg_max(grades.name, grades.minimum) as reached_grade
    from chosen
    inner join scheme.grades on grades.edition_id = $edition and grades.minimum <= chosen.total + 1e-9
),

nearest as (
    select
        arg_min(others.name, row(others.total, others.unit_id)) as ahead_name,
        arg_min(others.rank, row(others.total, others.unit_id)) as ahead_rank,
        min(others.total - chosen.total) as gap_to_ahead
    from chosen
    inner join scores.results as others using (as_of, group_name)
    where not chosen.is_vetoed and not others.is_vetoed and others.total > chosen.total
)

select
    chosen.unit_id,
    chosen.name,
    chosen.group_name,
    chosen.status,
    chosen.total,
    chosen.full_marks,
    chosen.decimals,
    chosen.base,
    chosen.bonus,
    chosen.major,
    chosen.is_vetoed,
    chosen.converted,
    chosen.rank,
    chosen.rank_low,
    chosen.rank_high,
    chosen.ranked_in_group,
    chosen.grade,
    chosen.check_count,
    chosen.reason,
    published.round_no,
    published.round_name,
    published.round_as_of,
    published.total as published_total,
    published.rank as published_rank,
    published.ranked_in_group as published_ranked_in_group,
    published.grade as published_grade,
    published.rank - chosen.rank as rank_change,
    round_half_up(chosen.total - published.total, chosen.decimals) as total_change,
    case when not chosen.is_vetoed then next_grades.next_grade end as next_grade,
    case when not chosen.is_vetoed then next_grades.next_minimum - chosen.total end as gap_to_next,
    case
        when not chosen.is_vetoed and reached.reached_grade <> chosen.grade then reached.reached_grade
    end as full_grade,
    nearest.ahead_name,
    nearest.ahead_rank,
    nearest.gap_to_ahead,
    matters.open_findings,
    matters.overdue
from chosen
cross join next_grades
cross join reached
cross join nearest
cross join matters
left join scores.published using (as_of, unit_id)
