-- One row per way of writing a table, a row or a column of the annual report's statutory tables, with what it means.
-- grain: part, table_no, word
-- params:
-- columns: part = table, row or column; word = folded by bare_words: by number, by official words, by both;
--     place = table_no, row_no or column_no
with

spelled as (
    select
        'table' as part,
        table_no,
        table_no as place,
        unnest([
            table_code,
            table_words,
            table_code || table_words,
            '表' || table_code,
            cast(table_no as varchar),
            '表' || table_no
        ]) as spelling
    from core.statutory_cells
    union
    select
        'row' as part,
        table_no,
        row_no as place,
        unnest([
            row_code,
            row_words,
            row_words || row_remark,
            row_mark || row_words,
            row_mark || row_words || row_remark,
            row_code || row_words,
            row_code || row_words || row_remark,
            concat(section, grouping, row_mark, row_words),
            concat(section, grouping, row_mark, row_words, row_remark)
        ]) as spelling
    from core.statutory_cells
    union
    select
        'column' as part,
        table_no,
        column_no as place,
        unnest([
            column_words,
            column_words || column_remark,
            case when is_decimal then column_words || '万元' end,
            over_words || column_words
        ]) as spelling
    from core.statutory_cells
)

select distinct
    part,
    table_no,
    bare_words(spelling) as word,
    place
from spelled
where spelling is not null
