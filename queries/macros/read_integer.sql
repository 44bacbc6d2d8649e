-- A whole number, also when a spreadsheet wrote it as 3.0; else null.
create or replace macro read_integer(words) as (
    case when read_number(words) = trunc(read_number(words)) then try_cast(read_number(words) as integer) end
)
