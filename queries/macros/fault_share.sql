-- The share of its deduction that a finding costs: more when repeated, less when confirmed and not late.
create or replace macro fault_share(is_repeat, repeat_factor, is_relieved, relief) as (
    case when is_repeat then repeat_factor else 1 end * case when is_relieved then 1 - relief else 1 end
)
