-- One row per as-of date and spot check whose marks an appeal changed (改扣): the latest decision by D.
-- grain: as_of, check_id
-- params:
-- columns:
select
    dates.as_of,
    appeals.check_id,
    arg_max(appeals.earned, row(appeals.decided_on, appeals.appealed_on)) as earned
from scores.dates
inner join core.appeals on dates.d >= appeals.decided_on
where appeals.check_id is not null and appeals.result = 'changed' and appeals.earned is not null
group by all
