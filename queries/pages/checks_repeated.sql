-- The faults that came back, not yet closed first, then the newest.
-- grain: finding_id
-- params: as_of, group_name
-- columns: state = of scores.findings; same_item = findings of this unit on the same item this year, this one included
with

counted as (
    select
        findings.*,
        count(*) over (partition by findings.unit_id, findings.item) as same_item
    from scores.findings
    where findings.as_of = $as_of and findings.state <> 'withdrawn'
)

select
    counted.finding_id,
    counted.unit_id,
    units.name,
    units.group_name,
    counted.item_name,
    counted.description,
    counted.notified_on,
    counted.due_on,
    counted.rectified_on,
    counted.deduction,
    counted.same_item,
    counted.evidence,
    counted.state,
    counted.state in ('open', 'overdue', 'failed') as is_standing
from counted
inner join core.units using (unit_id)
where counted.is_repeat and coalesce(units.group_name = $group_name, true)
order by is_standing desc, counted.notified_on desc, counted.finding_id
