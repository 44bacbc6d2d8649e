-- Spot checks and inspections recorded in the browser since a day, the newest first; of one account, or ($login null) of all.
-- grain: kind, ref
-- params: since, login
-- columns: kind = check or inspection; what = the item and sample, or the quarter; findings = named by it and not
--   withdrawn; batch_id = of the row that counts today
with

saved as (
    select
        batch_id,
        login,
        stored_at
    from core.saves
    where stored_at >= $since and coalesce(login = $login, true)
),

written as (
    select
        'check' as kind,
        check_id as ref,
        batch_id
    from staging.spot_checks
    union all
    select
        'inspection' as kind,
        inspection_id as ref,
        batch_id
    from staging.inspections
),

candidates as (
    select distinct
        written.kind,
        written.ref
    from written
    inner join saved using (batch_id)
),

first_written as (
    select
        written.kind,
        written.ref,
        min(written.batch_id) as batch_id
    from written
    inner join core.live_batches using (batch_id)
    inner join candidates using (kind, ref)
    group by all
),

recorded as (
    select
        first_written.kind,
        first_written.ref,
        saved.login,
        saved.stored_at
    from first_written
    inner join saved using (batch_id)
),

checks as (
    select
        recorded.kind,
        recorded.ref,
        recorded.stored_at,
        recorded.login,
        spot_checks.unit_id,
        spot_checks.checked_on as day,
        spot_checks.checker as who,
        concat_ws(' ', spot_checks.item, spot_checks.sample) as what,
        spot_checks.earned,
        spot_checks.possible,
        spot_checks.withdrawn_on,
        spot_checks.batch_id,
        count(findings.finding_id) as findings
    from recorded
    inner join core.spot_checks on recorded.kind = 'check' and recorded.ref = spot_checks.check_id
    left join core.findings
        on spot_checks.check_id = findings.check_id and findings.withdrawn_on is null
    group by all
),

inspections_made as (
    select
        recorded.kind,
        recorded.ref,
        recorded.stored_at,
        recorded.login,
        inspections.unit_id,
        inspections.inspected_on as day,
        inspections.inspector as who,
        '第' || inspections.quarter || '季度' as what,
        inspections.batch_id,
        count(findings.finding_id) as findings
    from recorded
    inner join core.inspections
        on recorded.kind = 'inspection' and recorded.ref = inspections.inspection_id
    left join core.findings
        on inspections.inspection_id = findings.inspection_id and findings.withdrawn_on is null
    group by all
),

made as (
    from checks
    union all by name
    from inspections_made
)

select
    made.kind,
    made.ref,
    made.stored_at,
    made.login,
    made.unit_id,
    units.name,
    made.day,
    made.who,
    made.what,
    made.earned,
    made.possible,
    made.findings,
    made.withdrawn_on,
    made.batch_id
from made
inner join core.units using (unit_id)
order by made.stored_at desc, made.ref desc
