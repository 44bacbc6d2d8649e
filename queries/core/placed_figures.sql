-- One row per staged figure of the annual report: which cell of the statutory tables its words mean.
-- grain: batch_id, file_no, row_no
-- params:
-- columns: table_no, cell_row, cell_column = null where the words mean none; is_cell = the table has such a cell
select
    figures.batch_id,
    figures.file_no,
    figures.row_no,
    figures.year,
    figures.table_name,
    figures.row_name,
    figures.column_name,
    figures.value,
    tables.place as table_no,
    rows_of.place as cell_row,
    columns_of.place as cell_column,
    cells.is_decimal,
    cells.table_no is not null as is_cell
from staging.report_figures as figures
left join core.statutory_words as tables
    on tables.part = 'table' and bare_words(figures.table_name) = tables.word
left join core.statutory_words as rows_of
    on
        rows_of.part = 'row'
        and tables.place = rows_of.table_no
        and bare_words(figures.row_name) = rows_of.word
left join core.statutory_words as columns_of
    on
        columns_of.part = 'column'
        and tables.place = columns_of.table_no
        and bare_words(figures.column_name) = columns_of.word
left join core.statutory_cells as cells
    on
        tables.place = cells.table_no
        and rows_of.place = cells.row_no
        and columns_of.place = cells.column_no
