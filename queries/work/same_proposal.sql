-- The very same step with the very same answers, waiting for a second person already: by whom it was proposed.
-- grain: proposal_no
-- params: step, sent
-- columns: sent = the answers of the form, as JSON
select
    proposal_no,
    name
from core.proposals
where state = 'pending' and step = $step and sent = $sent
