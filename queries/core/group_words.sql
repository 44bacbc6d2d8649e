-- One row per word that documents use for a group: 各 + the group's name always, and the office's own table.
-- grain: word, group_name
-- params:
-- columns: word = folded by fold_name, without a leading 各
with

stated as (
    select
        fold_name(units.group_name) as word,
        units.group_name
    from core.units
    union all
    select
        fold_name(group_words.word) as word,
        group_words.group_name
    from staging.group_words
    inner join core.live_batches using (batch_id)
)

select distinct
    regexp_replace(word, '^各', '') as word,
    group_name
from stated
