-- One row per cell of the annual report's statutory tables in official order: what stands there, and the year before.
-- grain: table_no, row_no, column_no
-- params: year
-- columns: value, value_before = null where nothing was handed in (a gap); title = number and words of the table;
--     row_title, column_title = the official words in full; row_label, column_label = as the form
--     writes them, unique inside the table
select
    cells.table_no,
    cells.row_no,
    cells.column_no,
    cells.table_code || '、' || cells.table_words as title,
    cells.block,
    cells.block_words,
    cells.section,
    cells.grouping,
    concat(cells.row_mark, cells.row_words, cells.row_remark) as row_title,
    cells.over_words,
    concat(cells.column_words, cells.column_remark) as column_title,
    cells.row_label,
    cells.column_label,
    cells.is_decimal,
    now.value,
    before.value as value_before
from core.statutory_cells as cells
left join core.report_figures as now
    on
        now.year = $year
        and cells.table_no = now.table_no
        and cells.row_no = now.cell_row
        and cells.column_no = now.cell_column
left join core.report_figures as before
    on
        before.year = $year - 1
        and cells.table_no = before.table_no
        and cells.row_no = before.cell_row
        and cells.column_no = before.cell_column
order by cells.table_no, cells.row_no, cells.column_no
