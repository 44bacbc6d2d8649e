-- Bonuses, major deductions and vetoes of a year, the newest first.
-- grain: adjustment_id
-- params: year
-- columns: kind = bonus, major or veto; points = null for a veto
select
    adjustments.adjustment_id,
    adjustments.unit_id,
    units.name,
    adjustments.kind,
    adjustments.points,
    adjustments.reason,
    adjustments.decided_on,
    adjustments.batch_id
from core.adjustments
inner join core.units using (unit_id)
where adjustments.year = $year
order by adjustments.decided_on desc, adjustments.adjustment_id desc
