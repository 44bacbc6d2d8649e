-- What the kind of a deadline (files.md section 3) means for a ledger: it has dates of its own (dated), it waits for
-- an event (triggered), or it is never overdue (open).
create or replace macro deadline_class(kind) as case
    when kind in ('fixed', 'recurring', 'after_issue', 'count') then 'dated'
    when kind = 'after_event' then 'triggered'
    else 'open'
end
