-- One row per responsible word of a task and the unit it means; unit_id null = left for a human.
-- What a human decided about a word (责任单位认定) goes before every name; a role or an open list so decided takes the place
-- its clause gave it. Rows stored before places were kept: support beside a lead, else owner.
-- grain: year, task_no, role, word, unit_id
-- params:
-- columns: role = lead (牵头), owner (equal), support (配合), unresolved; is_group = the word means a group
with

words as (
    select
        tasks.year,
        tasks.task_no,
        task_parties.role,
        task_parties.word,
        task_parties.is_group,
        coalesce(
            task_parties.place,
            case
                when bool_or(task_parties.role = 'lead') over (partition by tasks.year, tasks.task_no)
                    then 'support'
                else 'owner'
            end
        ) as place,
        fold_name(task_parties.word) as name,
        regexp_replace(fold_name(task_parties.word), '^各', '') as group_word
    from core.tasks
    inner join raw.task_parties using (batch_id, file_no, row_no)
)

select distinct
    words.year,
    words.task_no,
    case
        when words.role = 'unresolved' and decided_names.unit_id is not null then words.place
        else words.role
    end as role,
    words.word,
    words.is_group,
    case
        when decided_names.name is not null then decided_names.unit_id
        when words.role <> 'unresolved' then coalesce(unit_names.unit_id, units.unit_id)
    end as unit_id
from words
left join core.decided_names on words.name = decided_names.name
left join core.unit_names on not words.is_group and words.name = unit_names.name
left join core.group_words on words.is_group and words.group_word = group_words.word
left join core.units on group_words.group_name = units.group_name
