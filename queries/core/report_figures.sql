-- One row per figure of the annual report's statutory tables that counts: the newest row of its cell.
-- grain: year, table_no, cell_row, cell_column
-- params:
-- columns: value = null where the newest row leaves the cell blank (a gap)
select
    placed.year,
    placed.table_no,
    placed.cell_row,
    placed.cell_column,
    placed.value,
    placed.batch_id,
    placed.file_no,
    placed.row_no
from core.placed_figures as placed
inner join core.live_batches using (batch_id)
where placed.is_cell and placed.year is not null
qualify
    row_number() over (
        partition by placed.year, placed.table_no, placed.cell_row, placed.cell_column
        order by placed.batch_id desc, placed.file_no desc, placed.row_no desc
    ) = 1
