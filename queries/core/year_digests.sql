-- One row per year with a scheme: a digest of everything its scores depend on, so that results are cached by content.
-- grain: year
-- params:
-- columns: digest = changes when any fact, task, unit, calendar day, round or the edition of the year changes
with

-- checks and findings are many: which rows they are says what they hold, for a stored row never changes
spot_checks_batches as (
    select distinct
        year,
        batch_id
    from core.spot_checks
),

findings_batches as (
    select distinct
        year,
        batch_id
    from core.findings
),

parts as (
    select
        year,
        bit_xor(hash(row(unit_id, batch_id, file_no, row_no))) as part
    from core.spot_checks
    group by all
    union all
    select
        spot_checks.year,
        bit_xor(hash(batches.batch_id, batches.stored_at)) as part
    from spot_checks_batches as spot_checks
    inner join core.batches using (batch_id)
    group by all
    union all
    select
        year,
        bit_xor(hash(row(unit_id, batch_id, file_no, row_no))) as part
    from core.findings
    group by all
    union all
    select
        findings.year,
        bit_xor(hash(batches.batch_id, batches.stored_at)) as part
    from findings_batches as findings
    inner join core.batches using (batch_id)
    group by all
    union all
    select
        year,
        bit_xor(hash(inspections)) as part
    from core.inspections
    group by all
    union all
    select
        year,
        bit_xor(hash(reviews)) as part
    from core.reviews
    group by all
    union all
    select
        year,
        bit_xor(hash(adjustments)) as part
    from core.adjustments
    group by all
    union all
    select
        year,
        bit_xor(hash(entries)) as part
    from core.entries
    group by all
    union all
    select
        year,
        bit_xor(hash(ledger)) as part
    from core.ledger
    group by all
    union all
    select
        year,
        bit_xor(hash(tasks)) as part
    from core.tasks
    group by all
    union all
    select
        year,
        bit_xor(hash(assignments)) as part
    from core.assignments
    group by all
    union all
    select
        year,
        bit_xor(hash(plan_duties)) as part
    from core.plan_duties
    group by all
    union all
    select
        year,
        bit_xor(hash(rounds)) as part
    from raw.rounds
    group by all
    union all
    select
        null as year,
        bit_xor(hash(units)) as part
    from core.units
    union all
    select
        null as year,
        bit_xor(hash(extensions)) as part
    from core.extensions
    union all
    select
        null as year,
        bit_xor(hash(appeals)) as part
    from core.appeals
    union all
    select
        null as year,
        bit_xor(hash(outcomes)) as part
    from core.outcomes
    union all
    select
        null as year,
        bit_xor(hash(unit_names)) as part
    from core.unit_names
    union all
    select
        null as year,
        bit_xor(hash(group_words)) as part
    from core.group_words
    union all
    select
        null as year,
        bit_xor(hash(decided_names)) as part
    from core.decided_names
    union all
    select
        null as year,
        bit_xor(hash(calendar)) as part
    from core.calendar
)

select
    editions.year,
    editions.edition_id,
    hash(editions.edition_id, list(parts.part order by parts.part)) as digest
from core.editions
left join parts on coalesce(editions.year = parts.year, true)
group by editions.year, editions.edition_id
