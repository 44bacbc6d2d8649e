-- A date as people write it: 2023-07-21, 2023/7/21, 2023.7.21, 2023年7月21日, 20230721, with or without a time; else null.
create or replace macro read_date(words) as (
    case
        when words like '%:%' then cast(read_moment(words) as date)
        else cast(try_strptime(words, ['%Y-%m-%d', '%Y/%m/%d', '%Y.%m.%d', '%Y年%m月%d日', '%Y%m%d']) as date)
    end
)
