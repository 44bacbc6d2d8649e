-- Whether a sentence of a plan demands that the ledger (台账) be handed in: 将工作台账报…, 报送工作台账, 上交台账; to set one up is
-- not to hand it in.
create or replace macro hands_in_ledger(words) as regexp_matches(
    words,
    '台账[^。；]*(报[^告]|提交|上交|送交|交[至到区县政])|(报送|上报|提交|上交|送交|交)[^，。；]*台账'
)
