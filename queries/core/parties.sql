-- One row per responsible word of a task and the unit it means; unit_id null = left for a human.
-- grain: year, task_no, role, word, unit_id
-- params:
-- columns: role = lead (牵头), owner (equal), support (配合), unresolved
with

words as (
    select
        tasks.year,
        tasks.task_no,
        task_parties.role,
        task_parties.word,
        task_parties.is_group,
        fold_name(task_parties.word) as name,
        regexp_replace(fold_name(task_parties.word), '^各', '') as group_word
    from core.tasks
    inner join raw.task_parties using (batch_id, file_no, row_no)
)

select distinct
    words.year,
    words.task_no,
    words.role,
    words.word,
    case when words.role <> 'unresolved' then coalesce(unit_names.unit_id, units.unit_id) end as unit_id
from words
left join core.unit_names on not words.is_group and words.name = unit_names.name
left join core.group_words on words.is_group and words.group_word = group_words.word
left join core.units on group_words.group_name = units.group_name
