-- A decision about a responsible word (责任单位认定) that names no unit and no group, or mixes 逐项确定 with names.
-- grain: kind, batch_id, file_no, row_no, field
-- params: batch_id
-- columns: field = the column to mend; problem, action = Chinese, for the person who must act
with

parts as (
    select
        batch_id,
        file_no,
        row_no,
        len(split_names(unit)) as n,
        unnest(split_names(unit)) as part
    from staging.name_decisions
    where unit is not null and ($batch_id is null or batch_id >= $batch_id)
),

judged as (
    select
        parts.batch_id,
        parts.file_no,
        parts.row_no,
        parts.part,
        case
            when parts.part = '逐项确定' and parts.n > 1 then '“逐项确定”不能与单位写在一起'
            when parts.part = '逐项确定' then null
            when starts_with(fold_name(parts.part), '@') and group_words.word is null
                then '没有这个单位类别或称谓“' || parts.part || '”'
            when not starts_with(fold_name(parts.part), '@') and unit_names.name is null
                then '没有这个单位“' || parts.part || '”'
        end as problem
    from parts
    left join core.unit_names on fold_name(parts.part) = unit_names.name
    left join (select distinct group_words.word from core.group_words) as group_words
        on regexp_replace(fold_name(parts.part), '^@各?', '') = group_words.word
)

select
    'name_decisions' as kind,
    batch_id,
    file_no,
    row_no,
    'unit' as field,
    string_agg(problem, '；' order by problem) as problem,
    '请写单位表中的编码、名称或别名（几个用顿号隔开），一类单位写“@”加类别名，不认定给谁写“逐项确定”' as action
from judged
where problem is not null
group by batch_id, file_no, row_no
