-- Everything that happened to one finding or spot check, in order: notified or checked, signed for, rectified, rechecked,
-- more time asked and decided, appealed and ruled, withdrawn. Who of the office did it is left out on purpose.
-- grain: what, happened_on, batch_id, about
-- params: kind, ref
-- columns: kind = finding or check; about = the finding that a check led to; told = words of the unit or of the fact;
--   result = of a recheck, a decision or a ruling; day = deadline set; marks = deduction or marks set; note = of the batch
with

first_stored as (
    select min(stored.batch_id) as batch_id
    from (
        select batch_id
        from staging.findings
        where $kind = 'finding' and finding_id = $ref
        union all
        select batch_id
        from staging.spot_checks
        where $kind = 'check' and check_id = $ref
    ) as stored
    inner join core.live_batches using (batch_id)
),

happened as (
    select
        1 as turn,
        'notified' as what,
        findings.notified_on as happened_on,
        findings.description as told,
        findings.due_on as day,
        first_stored.batch_id
    from core.findings
    cross join first_stored
    where $kind = 'finding' and findings.finding_id = $ref
    union all by name
    select
        1 as turn,
        'checked' as what,
        spot_checks.checked_on as happened_on,
        spot_checks.sample as told,
        spot_checks.earned as marks,
        first_stored.batch_id
    from core.spot_checks
    cross join first_stored
    where $kind = 'check' and spot_checks.check_id = $ref
    union all by name
    select
        2 as turn,
        'signed' as what,
        signed_on as happened_on,
        signed_by as told,
        batch_id
    from core.signatures
    where $kind = 'finding' and finding_id = $ref
    union all by name
    select
        3 as turn,
        what,
        happened_on,
        result,
        batch_id
    from core.finding_history
    where $kind = 'finding' and finding_id = $ref
    union all by name
    select
        3 as turn,
        'asked' as what,
        requested_on as happened_on,
        reason as told,
        batch_id
    from core.extensions
    where $kind = 'finding' and finding_id = $ref
    union all by name
    select
        4 as turn,
        'decided' as what,
        decided_on as happened_on,
        decision as result,
        new_due_on as day,
        batch_id
    from core.extensions
    where $kind = 'finding' and finding_id = $ref and decided_on is not null
    union all by name
    select
        3 as turn,
        'appealed' as what,
        appealed_on as happened_on,
        reason as told,
        batch_id
    from core.appeals
    where $ref = case when $kind = 'finding' then finding_id when $kind = 'check' then check_id end
    union all by name
    select
        4 as turn,
        'ruled' as what,
        decided_on as happened_on,
        result,
        coalesce(deduction, earned) as marks,
        batch_id
    from core.appeals
    where
        $ref = case when $kind = 'finding' then finding_id when $kind = 'check' then check_id end
        and decided_on is not null
    union all by name
    select
        5 as turn,
        'withdrawn' as what,
        withdrawn_on as happened_on,
        batch_id
    from core.findings
    where $kind = 'finding' and finding_id = $ref and withdrawn_on is not null
    union all by name
    select
        5 as turn,
        'withdrawn' as what,
        withdrawn_on as happened_on,
        batch_id
    from core.spot_checks
    where $kind = 'check' and check_id = $ref and withdrawn_on is not null
    union all by name
    select
        6 as turn,
        'found' as what,
        notified_on as happened_on,
        description as told,
        finding_id as about,
        batch_id
    from core.findings
    where $kind = 'check' and check_id = $ref
),

owners as (
    select unit_id
    from core.findings
    where $kind = 'finding' and finding_id = $ref
    union all
    select unit_id
    from core.spot_checks
    where $kind = 'check' and check_id = $ref
)

select
    owners.unit_id,
    happened.what,
    happened.happened_on,
    happened.about,
    happened.told,
    happened.result,
    happened.day,
    happened.marks,
    happened.batch_id,
    batches.stored_at,
    batches.note
from happened
cross join owners
inner join core.batches using (batch_id)
order by happened.happened_on, happened.batch_id, happened.turn, happened.about
