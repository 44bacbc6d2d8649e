-- What waits for the office: rechecks, requests for more time, appeals, ledger lines to look at, cells of a draw.
-- grain: what, ref, unit_id, since
-- params: year
-- columns: what = recheck, extension, extension_task, appeal, appeal_check, entries (one row a unit) or draw (one a draw);
--   item_count = how many things one row stands for; nothing waits about what was withdrawn, by the office or on appeal
with

-- what a second person is already asked about does not wait for the first one any more
proposed as (
    select
        proposals.step,
        json_extract_string(proposals.sent, '$.finding_id') as finding_id,
        json_extract_string(proposals.sent, '$.check_id') as check_id,
        unit_names.unit_id,
        try_cast(json_extract_string(proposals.sent, '$.year') as integer) as year,
        json_extract_string(proposals.sent, '$.task_no') as task_no,
        nullif(json_extract_string(proposals.sent, '$.item'), '') as item
    from core.proposals
    left join core.unit_names on fold_name(json_extract_string(proposals.sent, '$.unit')) = unit_names.name
    where proposals.state = 'pending'
),

cleared as (
    select
        appeals.finding_id,
        appeals.check_id
    from core.appeals
    where appeals.result = 'withdrawn'
),

counted_findings as (
    select findings.*
    from core.findings
    anti join cleared on findings.finding_id = cleared.finding_id
    where findings.year = $year and findings.withdrawn_on is null
),

counted_checks as (
    select spot_checks.*
    from core.spot_checks
    anti join cleared on spot_checks.check_id = cleared.check_id
    where spot_checks.year = $year and spot_checks.withdrawn_on is null
),

rechecks as (
    select
        findings.finding_id as ref,
        findings.unit_id,
        findings.description,
        findings.rectified_on as since
    from counted_findings as findings
    where
        findings.rectified_on is not null
        and coalesce(findings.rechecked_on < findings.rectified_on or findings.recheck_result is null, true)
),

requests as (
    select
        coalesce(extensions.finding_id, extensions.task_no) as ref,
        coalesce(extensions.unit_id, findings.unit_id) as unit_id,
        extensions.finding_id is null as is_task,
        extensions.reason as description,
        extensions.requested_on as since
    from core.extensions
    left join counted_findings as findings using (finding_id)
    left join proposed
        on
            proposed.step = 'extension.decide'
            and coalesce(
                extensions.finding_id = proposed.finding_id,
                extensions.unit_id = proposed.unit_id
                and extensions.year = proposed.year
                and extensions.task_no = proposed.task_no
                and extensions.item is not distinct from proposed.item
            )
    where
        extensions.decision is null
        and coalesce(extensions.year, findings.year) = $year
        and proposed.step is null
),

disputes as (
    select
        coalesce(appeals.finding_id, appeals.check_id) as ref,
        coalesce(findings.unit_id, spot_checks.unit_id) as unit_id,
        appeals.finding_id is null as is_check,
        appeals.reason as description,
        appeals.appealed_on as since
    from core.appeals
    left join counted_findings as findings using (finding_id)
    left join counted_checks as spot_checks on appeals.check_id = spot_checks.check_id
    left join proposed
        on
            proposed.step = 'appeal.decide'
            and coalesce(appeals.finding_id = proposed.finding_id, appeals.check_id = proposed.check_id)
    where
        appeals.result is null
        and coalesce(findings.year, spot_checks.year) = $year
        and proposed.step is null
),

reported as (
    select
        ledger.unit_id,
        count(*) as item_count,
        min(saves.stored_at) as since
    from core.ledger
    inner join core.saves using (batch_id)
    left join core.entry_decisions
        on
            ledger.unit_id = entry_decisions.unit_id
            and ledger.year = entry_decisions.year
            and ledger.task_no = entry_decisions.task_no
            and ledger.item is not distinct from entry_decisions.item
            and ledger.period is not distinct from entry_decisions.period
            and ledger.triggered_at is not distinct from entry_decisions.triggered_at
            and ledger.batch_id <= entry_decisions.batch_id
    where
        saves.step = 'ledger.report'
        and ledger.year = $year
        and ledger.completed_on is not null
        and entry_decisions.unit_id is null
    group by ledger.unit_id
),

newest_draw as (
    select max(draws.draw_no) as draw_no
    from core.draws
    where draws.is_live and draws.year = $year
),

unchecked as (
    select
        draws.draw_no,
        count(*) as item_count,
        cast(draws.made_at as date) as since
    from core.draws
    inner join newest_draw using (draw_no)
    inner join raw.draw_cells using (draw_no)
    inner join scheme.items using (edition_id, item)
    where
        not exists (
            select 1 from core.spot_checks
            where
                spot_checks.unit_id = draw_cells.unit_id
                and spot_checks.year = draws.year
                and spot_checks.checked_on >= cast(draws.made_at as date)
                and spot_checks.batch_id > draws.batch_id
                and spot_checks.withdrawn_on is null
                and (items.is_implicit or spot_checks.item in (items.item, items.name))
        )
    group by all
),

waiting as (
    select
        'recheck' as what,
        ref,
        unit_id,
        description,
        since,
        1 as item_count
    from rechecks
    union all by name
    select
        case when is_task then 'extension_task' else 'extension' end as what,
        ref,
        unit_id,
        description,
        since,
        1 as item_count
    from requests
    union all by name
    select
        case when is_check then 'appeal_check' else 'appeal' end as what,
        ref,
        unit_id,
        description,
        since,
        1 as item_count
    from disputes
    union all by name
    select
        'entries' as what,
        unit_id as ref,
        unit_id,
        cast(since as date) as since,
        item_count
    from reported
    union all by name
    select
        'draw' as what,
        cast(draw_no as varchar) as ref,
        since,
        item_count
    from unchecked
)

select
    waiting.what,
    waiting.ref,
    waiting.unit_id,
    units.name,
    waiting.description,
    waiting.since,
    waiting.item_count
from waiting
left join core.units using (unit_id)
order by waiting.since, waiting.what, waiting.ref
