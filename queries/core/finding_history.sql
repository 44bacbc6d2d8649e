-- One row per time that somebody said something of a finding's rectification: a report (整改) or a recheck (复查), the
-- present one and those that later rows replaced. What an undone batch said is not here.
-- grain: finding_id, what, batch_id
-- params:
-- columns: what = rectified or rechecked; result = pass, fail or null of a recheck; batch_id = the first that says so
with

said as (
    select
        findings.finding_id,
        findings.batch_id,
        findings.rectified_on,
        findings.rechecked_on,
        findings.recheck_result,
        lag(findings.rectified_on) over earlier as rectified_before,
        lag(findings.rechecked_on) over earlier as rechecked_before,
        lag(findings.recheck_result) over earlier as result_before
    from staging.findings
    inner join core.live_batches using (batch_id)
    window earlier as (
        partition by findings.finding_id
        order by findings.batch_id, findings.file_no, findings.row_no
    )
)

select
    finding_id,
    'rectified' as what,
    rectified_on as happened_on,
    cast(null as varchar) as result,
    batch_id
from said
where
    rectified_on is not null
    and (
        rectified_on is distinct from rectified_before
        or (rechecked_on is null and rechecked_before is not null)
    )
union all
select
    finding_id,
    'rechecked' as what,
    rechecked_on as happened_on,
    recheck_result as result,
    batch_id
from said
where
    rechecked_on is not null
    and (rechecked_on is distinct from rechecked_before or recheck_result is distinct from result_before)
