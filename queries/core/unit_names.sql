-- One row per name a file may use for a unit: its id, its name, its aliases, folded; former names keep working.
-- Where two units ever shared a name, today's bearer wins, then the newer row.
-- grain: name
-- params:
-- columns: name = folded by fold_name
with

written as (
    select
        units.unit_id,
        units.batch_id,
        units.row_no,
        unnest(
            list_concat(
                [units.unit_id, units.name],
                string_split_regex(coalesce(units.aliases, ''), '[、;；,，]')
            )
        ) as words
    from staging.units
    inner join core.live_batches using (batch_id)
),

folded as (
    select
        written.unit_id,
        fold_name(written.words) as name,
        max(written.batch_id) as batch_id,
        bool_or(units.batch_id = written.batch_id and units.row_no = written.row_no) as is_current
    from written
    inner join core.units on written.unit_id = units.unit_id
    where fold_name(written.words) <> ''
    group by all
)

select
    name,
    unit_id
from folded
qualify row_number() over (partition by name order by is_current desc, batch_id desc, unit_id asc) = 1
