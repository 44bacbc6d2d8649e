-- The findings of each unit and what became of them; withdrawn ones are left out.
-- grain: unit_id
-- params: as_of
-- columns: closed = rectified and confirmed; waiting = rectified, the recheck to come; open = everything else, of them overdue
select
    findings.unit_id,
    count(*) as found,
    count(*) filter (where findings.state = 'confirmed') as closed,
    count(*) filter (where findings.state = 'rectified') as waiting,
    count(*) filter (where findings.state in ('open', 'overdue', 'failed')) as open,
    count(*) filter (
        where findings.state in ('open', 'overdue', 'failed') and findings.days_late > 0
    ) as overdue
from scores.findings
where findings.as_of = $as_of and findings.state <> 'withdrawn'
group by findings.unit_id
order by findings.unit_id
