-- The year's scheme as a whole: what it rests on, how scores are printed, and its settings. One row.
-- grain: year
-- params: edition
-- columns: conversion = points the score is worth in the overall appraisal, null when it is not converted;
--   is_conversion_low = below the 4 of 100 that 哈办发〔2017〕13号 asks for (scoring.md section 9);
--   spot_floor_waived_by = the document that lowers the floor of 日常抽测; relief = share of a deduction given back;
--   appeal_workdays = null without a limit; bonus_gate = null without a gate; veto_ceiling = null when the score of a vetoed unit is kept
select
    editions.year,
    editions.name,
    editions.basis,
    editions.full_marks,
    editions.decimals,
    editions.ties,
    editions.closes_on,
    editions.conversion,
    coalesce(editions.conversion < 4, false) as is_conversion_low,
    editions.spot_floor_waived_by,
    editions.overdue_per_day,
    editions.overdue_cap,
    editions.relief,
    editions.repeat_factor,
    editions.require_recheck,
    editions.appeal_workdays,
    editions.bonus_cap,
    editions.bonus_gate,
    editions.bonus_gate_inclusive,
    editions.veto_ceiling
from scheme.editions
where editions.edition_id = $edition
