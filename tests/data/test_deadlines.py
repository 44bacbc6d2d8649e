from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_deadlines import CALENDAR, ISSUED, due, only

from data.plan.deadlines import Deadline, due_after, next_due, occurrences, read_deadlines

GOLDEN = Path(__file__).parents[1] / "golden"


def golden(name: str) -> list[dict[str, str]]:
    with (GOLDEN / name).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize("row", golden("deadlines.csv"), ids=lambda row: row["phrase"])
def test_golden_wordings(row: dict[str, str]) -> None:
    year, issued_on = int(row["plan_year"]), date.fromisoformat(row["issued_on"])
    (deadline,) = read_deadlines(row["phrase"], year, issued_on)
    day, is_provisional = next_due(deadline, CALENDAR, issued_on, year)
    assert (deadline.kind, day.isoformat() if day else "") == (row["kind"], row["due_on"])
    assert not is_provisional
    assert deadline.words == row["phrase"]


@pytest.mark.parametrize("row", golden("after-event.csv"), ids=lambda row: row["phrase"])
def test_golden_days_after_an_event(row: dict[str, str]) -> None:
    deadline = only(row["phrase"])
    assert deadline.kind == "after_event"
    assert due_after(deadline, date.fromisoformat(row["triggered_on"]), CALENDAR) == (
        date.fromisoformat(row["due_on"]),
        False,
    )


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("2023年年底前完成", "2023-12-31"),
        ("2023年年年底前", "2023-12-31"),
        ("2023 年 12 月 底前", "2023-12-31"),
        ("２０２３年１１月３０日前", "2023-11-30"),
        ("二〇二三年十二月三十一日前", "2023-12-31"),
        ("“2023年9月20日”前", "2023-09-20"),
        ("於2023年9月20日前編制完成", "2023-09-20"),
        ("2023-09-01", "2023-09-01"),
        ("2023/9/1前", "2023-09-01"),
        ("2023.9.1", "2023-09-01"),
        ("20230901", "2023-09-01"),
        ("23年9月底前", "2023-09-30"),
        ("9月", "2023-09-30"),
        ("上半年完成", "2023-06-30"),
        ("下半年", "2023-12-31"),
        ("三季度末前", "2023-09-30"),
        ("2023年第四季度", "2023-12-31"),
        ("年内完成", "2023-12-31"),
        ("今年年底前", "2023-12-31"),
        ("明年3月底前", "2024-03-31"),
        ("下一年度1月31日前", "2024-01-31"),
        ("2023年7月至12月", "2023-12-31"),
        ("2023年7-9月", "2023-09-30"),
        ("9月15日至30日", "2023-09-30"),
        ("2023-2025年", "2025-12-31"),
        ("即日起至11月底", "2023-11-30"),
        ("2023年11月底前（11月30日前）", "2023-11-30"),
        ("11月底前对2022年12月31日前印发的文件进行清理", "2023-11-30"),
        ("11月底前对2016年以来的信息全面规范", "2023-11-30"),
        ("按照《2022年工作要点》要求，2023年11月底前完成", "2023-11-30"),
        ("持续推进，2023年11月底前取得成效", "2023-11-30"),
        ("12月12日17:00前", "2023-12-12"),
    ],
)
def test_a_date_in_words(words: str, expected: str) -> None:
    assert only(words).kind == "fixed"
    assert due(words) == expected


@pytest.mark.parametrize(
    ("words", "expected", "flag"),
    [
        ("12月上旬", "2023-12-10", "上旬按10日计"),
        ("10月前完成", "2023-10-31", "按10月最后一天计"),
        ("三季度前", "2023-09-30", "最后一天计"),
        ("9月31日前", "2023-09-30", "9月没有31日"),
        ("月底前", "2023-07-31", "从印发日期推为2023-07-31"),
        ("25日前", "2023-07-25", "从印发日期推为2023-07-25"),
        ("次年年初", "2024-01-31", "年初"),
        ("3月底前", "2023-03-31", "早于方案印发日期"),
    ],
)
def test_a_date_that_a_human_must_confirm(words: str, expected: str, flag: str) -> None:
    assert due(words) == expected
    assert any(flag in note for note in only(words).flags)


