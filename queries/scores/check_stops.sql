-- One row per spot check that stopped counting: withdrawn, appealed away, or named by a finding that stopped.
-- grain: check_id
-- params:
-- columns: stopped_on = the first date on which it no longer counts
with

stops as (
    select
        check_id,
        withdrawn_on as stopped_on
    from core.spot_checks
    where withdrawn_on is not null
    union all
    select
        check_id,
        decided_on as stopped_on
    from core.appeals
    where check_id is not null and result = 'withdrawn' and decided_on is not null
    union all
    select
        findings.check_id,
        greatest(findings.notified_on, findings.withdrawn_on) as stopped_on
    from core.findings
    where findings.check_id is not null and findings.withdrawn_on is not null
    union all
    select
        findings.check_id,
        greatest(findings.notified_on, appeals.decided_on) as stopped_on
    from core.findings
    inner join core.appeals on findings.finding_id = appeals.finding_id
    where findings.check_id is not null and appeals.result = 'withdrawn' and appeals.decided_on is not null
)

select
    check_id,
    min(stopped_on) as stopped_on
from stops
group by all
