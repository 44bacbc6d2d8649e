"""scoring.md section 4, rule `complete`: the entries of every kind of deadline. Value 1, 0.5 late, 0 not done."""

from __future__ import annotations

from datetime import date

import pytest
from district import UNITS, approx, component, scheme

LEDGER = scheme(component("ledger", "ledger", 100, late_credit=0.5), closes_on=date(2024, 1, 31))


def entries(given, deadline, ledger, *as_ofs, **more):
    """Values of 甲镇's entries under one task 1 with that deadline."""
    task = f"""
        year | task_no | requirement | responsible | deadline
        2023 | 1       | 公开预算    | 甲镇        | {deadline}
    """
    rows = {"ledger": ledger} if ledger else {}
    answers = given(LEDGER, tasks=more.pop("tasks", task), **rows, **more).at(*as_ofs)
    return [then.values() for then in answers] if len(as_ofs) > 1 else answers.values()


def test_fixed_without_a_row_is_not_done_once_the_date_has_passed(given):
    assert entries(given, "6月30日前", "", "2023-06-30", "2023-07-01") == [{"1": None}, {"1": 0}]


@pytest.mark.parametrize(
    ("rows", "on_time", "later"),
    [
        (["甲 | 2023-06-30"], 1, 1),
        (["甲 | 2023-07-01"], None, 0.5),
        (["甲 | 2023-03-01", "乙 | 2023-06-20"], 1, 1),
        (["甲 | 2023-03-01", "乙 | 2023-08-20"], None, 0.5),
        (["甲 | 2023-03-01", "乙 |"], None, 0),
    ],
)
def test_fixed_is_done_on_the_last_day_once_every_row_is(given, rows, on_time, later):
    lines = "\n".join(f"U1 | 2023 | 1 | {row}" for row in rows)
    ledger = f"unit | year | task_no | item | completed_on\n{lines}"
    june, year_end = entries(given, "6月30日前", ledger, "2023-06-30", "2023-12-31")
    assert (june["1"], year_end["1"]) == (on_time, later)


def test_a_completion_is_known_from_its_day_on(given):
    ledger = """
        unit | year | task_no | completed_on
        U1   | 2023 | 1       | 2023-07-05
    """
    assert entries(given, "6月30日前", ledger, "2023-07-04", "2023-07-05") == [{"1": 0}, {"1": 0.5}]


def test_done_before_it_is_due_counts_at_once(given):
    ledger = """
        unit | year | task_no | completed_on
        U1   | 2023 | 1       | 2023-02-05
    """
    assert entries(given, "6月30日前", ledger, "2023-02-04", "2023-02-05") == [{"1": None}, {"1": 1}]


def test_after_issue_counts_working_days_from_the_plans_own_date(given):
    """2023-04-27 is a Thursday; 29 April to 3 May is a holiday, 23 April and 6 May are worked."""
    tasks = """
        year | task_no | requirement | responsible | deadline                   | issued_on
        2023 | 1       | 公开方案    | 甲镇        | 本通知印发后3个工作日内    | 2023-04-27
    """
    due = date(2023, 5, 5)  # 28 April, 4 May, 5 May
    ledger = """
        unit | year | task_no | completed_on
        U1   | 2023 | 1       | 2023-05-06
    """
    d = given(LEDGER, tasks=tasks, ledger=ledger)
    before, on_the_day, after = d.at("2023-05-05", "2023-05-06", "2023-12-31")
    assert before.row("entries")["kind"] == "after_issue"
    assert before.row("entries")["due_on"] == due
    assert [then.values()["1"] for then in (before, on_the_day, after)] == [None, 0.5, 0.5]


def test_recurring_rows_go_to_the_occurrence_of_their_period(given):
    ledger = """
        unit | year | task_no | period         | completed_on
        U1   | 2023 | 1       | 2023Q3         | 2023-08-01
        U1   | 2023 | 1       | 2023年第一季度 | 2023-04-02
    """
    then = entries(given, "每季度最后一天", ledger, "2023-10-01")
    assert then == {"1#2023Q1": 0.5, "1#2023Q2": 0, "1#2023Q3": 1, "1#2023Q4": None}


def test_recurring_rows_without_a_period_fill_what_is_left_in_order_of_completion(given):
    ledger = """
        unit | year | task_no | item | period | completed_on
        U1   | 2023 | 1       | 乙   |        | 2023-09-20
        U1   | 2023 | 1       | 甲   |        | 2023-03-20
        U1   | 2023 | 1       | 丙   | 2023Q2 | 2023-06-20
    """
    then = entries(given, "每季度最后一天", ledger, "2023-12-31")
    assert then == {"1#2023Q1": 1, "1#2023Q2": 1, "1#2023Q3": 1, "1#2023Q4": None}


