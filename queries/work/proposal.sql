-- One step that waits, or waited, for a second person: what was proposed, by whom, how it stands. No row for no such number.
-- grain: proposal_no
-- params: proposal_no
-- columns: sent = the answers of the form, as JSON; last_batch_id = the batch that ended it, while it waits its own
select
    proposal_no,
    step,
    subject,
    sent,
    state,
    login,
    name,
    role,
    unit_id,
    coalesce(ended_in, batch_id) as last_batch_id
from core.proposals
where proposal_no = $proposal_no
