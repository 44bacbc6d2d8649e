-- An item that no component of the source has; blank only where the component has no items (findings may be blank).
-- grain: kind, batch_id, file_no, row_no, field
-- params: batch_id
-- columns: field = the column to mend; problem, action = Chinese, for the person who must act
with

named as (
    select
        'spot_checks' as kind,
        batch_id,
        file_no,
        row_no,
        coalesce(year, year(checked_on)) as year,
        'spot_check' as source,
        item
    from staging.spot_checks
    where $batch_id is null or batch_id >= $batch_id
    union all by name
    select
        'findings' as kind,
        batch_id,
        file_no,
        row_no,
        coalesce(year, year(notified_on)) as year,
        source,
        item
    from staging.findings
    where item is not null and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'reviews' as kind,
        batch_id,
        file_no,
        row_no,
        year,
        'review' as source,
        item
    from staging.reviews
    where item is not null and ($batch_id is null or batch_id >= $batch_id)
    union all by name
    select
        'tasks' as kind,
        batch_id,
        file_no,
        row_no,
        year,
        'ledger' as source,
        item
    from staging.tasks
    where item is not null and ($batch_id is null or batch_id >= $batch_id)
),

-- a source without items takes every fact, one the scheme has no component for every fact without an item;
-- third-party findings may name any item of the scheme
permitted as (
    select
        editions.year,
        components.source,
        items.is_implicit,
        items.item,
        items.name
    from core.editions
    inner join scheme.items using (edition_id)
    inner join scheme.components using (edition_id, component)
),

outsiders as (
    select unnest(['third_party', 'superior', 'public']) as source
),

offers as (
    select
        year,
        source,
        bool_or(is_implicit) as takes_all
    from permitted
    group by all
),

spoken as (
    select distinct
        year,
        source,
        unnest([item, name]) as words
    from permitted
    union
    select distinct
        permitted.year,
        outside.source,
        unnest([permitted.item, permitted.name]) as words
    from permitted
    cross join outsiders as outside
)

select
    named.kind,
    named.batch_id,
    named.file_no,
    named.row_no,
    'item' as field,
    case when named.item is null then '未写指标，而办法在此环节列有指标' else '办法中没有这个指标' end as problem,
    '请写办法中该环节指标的编码或名称' as action
from named
inner join core.editions using (year)
left join offers on named.year = offers.year and named.source = offers.source
left join spoken
    on
        named.year = spoken.year
        and named.source = spoken.source
        and named.item = spoken.words
where spoken.words is null and not coalesce(offers.takes_all, named.item is null)