def test_recurring_with_several_rows_of_a_period_is_done_on_the_last(given):
    ledger = """
        unit | year | task_no | item | period | completed_on
        U1   | 2023 | 1       | 甲   | 2023Q1 | 2023-03-20
        U1   | 2023 | 1       | 乙   | 2023Q1 | 2023-04-20
        U1   | 2023 | 1       | 甲   | 2023Q2 | 2023-06-20
        U1   | 2023 | 1       | 乙   | 2023Q2 |
    """
    march, april, july = entries(given, "每季度最后一天", ledger, "2023-04-01", "2023-04-20", "2023-07-01")
    assert march["1#2023Q1"] == 0
    assert april["1#2023Q1"] == 0.5
    assert july["1#2023Q2"] == 0


@pytest.mark.parametrize(
    ("deadline", "refs"),
    [
        ("按月公开", [f"1#2023-{month:02}" for month in range(1, 13)]),
        ("每季度最后一天", [f"1#2023Q{quarter}" for quarter in (1, 2, 3, 4)]),
        ("按年公开", ["1"]),
        ("每年1月31日前", ["1"]),
    ],
)
def test_recurring_owes_one_entry_per_occurrence_in_the_year(given, deadline, refs):
    assert sorted(entries(given, deadline, "", "2024-01-31")) == sorted(refs)


def test_count_is_done_on_the_day_the_running_total_reaches_the_number(given):
    ledger = """
        unit | year | task_no | item | count | completed_on
        U1   | 2023 | 1       | 丙   | 2     | 2023-06-20
        U1   | 2023 | 1       | 甲   |       | 2023-03-20
        U1   | 2023 | 1       | 乙   | 0     | 2023-04-20
    """
    before, after = entries(given, "年内不少于3次", ledger, "2023-06-19", "2023-06-20")
    assert (before, after) == ({"1": None}, {"1": 1})  # a blank count is one: 1 + 0 + 2


def test_count_not_reached_is_not_done_after_the_year(given):
    ledger = """
        unit | year | task_no | item | count | completed_on
        U1   | 2023 | 1       | 甲   | 2     | 2023-03-20
        U1   | 2023 | 1       | 乙   | 1     | 2024-01-20
    """
    found = entries(given, "年内不少于3次", ledger, "2023-12-31", "2024-01-01", "2024-01-20")
    assert [then["1"] for then in found] == [None, 0, 0.5]


EVENTS = """
    unit | year | task_no | item | triggered_on | completed_on
    U1   | 2023 | 1       | 甲   | 2023-09-27   | {first}
    U1   | 2023 | 1       | 乙   | 2023-11-01   |
"""


@pytest.mark.parametrize(
    ("deadline", "last_day", "next_day"),
    [
        ("信息形成之日起5个工作日内", "2023-10-10", "2023-10-11"),  # 29 Sep to 6 Oct off, 7 and 8 Oct worked
        ("信息形成之日起20日内", "2023-10-17", "2023-10-18"),
    ],
)
def test_after_event_counts_working_or_calendar_days_from_the_trigger(given, deadline, last_day, next_day):
    for day, value in ((last_day, 1), (next_day, 0.5)):
        found = entries(given, deadline, EVENTS.format(first=day), "2023-10-31")
        assert found == {"1": value}


def test_an_event_makes_its_entry_on_the_day_it_happens(given):
    """Facts dated later change nothing, not even the name of what is already there."""
    d = given(
        LEDGER,
        tasks="""
            year | task_no | requirement | responsible | deadline
            2023 | 1       | 公开批复    | 甲镇        | 信息形成之日起20日内
        """,
        ledger=EVENTS.format(first=""),
    )
    none, one, two = d.at("2023-09-26", "2023-10-31", "2023-12-31")
    assert (none.values(), one.values(), two.values()) == ({}, {"1": 0}, {"1#甲": 0, "1#乙": 0})


@pytest.mark.parametrize(
    ("triggered", "completed", "value", "is_provisional"),
    [
        ("2023-03-01 10:00", "2023-03-03 10:00", 1, False),
        ("2023-03-01 10:00", "2023-03-03 10:01", 0.5, False),
        ("2023年3月1日10时00分", "2023年3月3日10时01分", 0.5, False),
        ("2023-03-01 10:00", "2023-03-03", 1, True),
        ("2023-03-01 10:00", "2023-03-04", 0.5, True),
        ("2023-03-01", "2023-03-03 23:59", 1, True),
        ("2023-03-01", "2023-03-04 00:01", 0.5, True),
        ("2023-03-01", "2023-03-03", 1, True),
    ],
)
def test_hours_need_times_on_both_sides(given, triggered, completed, value, is_provisional):
    """Without them late only from the next date on, and provisional."""
    d = given(
        LEDGER,
        tasks="""
            year | task_no | requirement | responsible | deadline
            2023 | 1       | 回应关切    | 甲镇        | 48小时内予以回应
        """,
        ledger=f"""
            unit | year | task_no | triggered_on | completed_on
            U1   | 2023 | 1       | {triggered}  | {completed}
        """,
    )
    entry = d.at("2023-12-31").row("entries")
    assert (entry["value"], entry["is_provisional"]) == (value, is_provisional)


REQUESTED = """
    unit | year | task_no | item   | requested_on | decided_on | decision | new_due_on
    U1   | 2023 | 1       | {item} | 2023-06-20   | 2023-07-03 | {word}   | {until}
"""


