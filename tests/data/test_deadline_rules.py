"""Rules in deadlines: recurrences, spans after an event, counts, and the dates that follow from them."""

from __future__ import annotations

from datetime import date

import pytest
from reading_deadlines import CALENDAR, ISSUED, due, only

from data.calendar import seed_days
from data.plan.deadlines import next_due, occurrences, read_deadlines


@pytest.mark.parametrize(
    ("words", "every", "month", "day", "following"),
    [
        ("每月10日前", "month", None, 10, "2023-08-10"),
        ("每月底前", "month", None, None, "2023-07-31"),
        ("每月结束后次月5日前", "month", None, 5, "2023-08-05"),
        ("次月10日前", "month", None, 10, "2023-08-10"),
        ("按季度公开", "quarter", None, None, "2023-09-30"),
        ("每季度首月10日前", "quarter", 1, 10, "2023-10-10"),
        ("每季度最后一个月20日前", "quarter", None, 20, "2023-09-20"),
        ("每季度结束后15日内", "quarter", 1, 15, "2023-10-15"),
        ("每半年更新一次", "half", None, None, "2023-12-31"),
        ("每年年底前", "year", 12, None, "2023-12-31"),
        ("每年度终了后3个月内", "year", 3, None, "2024-03-31"),
        ("每年第一季度", "year", 3, None, "2024-03-31"),
        ("每周五前", "week", None, 5, "2023-07-28"),
        ("每周更新", "week", None, None, "2023-07-23"),
        ("月度", "month", None, None, "2023-07-31"),
        ("各季度首月10日前", "quarter", 1, 10, "2023-10-10"),
        ("每季度后5日内", "quarter", 1, 5, "2023-10-05"),
        ("半年末月20日前", "half", None, 20, "2023-12-20"),
        ("一月一报", "month", None, None, "2023-07-31"),
        ("一周一更新", "week", None, None, "2023-07-23"),
        ("每年第一个月", "year", 1, None, "2024-01-31"),
        ("按季度公开，每季度首月15日前", "quarter", 1, 15, "2023-10-15"),
        ("自10月起，每季度末25日前", "quarter", None, 25, "2023-12-25"),
        ("9月起，每季度结束后15日内", "quarter", 1, 15, "2023-10-15"),
        ("9月起开展自查，每月10日前报送", "month", None, 10, "2023-09-10"),
        ("自2023年8月至2024年3月，每月5日前报送", "month", None, 5, "2023-08-05"),
        ("2024年起每年1月底前", "year", 1, None, "2024-01-31"),
        ("每学年9月底前", "year", 9, None, "2023-09-30"),
    ],
)
def test_a_recurring_rule_and_its_next_date(
    words: str, every: str, month: int | None, day: int | None, following: str
) -> None:
    deadline = only(words)
    assert (deadline.kind, deadline.every, deadline.month, deadline.day) == ("recurring", every, month, day)
    assert due(words) == following


def test_working_days_of_a_period_follow_the_calendar() -> None:
    deadline = only("每月前5个工作日内")
    assert (deadline.n, deadline.unit, deadline.every) == (5, "workday", "month")
    october = dict(occurrences(deadline, 2023, CALENDAR))["2023-10"]
    assert october == date(2023, 10, 11)  # 7 and 8 October were worked, 1 to 6 were holidays
    assert dict(occurrences(only("每月最后一个工作日"), 2023, CALENDAR))["2023-12"] == date(2023, 12, 29)


