-- The recorded decisions of people: those of the round $round_name (written 2026年年中), without one those decided after the
-- close of the year before and by the date.
-- grain: unit_id, kind, decided_on
-- params: year, as_of, round_name
-- columns: kind = praise, criticism, interview or accountability; document = its number, null when not given
with

years as (
    select
        coalesce(
            max(editions.closes_on) filter (where editions.year < $year), make_date($year - 1, 12, 31)
        ) as closed_before
    from scheme.editions
    inner join core.editions as current_editions using (edition_id)
)

select
    outcomes.unit_id,
    units.name,
    units.group_name,
    outcomes.kind,
    outcomes.decided_on,
    outcomes.round,
    outcomes.document,
    outcomes.reason
from core.outcomes
inner join core.units using (unit_id)
cross join years
where
    case
        when $round_name is null
            then outcomes.decided_on > years.closed_before and outcomes.decided_on <= $as_of
        else fold_name(outcomes.round) = fold_name($round_name)
    end
order by
    list_position(['praise', 'criticism', 'interview', 'accountability'], outcomes.kind),
    outcomes.decided_on,
    outcomes.unit_id
