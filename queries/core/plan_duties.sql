-- One row per deadline of what a year's plan demands outside its tasks (files.md section 2, `plan`): of the newest plan
-- document of the year that counts, working days counted by today's calendar.
-- grain: year, duty_no, deadline_no
-- params:
-- columns: due_on = of fixed, after_issue and count, else null; is_provisional = reaches into a year without a calendar;
--   is_ledger = demands that the ledger (台账) be handed in
with

plans as (
    select
        tasks.year,
        max(tasks.batch_id) as batch_id
    from staging.tasks
    inner join core.batches using (batch_id)
    where batches.what = 'plan' and batches.is_live
    group by all
)

select
    plan_duties.year,
    plan_duties.duty_no,
    plan_duties.deadline_no,
    plan_duties.requirement,
    plan_duties.responsible,
    plan_duties.words,
    plan_duties.kind,
    case
        when plan_duties.kind = 'after_issue' and plan_duties.unit <> 'workday'
            then days_after(plan_duties.issued_on, plan_duties.n, plan_duties.unit)
        else coalesce(due.day, plan_duties.due_on)
    end as due_on,
    coalesce(due.is_provisional, false) as is_provisional,
    hands_in_ledger(plan_duties.requirement) as is_ledger,
    plan_duties.source
from raw.plan_duties
inner join plans using (year, batch_id)
left join core.calendar as issue
    on
        plan_duties.kind = 'after_issue'
        and plan_duties.unit = 'workday'
        and plan_duties.issued_on = issue.day
left join core.calendar as due
    on issue.workday_no + plan_duties.n = due.workday_no and due.is_workday
