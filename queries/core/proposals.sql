-- One row per step that waits, or waited, for a second person (经办提请, 审核决定).
-- grain: proposal_no
-- params:
-- columns: sent = the answers of the form, as JSON; login, name, role, unit_id = who proposed it; state = pending,
--   approved, rejected or withdrawn, and undone where the proposal itself was; ended_* = the second person's word,
--   null while it waits; an approval that was undone lets it wait again
with

ended as (
    select
        proposal_ends.proposal_no,
        proposal_ends.batch_id,
        proposal_ends.ending,
        proposal_ends.ended_at,
        proposal_ends.login,
        proposal_ends.name,
        proposal_ends.reason
    from raw.proposal_ends
    inner join core.live_batches using (batch_id)
    qualify
        row_number() over (partition by proposal_ends.proposal_no order by proposal_ends.batch_id desc) = 1
)

select
    proposals.proposal_no,
    proposals.step,
    proposals.subject,
    proposals.sent,
    proposals.proposed_at,
    proposals.login,
    proposals.name,
    proposals.role,
    proposals.unit_id,
    proposals.batch_id,
    case
        when live_batches.batch_id is null then 'undone'
        else coalesce(ended.ending, 'pending')
    end as state,
    ended.batch_id as ended_in,
    ended.ended_at,
    ended.login as ended_login,
    ended.name as ended_name,
    ended.reason as ended_reason
from raw.proposals
left join core.live_batches using (batch_id)
left join ended using (proposal_no)
