-- A date that may carry a time of day (triggered_on, completed_on); midnight where no time is written; else null.
create or replace macro read_moment(words) as (
    case
        when try_cast(left(words, 4) as integer) >= 1900
            then try_strptime(
                replace(words, 'T', ' '),
                [
                    '%Y-%m-%d', '%Y/%m/%d', '%Y.%m.%d', '%Y年%m月%d日', '%Y%m%d',
                    '%Y-%m-%d %H:%M', '%Y/%m/%d %H:%M', '%Y.%m.%d %H:%M', '%Y年%m月%d日 %H:%M',
                    '%Y-%m-%d %H:%M:%S', '%Y/%m/%d %H:%M:%S', '%Y年%m月%d日 %H:%M:%S', '%Y年%m月%d日%H:%M',
                    '%Y年%m月%d日%H时%M分'
                ]
            )
    end
)