@pytest.mark.parametrize(
    ("word", "until", "found"),
    [("同意", "2023-07-20", [0, None, 0.5]), ("不同意", "", [0, 0, 0.5])],
)
def test_only_a_granted_extension_moves_the_due_date_of_an_entry(given, word, until, found):
    """Nothing else does: a request still waiting does not stop the clock of a task."""
    ledger = """
        unit | year | task_no | completed_on
        U1   | 2023 | 1       | 2023-07-25
    """
    extension = REQUESTED.format(item="", word=word, until=until)
    values = entries(
        given, "6月30日前", ledger, "2023-07-02", "2023-07-03", "2023-07-25", extensions=extension
    )
    assert [then["1"] for then in values] == found


@pytest.mark.parametrize("name", ["2023Q2", "2023年第二季度"])
def test_an_extension_moves_the_one_period_it_names(given, name):
    extension = REQUESTED.format(item=name, word="同意", until="2023-10-15")
    found = entries(given, "每季度最后一天", "", "2023-10-10", extensions=extension)
    assert found == {"1#2023Q1": 0, "1#2023Q2": None, "1#2023Q3": 0, "1#2023Q4": None}


def test_an_extension_that_names_none_of_several_entries_moves_none(given):
    extension = REQUESTED.format(item="", word="同意", until="2023-10-15")
    found = entries(given, "每季度最后一天", "", "2023-10-10", extensions=extension)
    assert found == {"1#2023Q1": 0, "1#2023Q2": 0, "1#2023Q3": 0, "1#2023Q4": None}


def test_an_extension_names_an_event_by_its_item(given):
    ledger = """
        unit | year | task_no | item | triggered_on
        U1   | 2023 | 1       | 甲   | 2023-06-01
        U1   | 2023 | 1       | 乙   | 2023-06-01
    """
    extension = REQUESTED.format(item="乙", word="同意", until="2023-10-15")
    found = entries(given, "信息形成之日起20日内", ledger, "2023-10-10", extensions=extension)
    assert found == {"1#甲": 0, "1#乙": None}


def test_an_extension_names_a_recurring_entry_by_the_item_of_its_row(given):
    ledger = """
        unit | year | task_no | item     | period | completed_on
        U1   | 2023 | 1       | 二季公开 | 2023Q2 | 2023-08-01
        U1   | 2023 | 1       | 三季公开 | 2023Q3 | 2023-08-01
    """
    extension = REQUESTED.format(item="二季公开", word="同意", until="2023-08-05")
    found = entries(given, "每季度最后一天", ledger, "2023-10-10", extensions=extension)
    assert found == {"1#2023Q1": 0, "1#2023Q2": 1, "1#2023Q3": 1, "1#2023Q4": None}


@pytest.mark.parametrize(
    "deadline", ["长期坚持", "每两周至少更新一次", "不少于30日", "按照区财政统一部署执行", ""]
)
def test_open_kinds_have_no_entries_and_are_never_overdue(given, deadline):
    ledger = """
        unit | year | task_no | completed_on
        U1   | 2023 | 1       | 2023-07-25
    """
    d = given(
        LEDGER,
        tasks=f"""
            year | task_no | requirement | responsible | deadline
            2023 | 1       | 公开预算    | 甲镇        | {deadline}
        """,
        ledger=ledger,
    )
    then = d.at("2024-01-31")
    assert then.values() == {}
    assert then.result()["status"] == "not_rated"


def test_support_is_tracked_not_scored(given):
    d = given(
        LEDGER,
        units="""
            unit_id | name     | group
            U1      | 甲镇     | 镇街
            U2      | 区财政局 | 区直部门
        """,
        tasks="""
            year | task_no | requirement | responsible             | deadline
            2023 | 1       | 公开预算    | 区财政局牵头，甲镇配合  | 6月30日前
        """,
    )
    then = d.at("2023-12-31")
    assert {row["unit_id"]: (row["role"], row["value"]) for row in then.rows("entries")} == {
        "U1": ("support", None),
        "U2": ("lead", 0),
    }
    assert (then.base("U1"), then.base("U2")) == (None, 0)


def test_every_owner_owes_its_own_entry(given):
    d = given(
        LEDGER,
        units="""
            unit_id | name | group
            U1      | 甲镇 | 镇街
            U2      | 乙镇 | 镇街
        """,
        tasks="""
            year | task_no | requirement | responsible | deadline
            2023 | 1       | 公开预算    | 各镇街      | 6月30日前
        """,
        ledger="""
            unit | year | task_no | completed_on
            U2   | 2023 | 1       | 2023-06-01
        """,
    )
    then = d.at("2023-12-31")
    assert (then.base("U1"), then.base("U2")) == approx((0, 100))


def test_what_fell_due_before_a_unit_began_it_never_owed(given):
    """The contract is silent; 0 marks for a time in which the unit did not exist would be unfair."""
    found = entries(
        given,
        "每季度最后一天",
        "",
        "2023-12-31",
        units=UNITS.replace("group", "group | active_from").replace("镇街", "镇街  | 2023-06-30"),
    )
    assert found == {"1#2023Q2": 0, "1#2023Q3": 0, "1#2023Q4": None}
