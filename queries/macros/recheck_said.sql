-- Whether the recheck of a finding, dated from its rectification to the day asked, both included, had this result; null
-- where a date or the result is missing.
create or replace macro recheck_said(result, rectified_on, rechecked_on, recheck_result, asked_on) as (
    recheck_result = result and rechecked_on between rectified_on and asked_on
)
