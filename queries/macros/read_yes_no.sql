-- 是/否 in its spellings; else null.
create or replace macro read_yes_no(words) as (
    case
        when lower(words) in ('是', 'true', 'yes', 'y', '1') then true
        when lower(words) in ('否', 'false', 'no', 'n', '0') then false
    end
)
