-- A date that may carry a time of day (triggered_on, completed_on); midnight where no time is written; else null.
-- A form that does not fit costs ten times one that does, so those with a colon are tried alone, the usual ones first.
create or replace macro read_moment(words) as (
    case
        when try_cast(left(words, 4) as integer) >= 1900 and words like '%:%'
            then try_strptime(
                replace(words, 'T', ' '),
                [
                    '%Y-%m-%d %H:%M', '%Y-%m-%d %H:%M:%S', '%Y/%m/%d %H:%M', '%Y/%m/%d %H:%M:%S',
                    '%Y.%m.%d %H:%M', '%Y年%m月%d日 %H:%M', '%Y年%m月%d日 %H:%M:%S', '%Y年%m月%d日%H:%M'
                ]
            )
        when try_cast(left(words, 4) as integer) >= 1900
            then try_strptime(
                replace(words, 'T', ' '),
                ['%Y-%m-%d', '%Y/%m/%d', '%Y.%m.%d', '%Y年%m月%d日', '%Y%m%d', '%Y年%m月%d日%H时%M分']
            )
    end
)