@pytest.mark.parametrize(
    ("words", "kind", "n", "unit"),
    [
        ("三个工作日内", "after_event", 3, "workday"),
        ("二十日内", "after_event", 20, "day"),
        ("两周内", "after_event", 14, "day"),
        ("一个月内", "after_event", 1, "month"),
        ("半个月内", "after_event", 15, "day"),
        ("20日（工作日）内", "after_event", 20, "workday"),
        ("20个个工作日日内", "after_event", 20, "workday"),
        ("最迟不超过24小时", "after_event", 24, "hour"),
        ("20个工作日", "after_event", 20, "workday"),
        ("次日公开", "after_event", 1, "day"),
        ("下一个工作日内", "after_event", 1, "workday"),
        ("至少每季度更新一次", "interval", 3, "month"),
        ("每季度至少更新1次", "interval", 3, "month"),
        ("每两月一次", "interval", 2, "month"),
        ("每日更新", "interval", 1, "day"),
        ("半年一次", "interval", 6, "month"),
        ("半年", "interval", 6, "month"),
        ("不得少于10天", "minimum", 10, "day"),
        ("公示期不少于5个工作日", "minimum", 5, "workday"),
        ("至少公示7日", "minimum", 7, "day"),
        ("三个月一更新", "interval", 3, "month"),
        ("2年内至少更新1次", "interval", 2, "year"),
        ("半年内不少于2次", "interval", 6, "month"),
        ("至少开展2次", "count", 2, "time"),
        ("全年编发简报12期", "count", 12, "time"),
        ("每年不少于2次", "count", 2, "time"),
        ("全年不少于12期", "count", 12, "time"),
        ("3次以上", "count", 3, "time"),
    ],
)
def test_numbers_of_a_rule(words: str, kind: str, n: int, unit: str) -> None:
    deadline = only(words)
    assert (deadline.kind, deadline.n, deadline.unit) == (kind, n, unit)


def test_a_count_runs_to_the_date_beside_it() -> None:
    assert only("2023年11月底前，开展培训不少于2次").due_on == date(2023, 11, 30)
    assert only("年内邀请代表列席会议不得少于2次").due_on == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("自印发之日起20个工作日内", "2023-08-18"),
        ("本通知下发之日起15日内", "2023-08-05"),
        ("本方案印发后10个工作日内", "2023-08-04"),
        ("本实施方案自发布之日起一个月内", "2023-08-21"),
        ("各单位自本方案印发之日起15个工作日内", "2023-08-11"),
        ("请各镇街于本通知印发之日起5个工作日内反馈", "2023-07-28"),
        ("自本《工作方案》印发之日起1个月内", "2023-08-21"),
    ],
)
def test_after_the_plans_own_date(words: str, expected: str) -> None:
    assert only(words).kind == "after_issue"
    assert due(words) == expected
    assert next_due(only(words), CALENDAR, None, 2023) == (None, False)


@pytest.mark.parametrize(
    ("words", "event"),
    [
        ("自信息形成或者变更之日起二十個工作日內", "信息形成或者变更"),
        ("批复后20日内", "批复"),
        ("信息产生后3个工作日内", "信息产生"),
        ("政策文件印发后3个工作日内", "政策文件印发"),
        ("信息发布之日起7个工作日内", "信息发布"),
        ("接到舆情后最迟在5小时内", "接到舆情"),
        ("20个工作日内（自信息形成之日起）", "信息形成"),
        ("自信息形成之日起，20个工作日内公开", "信息形成"),
        ("每年预算批复后20日内公开", "每年预算批复"),
        ("信息形成或变更之日起20个工作\n日内公开", "信息形成或变更"),
        ("48小时内", None),
        ("工作日2小时内", None),
        ("本单位方案印发之日起5个工作日内", "本单位方案印发"),
        ("不得晚于信息生成后1个工作日", "信息生成"),
    ],
)
def test_after_an_event_of_its_own(words: str, event: str | None) -> None:
    deadline = only(words)
    assert (deadline.kind, deadline.event) == ("after_event", event)
    assert due(words) is None


def test_occurrences_are_labelled_by_period() -> None:
    assert [label for label, _ in occurrences(only("每季度"), 2024, CALENDAR)] == [
        "2024Q1",
        "2024Q2",
        "2024Q3",
        "2024Q4",
    ]
    assert occurrences(only("每月底前"), 2024, CALENDAR)[1] == ("2024-02", date(2024, 2, 29))
    assert occurrences(only("每半年"), 2024, CALENDAR) == [
        ("2024H1", date(2024, 6, 30)),
        ("2024H2", date(2024, 12, 31)),
    ]
    assert occurrences(only("每年1月31日前"), 2024, CALENDAR) == [("2024", date(2024, 1, 31))]
    weeks = occurrences(only("每周五前"), 2020, CALENDAR)
    assert len(weeks) == 53
    assert weeks[4] == ("2020-W05", date(2020, 1, 31))


def test_a_date_in_an_unpublished_year_is_provisional() -> None:
    last = max(entry.day.year for entry in seed_days())
    deadline = only("本方案发布之日起20个工作日内")
    assert next_due(deadline, CALENDAR, date(last, 12, 21), last)[1]
    assert not next_due(deadline, CALENDAR, date(last, 6, 1), last)[1]


