-- What waits for one unit: findings to sign for, findings to rectify, ledger lines that came back.
-- grain: what, ref, place
-- params: unit_id, year
-- columns: what = sign, rectify, again (a recheck failed) or returned; place = which line of a task, null for a finding;
--   due_on = with the latest extension granted; since = the day from which it waits
with

moved as (
    select
        extensions.finding_id,
        extensions.new_due_on
    from core.extensions
    where extensions.finding_id is not null and extensions.decision = 'granted'
    qualify
        row_number() over (
            partition by extensions.finding_id
            order by extensions.decided_on desc, extensions.requested_on desc
        ) = 1
),

open_findings as (
    select
        findings.finding_id,
        findings.unit_id,
        findings.description,
        findings.notified_on,
        coalesce(moved.new_due_on, findings.due_on) as due_on,
        findings.rectified_on is not null as is_failed,
        findings.rechecked_on,
        signatures.finding_id is not null as is_signed
    from core.findings
    left join moved using (finding_id)
    left join core.signatures using (finding_id)
    where
        findings.unit_id = $unit_id
        and findings.year = $year
        and findings.withdrawn_on is null
        and (
            findings.rectified_on is null
            or (findings.recheck_result = 'fail' and findings.rechecked_on >= findings.rectified_on)
        )
        and findings.finding_id not in (
            select appeals.finding_id
            from core.appeals
            where appeals.result = 'withdrawn' and appeals.finding_id is not null
        )
),

returned as (
    select
        ledger.task_no,
        ledger.unit_id,
        coalesce(ledger.item, ledger.period, cast(ledger.triggered_on as varchar)) as place,
        entry_decisions.reason,
        entry_decisions.decided_on
    from core.entry_decisions
    inner join core.ledger
        on
            entry_decisions.unit_id = ledger.unit_id
            and entry_decisions.year = ledger.year
            and entry_decisions.task_no = ledger.task_no
            and entry_decisions.item is not distinct from ledger.item
            and entry_decisions.period is not distinct from ledger.period
            and entry_decisions.triggered_at is not distinct from ledger.triggered_at
    where
        entry_decisions.unit_id = $unit_id
        and entry_decisions.year = $year
        and entry_decisions.decision = 'returned'
        and entry_decisions.batch_id >= ledger.batch_id
)

select
    'sign' as what,
    finding_id as ref,
    unit_id,
    null as place,
    description,
    notified_on as since,
    due_on
from open_findings
where not is_signed and not is_failed
union all by name
select
    case when is_failed then 'again' else 'rectify' end as what,
    finding_id as ref,
    unit_id,
    null as place,
    description,
    coalesce(rechecked_on, notified_on) as since,
    due_on
from open_findings
where is_signed or is_failed
union all by name
select
    'returned' as what,
    task_no as ref,
    unit_id,
    place,
    reason as description,
    decided_on as since,
    null as due_on
from returned
order by due_on nulls last, since, ref, place
