-- The units ahead of one unit in its group by printed score, the nearest first. A vetoed unit stands after all others
-- whatever it scores, so it neither has nor is one of them (scoring.md section 5, Rank).
-- grain: unit_id
-- params: as_of, unit_id
-- columns: gap = marks up to its total; a tie shares its rank
select
    others.unit_id,
    others.name,
    others.rank,
    others.total,
    others.decimals,
    others.total - chosen.total as gap
from scores.results as chosen
inner join scores.results as others using (as_of, group_name)
where
    chosen.as_of = $as_of
    and chosen.unit_id = $unit_id
    and not chosen.is_vetoed
    and not others.is_vetoed
    and others.total > chosen.total
order by others.total, others.unit_id
