-- Steps that wait or waited for a second person, those waiting first, then the newest.
-- grain: proposal_no
-- params:
-- columns: sent = the answers of the form, as JSON; state = pending, approved, rejected, withdrawn or undone
select
    proposal_no,
    step,
    subject,
    sent,
    proposed_at,
    login,
    name,
    state,
    ended_at,
    ended_name,
    ended_reason
from core.proposals
order by state <> 'pending', proposal_no desc
