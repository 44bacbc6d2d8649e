-- What the year's plan demands outside its tasks, each deadline in its own words: those with a date first.
-- grain: duty_no, deadline_no
-- params: year, as_of
-- columns: due_on = null where the words set no date; state = past or open at the as-of date, undated without a date:
--   whether a duty was done nobody hands in, so past says only that its day is over
select
    duty_no,
    deadline_no,
    requirement,
    responsible,
    words,
    due_on,
    is_provisional,
    case
        when due_on is null then 'undated'
        when due_on < $as_of then 'past'
        else 'open'
    end as state,
    source
from core.plan_duties
where year = $year
order by due_on nulls last, duty_no, deadline_no
