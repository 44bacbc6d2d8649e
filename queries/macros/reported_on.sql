-- The day a finding was rectified, by the day asked and unless its recheck failed; else null.
create or replace macro reported_on(rectified_on, rechecked_on, recheck_result, asked_on) as (
    case
        when recheck_said('fail', rectified_on, rechecked_on, recheck_result, asked_on) then null
        when rectified_on <= asked_on then rectified_on
    end
)
