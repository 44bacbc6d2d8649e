-- A fact's own date before its year, or after the last date its year's scheme accepts (closes_on).
-- grain: kind, batch_id, file_no, row_no, field
-- params: batch_id
-- columns: field = the column to mend; problem, action = Chinese, for the person who must act
with

dated as (
    select
        'spot_checks' as kind,
        batch_id,
        file_no,
        row_no,
        'checked_on' as field,
        checked_on as day,
        coalesce(year, year(checked_on)) as year
    from staging.spot_checks
    where checked_on is not null and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'inspections' as kind,
        batch_id,
        file_no,
        row_no,
        'inspected_on' as field,
        inspected_on as day,
        year
    from staging.inspections
    where inspected_on is not null and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'findings' as kind,
        batch_id,
        file_no,
        row_no,
        'notified_on' as field,
        notified_on as day,
        coalesce(year, year(notified_on)) as year
    from staging.findings
    where notified_on is not null and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'reviews' as kind,
        batch_id,
        file_no,
        row_no,
        'reviewed_on' as field,
        reviewed_on as day,
        year
    from staging.reviews
    where reviewed_on is not null and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'adjustments' as kind,
        batch_id,
        file_no,
        row_no,
        'decided_on' as field,
        decided_on as day,
        coalesce(year, year(decided_on)) as year
    from staging.adjustments
    where decided_on is not null and ($batch_id is null or batch_id >= $batch_id)
)

select
    dated.kind,
    dated.batch_id,
    dated.file_no,
    dated.row_no,
    dated.field,
    case
        when year(dated.day) < dated.year then '早于所属年度' || dated.year || '年'
        else '晚于' || dated.year || '年度的截止日期' || scheme_editions.closes_on
    end as problem,
    '请核对日期，或改正“年度”列' as action
from dated
left join core.editions using (year)
left join scheme.editions as scheme_editions on editions.edition_id = scheme_editions.edition_id
where
    year(dated.day) < dated.year
    or dated.day > scheme_editions.closes_on
