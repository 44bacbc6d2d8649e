-- The words of a ledger line as its key holds them: which period, and when it was triggered.
-- grain: period, triggered_at
-- params: period, triggered_on
-- columns: period, triggered_at = null for no words, or words that mean none
select
    read_period($period) as period,
    read_moment($triggered_on) as triggered_at
