-- The names that stand in one cell, separated by 、 ; , or line breaks.
create or replace macro split_names(words) as (
    list_filter(
        list_transform(string_split_regex(words, '[、;；,，\n]'), lambda part: trim(part)),
        lambda part: part <> ''
    )
)
