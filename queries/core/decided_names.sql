-- One row per word that a human decided on and what it means: the newest decision on the word that counts.
-- grain: name, means, unit_id
-- params:
-- columns: name = the word folded by fold_name, without its @; means = today's name of the unit, or @ and the word for a
--   group; means, unit_id = null where it means nobody by itself and is asked each time (逐项确定)
with

decisions as (
    select
        ltrim(fold_name(name_decisions.words), '@') as name,
        name_decisions.unit
    from staging.name_decisions
    inner join core.live_batches using (batch_id)
    qualify
        row_number() over (
            partition by ltrim(fold_name(name_decisions.words), '@')
            order by name_decisions.batch_id desc, name_decisions.file_no desc, name_decisions.row_no desc
        ) = 1
),

parts as (
    select
        name,
        fold_name(unnest(split_names(unit))) as part
    from decisions
),

named as (
    select
        parts.name,
        units.name as means,
        units.unit_id
    from parts
    inner join core.unit_names on parts.part = unit_names.name
    inner join core.units on unit_names.unit_id = units.unit_id
),

grouped as (
    select
        parts.name,
        parts.part as means,
        units.unit_id
    from parts
    inner join core.group_words
        on starts_with(parts.part, '@') and regexp_replace(parts.part, '^@各?', '') = group_words.word
    inner join core.units on group_words.group_name = units.group_name
),

meant as (
    select * from named
    union
    select * from grouped
)

select
    decisions.name,
    meant.means,
    meant.unit_id
from decisions
left join meant on decisions.name = meant.name
