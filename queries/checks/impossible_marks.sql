-- Marks that cannot be: more than possible, possible not above zero, negative numbers, a review outside its points.
-- grain: kind, batch_id, file_no, row_no, field
-- params: batch_id
-- columns: field = the column to mend; problem, action = Chinese, for the person who must act
with

wrong as (
    select
        'spot_checks' as kind,
        batch_id,
        file_no,
        row_no,
        case when possible <= 0 then 'possible' else 'earned' end as field,
        case
            when possible <= 0 then '满分必须大于0'
            when earned < 0 then '得分不能为负'
            else '得分大于满分' || format('{:g}', possible)
        end as problem
    from staging.spot_checks
    where (possible <= 0 or earned < 0 or earned > possible) and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'findings' as kind,
        batch_id,
        file_no,
        row_no,
        unnest(list_filter(
            [case when deduction < 0 then 'deduction' end, case when count < 0 then 'count' end],
            lambda field: field is not null
        )) as field,
        '不能为负' as problem
    from staging.findings
    where (deduction < 0 or count < 0) and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'ledger' as kind,
        batch_id,
        file_no,
        row_no,
        'count' as field,
        '不能为负' as problem
    from staging.ledger
    where count < 0 and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'adjustments' as kind,
        batch_id,
        file_no,
        row_no,
        'points' as field,
        case when points < 0 then '不能为负' else '加分和重大扣分必须写明分值' end as problem
    from staging.adjustments
    where
        (
            points < 0
            or (points is null and kind in ('bonus', 'major') and not list_contains(unread, 'points'))
        )
        and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'appeals' as kind,
        appeals.batch_id,
        appeals.file_no,
        appeals.row_no,
        if(appeals.deduction < 0, 'deduction', 'earned') as field,
        case
            when appeals.deduction < 0 or appeals.earned < 0 then '不能为负'
            else '改得分大于该次抽测满分' || format('{:g}', spot_checks.possible)
        end as problem
    from staging.appeals
    left join core.spot_checks using (check_id)
    where
        (appeals.deduction < 0 or appeals.earned < 0 or appeals.earned > spot_checks.possible)
        and ($batch_id is null or appeals.batch_id >= $batch_id)
    union all by name
    select
        'reviews' as kind,
        reviews.batch_id,
        reviews.file_no,
        reviews.row_no,
        case
            when reviews.actual < 0 then 'actual'
            when reviews.target < 0 then 'target'
            else 'awarded'
        end as field,
        case
            when reviews.actual < 0 or reviews.target < 0 or reviews.awarded < 0 then '不能为负'
            else '得分大于该项满分' || format('{:g}', items.points)
        end as problem
    from staging.reviews
    left join core.editions using (year)
    left join scheme.components
        on editions.edition_id = components.edition_id and components.source = 'review'
    left join scheme.items
        on
            components.edition_id = items.edition_id
            and components.component = items.component
            and reviews.item in (items.item, items.name)
    where
        (
            reviews.actual < 0 or reviews.target < 0 or reviews.awarded < 0
            or reviews.awarded > items.points + 1e-9
        )
        and ($batch_id is null or reviews.batch_id >= $batch_id)
)

select distinct
    kind,
    batch_id,
    file_no,
    row_no,
    field,
    problem,
    '请核对后改正' as action
from wrong