@pytest.mark.parametrize(
    ("words", "dates"),
    [
        ("上下半年各一次", ["2023-06-30", "2023-12-31"]),
        ("上、下半年各1次", ["2023-06-30", "2023-12-31"]),
        ("6月、12月20日前", ["2023-06-20", "2023-12-20"]),
        ("9月和11月底前", ["2023-09-30", "2023-11-30"]),
        ("一季度1次，二季度末", ["2023-03-31", "2023-06-30"]),
        ("1月15日前", ["2023-01-15"]),
        ("一季度末", ["2023-03-31"]),
        ("2023年度内", ["2023-12-31"]),
        ("三、四季度各一次", ["2023-09-30", "2023-12-31"]),
        ("第2、4季度末", ["2023-06-30", "2023-12-31"]),
        ("一季度末月20日前", ["2023-03-20"]),
        ("四季度第二个月底前", ["2023-11-30"]),
        ("8月底前完成上半年问题整改", ["2023-08-31"]),
        ("11月的25日前", ["2023-11-25"]),
    ],
)
def test_numbered_periods_are_dates_and_no_rules(words: str, dates: list[str]) -> None:
    found = read_deadlines(words, 2023, ISSUED)
    assert [(one.kind, str(one.due_on)) for one in found] == [("fixed", day) for day in dates]


def test_a_rule_holds_from_and_until_the_months_it_names() -> None:
    friday = only("8月至10月，每周五前")
    days = [day for _, day in occurrences(friday, 2023, CALENDAR)]
    assert (days[0], days[-1], len(days)) == (date(2023, 8, 4), date(2023, 10, 27), 13)
    months = occurrences(only("四季度起按月报送，每月5日前"), 2023, CALENDAR)
    assert [month for month, _ in months] == ["2023-10", "2023-11", "2023-12"]


def test_every_day_of_a_month_that_is_named_counts() -> None:
    found = read_deadlines("每月10号、20号、月底", 2023, ISSUED)
    assert [one.day for one in found] == [10, 20, None]


def test_times_by_several_dates_are_read_apart_or_asked_about() -> None:
    first, second = read_deadlines("9月底前举办1次、12月底前举办2次", 2023, ISSUED)
    assert (first.kind, first.due_on, first.flags) == ("fixed", date(2023, 9, 30), ())
    assert (second.kind, second.due_on, second.n) == ("count", date(2023, 12, 31), 2)
    assert read_deadlines("8月底和12月底前各开展2次", 2023, ISSUED)[1].flags
    within, times = read_deadlines("信息形成后3个工作日内更新不少于2次", 2023, ISSUED)
    assert (within.kind, within.event, bool(times.flags)) == ("after_event", "信息形成", True)


def test_a_day_said_once_for_two_months_is_asked_about() -> None:
    first, second = read_deadlines("9月、12月20日前", 2023, ISSUED)
    assert first.flags == ("“9月”也按20日计，请核对",)
    assert second.flags == ()


@pytest.mark.parametrize(
    ("words", "kind", "day"),
    [
        ("12月第一周", "fixed", "2023-12-07"),
        ("9月最后一个工作日", "fixed", "2023-09-30"),
        ("10月前5个工作日内", "fixed", "2023-10-31"),
        ("每年12月第一周", "recurring", "2023-12-07"),
        ("即日起20个工作日内", "after_issue", "2023-08-18"),
        ("10月底左右", "fixed", "2023-10-31"),
        ("每天2次", "interval", None),
        ("不少于2期/季度", "interval", None),
    ],
)
def test_what_a_human_must_look_at_is_read_and_asked_about(words: str, kind: str, day: str | None) -> None:
    assert (only(words).kind, due(words)) == (kind, day)
    assert only(words).flags


def test_working_days_of_the_last_month_of_a_quarter() -> None:
    first, *_ = occurrences(only("每季度末月第5个工作日前"), 2023, CALENDAR)
    assert first == ("2023Q1", date(2023, 3, 7))


@pytest.mark.parametrize("words", ["春节前", "开学前", "重要节假日前", "T+1日", "适当时候", "今明两年"])
def test_what_has_no_date_of_its_own_is_left_to_a_human(words: str) -> None:
    assert only(words).kind == "missing"
    assert only(words).flags
