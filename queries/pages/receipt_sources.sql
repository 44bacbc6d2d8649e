-- Where the rows of one fact of one unit were read from: file, sheet, row, batch, who stored it and when.
-- grain: what, batch_id, file_no, row_no
-- params: year, as_of, unit_id, kind, ref
-- columns: what = the kind of row: spot_checks, findings, appeals, extensions, tasks, ledger or reviews
with

entry as (
    select task_no
    from scores.entries
    where as_of = $as_of and unit_id = $unit_id and ref = $ref and $kind = 'task'
),

own_checks as (
    select check_id
    from core.spot_checks
    where check_id = $ref and unit_id = $unit_id
),

own_findings as (
    select finding_id
    from core.findings
    where finding_id = $ref and unit_id = $unit_id
),

found as (
    select
        'spot_checks' as what,
        batch_id,
        file_no,
        row_no
    from core.spot_checks
    where $kind = 'check' and check_id = $ref and unit_id = $unit_id
    union all
    select
        'findings' as what,
        batch_id,
        file_no,
        row_no
    from core.findings
    where $kind = 'finding' and finding_id = $ref and unit_id = $unit_id
    union all
    select
        'appeals' as what,
        batch_id,
        file_no,
        row_no
    from core.appeals
    where
        ($kind = 'check' and check_id in (from own_checks))
        or ($kind = 'finding' and finding_id in (from own_findings))
    union all
    select
        'extensions' as what,
        extensions.batch_id,
        extensions.file_no,
        extensions.row_no
    from core.extensions
    left join entry on extensions.task_no = entry.task_no
    where
        ($kind = 'finding' and extensions.finding_id in (from own_findings))
        or (entry.task_no is not null and extensions.unit_id = $unit_id and extensions.year = $year)
    union all
    select
        'tasks' as what,
        tasks.batch_id,
        tasks.file_no,
        tasks.row_no
    from core.tasks
    inner join entry using (task_no)
    where tasks.year = $year
    union all
    select
        'ledger' as what,
        ledger.batch_id,
        ledger.file_no,
        ledger.row_no
    from core.ledger
    inner join entry using (task_no)
    where ledger.year = $year and ledger.unit_id = $unit_id
    union all
    select
        'reviews' as what,
        reviews.batch_id,
        reviews.file_no,
        reviews.row_no
    from core.reviews
    inner join scores.item_names on item_names.source = 'review' and reviews.item = item_names.words
    where
        $kind = 'review'
        and item_names.item = $ref
        and reviews.unit_id = $unit_id
        and reviews.year = $year
)

select
    found.what,
    found.batch_id,
    found.file_no,
    found.row_no,
    batch_files.file,
    batch_files.sheet,
    batches.stored_at,
    batches.stored_by
from found
inner join raw.batch_files using (batch_id, file_no)
inner join core.batches using (batch_id)
order by
    list_position(
        ['spot_checks', 'findings', 'tasks', 'ledger', 'reviews', 'appeals', 'extensions'],
        found.what
    ),
    found.batch_id,
    found.row_no
