-- A date as people write it: 2023-07-21, 2023/7/21, 2023.7.21, 2023年7月21日, 20230721, with or without a time; else null.
-- The year takes four digits: 23-7-21 would be the year 23, and "epoch" or "infinity" the year 1900.
create or replace macro read_date(words) as (
    case
        when words like '%:%' then cast(read_moment(words) as date)
        when try_cast(left(words, 4) as integer) >= 1900
            then
                cast(try_strptime(
                    words, ['%Y-%m-%d', '%Y/%m/%d', '%Y.%m.%d', '%Y年%m月%d日', '%Y%m%d']
                ) as date)
    end
)
