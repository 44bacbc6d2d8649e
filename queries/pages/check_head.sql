-- One spot check as it stands today, with the appeal that waits for its decision. No row for an unknown number.
-- grain: check_id
-- params: ref
-- columns: changed_earned = marks the latest appeal decided 改扣 set; stopped_on = withdrawn, by the office or on appeal;
--   appealed_in = the batch of the waiting appeal
with

appealed as (
    select
        check_id,
        max(appealed_on) filter (where decided_on is null) as appealed_on,
        arg_max(reason, appealed_on) filter (where decided_on is null) as appealed_reason,
        arg_max(batch_id, appealed_on) filter (where decided_on is null) as appealed_in,
        min(decided_on) filter (where result = 'withdrawn') as cleared_on,
        arg_max(earned, row(decided_on, appealed_on)) filter (where result = 'changed') as changed_earned
    from core.appeals
    where check_id = $ref
    group by check_id
),

named as (
    select
        editions.year,
        items.item,
        items.name
    from core.editions
    inner join scheme.items using (edition_id)
)

select
    spot_checks.check_id,
    spot_checks.unit_id,
    units.name as unit_name,
    spot_checks.year,
    spot_checks.item,
    coalesce(
        (
            select min(named.name)
            from named
            where spot_checks.year = named.year and spot_checks.item in (named.item, named.name)
        ),
        spot_checks.item
    ) as item_name,
    spot_checks.sample,
    spot_checks.checked_on,
    spot_checks.earned,
    spot_checks.possible,
    spot_checks.checker,
    spot_checks.note,
    spot_checks.evidence,
    appealed.changed_earned,
    coalesce(spot_checks.withdrawn_on, appealed.cleared_on) as stopped_on,
    appealed.appealed_on,
    appealed.appealed_reason,
    appealed.appealed_in,
    spot_checks.batch_id
from core.spot_checks
left join core.units using (unit_id)
left join appealed on spot_checks.check_id = appealed.check_id
where spot_checks.check_id = $ref
