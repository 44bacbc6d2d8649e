-- 是/否 in its spellings; else null.
create or replace macro read_yes_no(words) as (
    case lower(words)
        when '是' then true when 'true' then true when 'yes' then true when 'y' then true when '1' then true
        when '否' then false when 'false' then false when 'no' then false when 'n' then false when '0' then false
    end
)
