-- Calendar days from a deadline to the day it was met, or to the day asked while it is not; never negative, 0 without one
-- (greatest skips a null).
create or replace macro days_late(due_on, met_on, asked_on) as (
    greatest(0, coalesce(met_on, asked_on) - due_on)
)
