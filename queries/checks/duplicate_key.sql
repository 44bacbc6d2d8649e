-- The same key twice in one file (keys: files.md section 1); an item named by code and by name is one.
-- grain: kind, batch_id, file_no, row_no, field
-- params: batch_id
-- columns: field = the column to mend; problem, action = Chinese, for the person who must act
with

-- spot checks come by the million: to count their keys is quicker than to order all of them
counted as (
    select check_id
    from staging.spot_checks
    where $batch_id is null or batch_id >= $batch_id
    group by check_id
    having count(*) > 1
),

review_items as (
    select
        editions.year,
        items.item,
        unnest([items.item, items.name]) as words
    from core.editions
    inner join scheme.items using (edition_id)
    inner join scheme.components using (edition_id, component)
    where components.source = 'review'
),

review_codes as (
    select
        year,
        words,
        min(item) as item
    from review_items
    group by year, words
    having count(distinct item) = 1
),

repeated as (
    select
        'units' as kind,
        units.batch_id,
        units.file_no,
        units.row_no,
        'unit_id' as field,
        first_value(units.row_no) over same_key as first_row
    from staging.units
    inner join raw.batch_files using (batch_id, file_no)
    where units.unit_id is not null and ($batch_id is null or units.batch_id >= $batch_id)
    window
        same_key as (
            partition by
                units.batch_id,
                batch_files.file,
                units.unit_id
            order by units.file_no, units.row_no
        )
    qualify row_number() over same_key > 1
    union all by name
    select
        'tasks' as kind,
        tasks.batch_id,
        tasks.file_no,
        tasks.row_no,
        'task_no' as field,
        first_value(tasks.row_no) over same_key as first_row
    from staging.tasks
    inner join raw.batch_files using (batch_id, file_no)
    where tasks.task_no is not null and ($batch_id is null or tasks.batch_id >= $batch_id)
    window
        same_key as (
            partition by
                tasks.batch_id,
                batch_files.file,
                tasks.year,
                tasks.task_no
            order by tasks.file_no, tasks.row_no
        )
    qualify row_number() over same_key > 1
    union all by name
    select
        'ledger' as kind,
        ledger.batch_id,
        ledger.file_no,
        ledger.row_no,
        'task_no' as field,
        first_value(ledger.row_no) over same_key as first_row
    from staging.ledger
    inner join raw.batch_files using (batch_id, file_no)
    left join core.unit_names on fold_name(ledger.unit) = unit_names.name
    where ledger.task_no is not null and ($batch_id is null or ledger.batch_id >= $batch_id)
    window
        same_key as (
            partition by
                ledger.batch_id,
                batch_files.file,
                coalesce(unit_names.unit_id, ledger.unit),
                ledger.year,
                ledger.task_no,
                ledger.item,
                read_period(ledger.period),
                ledger.triggered_at
            order by ledger.file_no, ledger.row_no
        )
    qualify row_number() over same_key > 1
    union all by name
    select
        'spot_checks' as kind,
        spot_checks.batch_id,
        spot_checks.file_no,
        spot_checks.row_no,
        'check_id' as field,
        first_value(spot_checks.row_no) over same_key as first_row
    from staging.spot_checks
    inner join raw.batch_files using (batch_id, file_no)
    inner join counted on spot_checks.check_id = counted.check_id
    where $batch_id is null or spot_checks.batch_id >= $batch_id
    window
        same_key as (
            partition by
                spot_checks.batch_id,
                batch_files.file,
                spot_checks.check_id
            order by spot_checks.file_no, spot_checks.row_no
        )
    qualify row_number() over same_key > 1
    union all by name
    select
        'inspections' as kind,
        inspections.batch_id,
        inspections.file_no,
        inspections.row_no,
        'inspection_id' as field,
        first_value(inspections.row_no) over same_key as first_row
    from staging.inspections
    inner join raw.batch_files using (batch_id, file_no)
    where inspections.inspection_id is not null and ($batch_id is null or inspections.batch_id >= $batch_id)
    window
        same_key as (
            partition by
                inspections.batch_id,
                batch_files.file,
                inspections.inspection_id
            order by inspections.file_no, inspections.row_no
        )
    qualify row_number() over same_key > 1
    union all by name
    select
        'findings' as kind,
        findings.batch_id,
        findings.file_no,
        findings.row_no,
        'finding_id' as field,
        first_value(findings.row_no) over same_key as first_row
    from staging.findings
    inner join raw.batch_files using (batch_id, file_no)
    where findings.finding_id is not null and ($batch_id is null or findings.batch_id >= $batch_id)
    window
        same_key as (
            partition by
                findings.batch_id,
                batch_files.file,
                findings.finding_id
            order by findings.file_no, findings.row_no
        )
    qualify row_number() over same_key > 1
    union all by name
    select
        'extensions' as kind,
        extensions.batch_id,
        extensions.file_no,
        extensions.row_no,
        'requested_on' as field,
        first_value(extensions.row_no) over same_key as first_row
    from staging.extensions
    inner join raw.batch_files using (batch_id, file_no)
    left join core.unit_names on fold_name(extensions.unit) = unit_names.name
    where extensions.requested_on is not null and ($batch_id is null or extensions.batch_id >= $batch_id)
    window
        same_key as (
            partition by
                extensions.batch_id,
                batch_files.file,
                extensions.finding_id,
                coalesce(unit_names.unit_id, extensions.unit),
                extensions.year,
                extensions.task_no,
                extensions.item,
                extensions.requested_on
            order by extensions.file_no, extensions.row_no
        )
    qualify row_number() over same_key > 1
    union all by name
    select
        'reviews' as kind,
        reviews.batch_id,
        reviews.file_no,
        reviews.row_no,
        'item' as field,
        first_value(reviews.row_no) over same_key as first_row
    from staging.reviews
    inner join raw.batch_files using (batch_id, file_no)
    left join core.unit_names on fold_name(reviews.unit) = unit_names.name
    left join review_codes on reviews.year = review_codes.year and reviews.item = review_codes.words
    where reviews.item is not null and ($batch_id is null or reviews.batch_id >= $batch_id)
    window
        same_key as (
            partition by
                reviews.batch_id,
                batch_files.file,
                coalesce(unit_names.unit_id, reviews.unit),
                reviews.year,
                coalesce(review_codes.item, reviews.item)
            order by reviews.file_no, reviews.row_no
        )
    qualify row_number() over same_key > 1
    union all by name
    select
        'adjustments' as kind,
        adjustments.batch_id,
        adjustments.file_no,
        adjustments.row_no,
        'adjustment_id' as field,
        first_value(adjustments.row_no) over same_key as first_row
    from staging.adjustments
    inner join raw.batch_files using (batch_id, file_no)
    where adjustments.adjustment_id is not null and ($batch_id is null or adjustments.batch_id >= $batch_id)
    window
        same_key as (
            partition by
                adjustments.batch_id,
                batch_files.file,
                adjustments.adjustment_id
            order by adjustments.file_no, adjustments.row_no
        )
    qualify row_number() over same_key > 1
    union all by name
    select
        'appeals' as kind,
        appeals.batch_id,
        appeals.file_no,
        appeals.row_no,
        'appealed_on' as field,
        first_value(appeals.row_no) over same_key as first_row
    from staging.appeals
    inner join raw.batch_files using (batch_id, file_no)
    where appeals.appealed_on is not null and ($batch_id is null or appeals.batch_id >= $batch_id)
    window
        same_key as (
            partition by
                appeals.batch_id,
                batch_files.file,
                appeals.finding_id,
                appeals.check_id,
                appeals.appealed_on
            order by appeals.file_no, appeals.row_no
        )
    qualify row_number() over same_key > 1
    union all by name
    select
        'outcomes' as kind,
        outcomes.batch_id,
        outcomes.file_no,
        outcomes.row_no,
        'decided_on' as field,
        first_value(outcomes.row_no) over same_key as first_row
    from staging.outcomes
    inner join raw.batch_files using (batch_id, file_no)
    left join core.unit_names on fold_name(outcomes.unit) = unit_names.name
    where outcomes.decided_on is not null and ($batch_id is null or outcomes.batch_id >= $batch_id)
    window
        same_key as (
            partition by
                outcomes.batch_id,
                batch_files.file,
                coalesce(unit_names.unit_id, outcomes.unit),
                outcomes.kind,
                outcomes.decided_on
            order by outcomes.file_no, outcomes.row_no
        )
    qualify row_number() over same_key > 1
    union all by name
    select
        'group_words' as kind,
        group_words.batch_id,
        group_words.file_no,
        group_words.row_no,
        'word' as field,
        first_value(group_words.row_no) over same_key as first_row
    from staging.group_words
    inner join raw.batch_files using (batch_id, file_no)
    where group_words.word is not null and ($batch_id is null or group_words.batch_id >= $batch_id)
    window
        same_key as (
            partition by
                group_words.batch_id,
                batch_files.file,
                group_words.word,
                group_words.group_name
            order by group_words.file_no, group_words.row_no
        )
    qualify row_number() over same_key > 1
    union all by name
    select
        'report_figures' as kind,
        placed.batch_id,
        placed.file_no,
        placed.row_no,
        'column' as field,
        first_value(placed.row_no) over same_key as first_row
    from core.placed_figures as placed
    inner join raw.batch_files using (batch_id, file_no)
    where placed.is_cell and ($batch_id is null or placed.batch_id >= $batch_id)
    window
        same_key as (
            partition by
                placed.batch_id,
                batch_files.file,
                placed.year,
                placed.table_no,
                placed.cell_row,
                placed.cell_column
            order by placed.file_no, placed.row_no
        )
    qualify row_number() over same_key > 1
    union all by name
    select
        'name_decisions' as kind,
        name_decisions.batch_id,
        name_decisions.file_no,
        name_decisions.row_no,
        'words' as field,
        first_value(name_decisions.row_no) over same_key as first_row
    from staging.name_decisions
    inner join raw.batch_files using (batch_id, file_no)
    where name_decisions.words is not null and ($batch_id is null or name_decisions.batch_id >= $batch_id)
    window
        same_key as (
            partition by
                name_decisions.batch_id,
                batch_files.file,
                ltrim(fold_name(name_decisions.words), '@')
            order by name_decisions.file_no, name_decisions.row_no
        )
    qualify row_number() over same_key > 1
    union all by name
    select
        'signatures' as kind,
        signatures.batch_id,
        signatures.file_no,
        signatures.row_no,
        'finding_id' as field,
        first_value(signatures.row_no) over same_key as first_row
    from staging.signatures
    inner join raw.batch_files using (batch_id, file_no)
    where signatures.finding_id is not null and ($batch_id is null or signatures.batch_id >= $batch_id)
    window
        same_key as (
            partition by signatures.batch_id, batch_files.file, signatures.finding_id
            order by signatures.file_no, signatures.row_no
        )
    qualify row_number() over same_key > 1
    union all by name
    select
        'entry_decisions' as kind,
        entry_decisions.batch_id,
        entry_decisions.file_no,
        entry_decisions.row_no,
        'task_no' as field,
        first_value(entry_decisions.row_no) over same_key as first_row
    from staging.entry_decisions
    inner join raw.batch_files using (batch_id, file_no)
    where entry_decisions.task_no is not null and ($batch_id is null or entry_decisions.batch_id >= $batch_id)
    window
        same_key as (
            partition by
                entry_decisions.batch_id,
                batch_files.file,
                entry_decisions.unit,
                entry_decisions.year,
                entry_decisions.task_no,
                entry_decisions.item,
                entry_decisions.period,
                entry_decisions.triggered_at
            order by entry_decisions.file_no, entry_decisions.row_no
        )
    qualify row_number() over same_key > 1
)

select
    kind,
    batch_id,
    file_no,
    row_no,
    field,
    '与第' || first_row || '行重复' as problem,
    '请只保留一行' as action
from repeated
