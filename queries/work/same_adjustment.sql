-- Adjustments that are stored already: the same unit, kind, points, day and reason.
-- grain: adjustment_id
-- params: unit_id, kind, points, decided_on, reason
-- columns: points = null for a veto
select adjustment_id
from core.adjustments
where
    unit_id = $unit_id
    and kind = $kind
    and points is not distinct from $points
    and decided_on = $decided_on
    and reason = $reason
order by adjustment_id
