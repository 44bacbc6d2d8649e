-- One row: what the scheme says about rectification, with the defaults of scoring.md section 2; without a scheme these.
-- grain: overdue_per_day
-- params: edition
-- columns: overdue_cap = inf where the scheme has none
select
    coalesce(editions.overdue_per_day, 0) as overdue_per_day,
    coalesce(editions.overdue_cap, cast('inf' as double)) as overdue_cap,
    coalesce(editions.relief, 0) as relief,
    coalesce(editions.repeat_factor, 1) as repeat_factor,
    coalesce(editions.require_recheck, false) as require_recheck
from (select 1) as one_row
left join scheme.editions on editions.edition_id = $edition
