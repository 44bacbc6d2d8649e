-- The label of a recurring task's period (files.md section 1): 2023-03, 2023Q1, 2023H1, 2023; other words stay as they are.
create or replace macro read_period(words) as (
    case
        when regexp_full_match(words, '\d{4}[-/.年]?\d{1,2}月?')
            then
                regexp_extract(words, '^(\d{4})', 1) || '-'
                || lpad(regexp_extract(words, '^\d{4}[-/.年]?(\d{1,2})', 1), 2, '0')
        when regexp_full_match(upper(words), '\d{4}[-年]?第?(Q[1-4]|[一二三四1-4]季度)')
            then
                left(words, 4) || 'Q'
                || translate(regexp_extract(upper(words), '([一二三四1-4])(?:季度)?$', 1), '一二三四', '1234')
        when regexp_full_match(upper(words), '\d{4}[-年]?(H[12]|[上下]半年)')
            then
                left(words, 4) || 'H'
                || translate(regexp_extract(upper(words), '([上下12])(?:半年)?$', 1), '上下', '12')
        when regexp_full_match(words, '\d{4}年?(度|全年)?') then left(words, 4)
        else words
    end
)
