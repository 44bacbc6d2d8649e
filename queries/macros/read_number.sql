-- A finite number; else null.
create or replace macro read_number(words) as (
    case when isfinite(try_cast(words as double)) then try_cast(words as double) end
)
