-- One row per as-of date and unit: its score, rank, grade and how sure the rank is; or why it has none.
-- grain: as_of, unit_id
-- params: edition
-- columns: total = printed score; exact_total = unrounded; reason = why not rated, or what is still missing
select
    totals.as_of,
    totals.unit_id,
    units.name,
    units.group_name,
    totals.status,
    totals.total,
    totals.full_marks,
    totals.base,
    totals.bonus,
    totals.major,
    totals.is_vetoed,
    totals.exact_total,
    totals.decimals,
    ranks.rank,
    rank_intervals.rank_low,
    rank_intervals.rank_high,
    ranks.ranked_in_group,
    ranks.grade,
    round_half_up(totals.total / totals.full_marks * editions.conversion, totals.decimals) as converted,
    certainty.check_count,
    certainty.variance,
    totals.missing_components,
    case
        when totals.status = 'not_rated' and totals.points_with_data is null then '尚无任何可计分的事实'
        when totals.status = 'not_rated' and certainty.check_count = 0 then '尚未抽测，达不到办法规定的最低权重'
        when totals.status = 'not_rated' then '已有环节达不到办法规定的最低权重'
        when totals.status = 'provisional' then '暂定：' || totals.missing_components || '尚无数据'
    end as reason
from scores.totals
inner join scores.certainty using (subject_id)
inner join core.units using (unit_id)
inner join scheme.editions on editions.edition_id = $edition
left join scores.ranks using (subject_id)
left join scores.rank_intervals using (subject_id)
where totals.supposed is null
order by totals.as_of, units.group_name, ranks.rank nulls last, totals.unit_id