@pytest.mark.parametrize(
    "words",
    ["长期坚持", "持续推进", "及时公开", "实时更新", "常态化开展", "第一时间", "按时完成", "2023年全年"],
)
def test_open_words(words: str) -> None:
    assert only(words).kind == "open"


@pytest.mark.parametrize("words", ["按上级统一部署", "按照市政府要求", "另行通知", "以上级通知为准", "待定"])
def test_words_that_leave_it_to_another_office(words: str) -> None:
    assert only(words).kind == "external"


@pytest.mark.parametrize("words", ["", "  ", "—", "/", "无"])
def test_blank_cells_are_missing_without_a_flag(words: str) -> None:
    assert only(words) == Deadline(words.strip(), "missing")


@pytest.mark.parametrize("words", ["区政府", "13月底前", "2023年l2月底前", "区政办发〔2023〕8号"])
def test_unreadable_words_are_missing_and_flagged(words: str) -> None:
    assert only(words).kind == "missing"
    assert only(words).flags
    assert only(words).words == words


@pytest.mark.parametrize(
    "words", ["会议召开3个工作日前", "年底前20个工作日", "2023年12月31日前10个工作日完成"]
)
def test_time_before_an_event_is_left_to_a_human(words: str) -> None:
    deadline = only(words)
    assert deadline.kind == "open"
    assert "人工核对" in deadline.flags[0]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (
            "8月底前完成自查；9月底前完成整改",
            [("fixed", "2023-08-31", "8月底前完成自查"), ("fixed", "2023-09-30", "9月底前完成整改")],
        ),
        (
            "9月底、12月底前各报一次",
            [
                ("fixed", "2023-09-30", "9月底、12月底前各报一次"),
                ("fixed", "2023-12-31", "9月底、12月底前各报一次"),
            ],
        ),
        (
            "2023年11月底前完成，长期坚持",
            [("fixed", "2023-11-30", "2023年11月底前完成"), ("open", None, "长期坚持")],
        ),
        (
            "每月5日、20日前",
            [("recurring", "2023-08-05", "每月5日、20日前"), ("recurring", "2023-08-20", "每月5日、20日前")],
        ),
        (
            "公示不少于7日，公示结束后3个工作日内反馈",
            [("minimum", None, "公示不少于7日"), ("after_event", None, "公示结束后3个工作日内反馈")],
        ),
        ("9月底前\n12月底前", [("fixed", "2023-09-30", "9月底前"), ("fixed", "2023-12-31", "12月底前")]),
    ],
)
def test_several_deadlines_in_one_cell(words: str, expected: list[tuple[str, str | None, str]]) -> None:
    found = read_deadlines(words, 2023, ISSUED)
    days = [next_due(deadline, CALENDAR, ISSUED, 2023)[0] for deadline in found]
    assert [
        (deadline.kind, day.isoformat() if day else None, deadline.words)
        for deadline, day in zip(found, days, strict=True)
    ] == expected


FRAGMENTS = st.sampled_from(
    [
        *"年月日号底前内后起个至每半三廿零2-、，。；（）《》〔\n",
        *(
            "2023年",
            "20个工作日",
            "之日起",
            "不少于",
            "至少",
            "每月",
            "每季度",
            "12月",
            "31日",
            "信息形成",
            "印发",
        ),
        *("本方案", "长期坚持", "次", "下个月", "99999", "(xī)", "\0", "\ud800"),
    ]
)


@settings(max_examples=300, deadline=None)
@given(st.lists(FRAGMENTS, max_size=12).map("".join) | st.text(max_size=20), st.sampled_from([None, ISSUED]))
def test_any_words_have_an_answer(words: str, issued_on: date | None) -> None:
    for deadline in read_deadlines(words, 2023, issued_on):
        assert (deadline.due_on is not None) == (deadline.kind in {"fixed", "count"})
        day, _ = next_due(deadline, CALENDAR, issued_on, 2023)
        if deadline.kind == "recurring":
            assert day is not None
            assert day > (issued_on or date(2022, 12, 31))
            labels = [label for label, _ in occurrences(deadline, 2024, CALENDAR)]
            assert len(set(labels)) == len(labels)
            assert labels or (deadline.ends_on or date.max) < date(2024, 1, 1)
