-- One finding as it stands today, with what waits for a decision. No row for an unknown number.
-- grain: finding_id
-- params: ref
-- columns: extended_to = deadline of the latest granted extension; stopped_on = withdrawn, by the office or on appeal;
--   recheck_result = of the present report; asked_*, appealed_* = the request and the appeal that wait; *_in = the batch
--   of the row; login = who notified it in a form, null where it came from a file
with

granted as (
    select
        finding_id,
        arg_max(new_due_on, row(decided_on, requested_on)) as extended_to
    from core.extensions
    where finding_id = $ref and decision = 'granted'
    group by finding_id
),

asked as (
    select
        finding_id,
        max(requested_on) as asked_on,
        arg_max(reason, requested_on) as asked_reason,
        arg_max(batch_id, requested_on) as asked_in
    from core.extensions
    where finding_id = $ref and decided_on is null
    group by finding_id
),

appealed as (
    select
        finding_id,
        max(appealed_on) filter (where decided_on is null) as appealed_on,
        arg_max(reason, appealed_on) filter (where decided_on is null) as appealed_reason,
        arg_max(batch_id, appealed_on) filter (where decided_on is null) as appealed_in,
        min(decided_on) filter (where result = 'withdrawn') as cleared_on
    from core.appeals
    where finding_id = $ref
    group by finding_id
),

first_stored as (
    select min(findings.batch_id) as batch_id
    from staging.findings
    inner join core.live_batches using (batch_id)
    where findings.finding_id = $ref
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
    findings.finding_id,
    findings.unit_id,
    units.name as unit_name,
    findings.year,
    findings.source,
    findings.item,
    coalesce(
        (
            select min(named.name)
            from named
            where findings.year = named.year and findings.item in (named.item, named.name)
        ),
        findings.item
    ) as item_name,
    findings.description,
    findings.count,
    findings.deduction,
    findings.is_repeat,
    findings.quarter,
    findings.task_no,
    findings.check_id,
    findings.inspection_id,
    findings.notified_on,
    findings.due_on,
    granted.extended_to,
    findings.rectified_on,
    findings.rechecked_on,
    case
        when findings.rechecked_on >= findings.rectified_on then findings.recheck_result
    end as recheck_result,
    coalesce(findings.withdrawn_on, appealed.cleared_on) as stopped_on,
    findings.evidence,
    signatures.signed_on,
    asked.asked_on,
    asked.asked_reason,
    asked.asked_in,
    appealed.appealed_on,
    appealed.appealed_reason,
    appealed.appealed_in,
    saves.login,
    findings.batch_id
from core.findings
left join core.units using (unit_id)
left join core.signatures on findings.finding_id = signatures.finding_id
left join granted on findings.finding_id = granted.finding_id
left join asked on findings.finding_id = asked.finding_id
left join appealed on findings.finding_id = appealed.finding_id
cross join first_stored
left join core.saves on first_stored.batch_id = saves.batch_id
where findings.finding_id = $ref
