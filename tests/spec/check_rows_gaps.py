"""Rows that checks on what is missing skip, pass and refuse (test_file_checks.py)."""

from __future__ import annotations

from check_case import (
    ADJUST,
    APPEAL,
    CHECK,
    EXTEND,
    FIGURE,
    FINDING,
    INSPECTION,
    LEDGER,
    OUTCOME,
    REVIEW,
    TASK,
    Case,
)

CASES: dict[str, list[Case]] = {
    "incomplete_decision": [
        Case(
            "extensions",
            EXTEND,
            skipping=("F1 | | | | 2023-03-01 | 某日 | 同意 | 2023-04-01",),
            passing=(
                "F1 | | | | 2023-03-02 | | |",
                "F1 | | | | 2023-03-03 | 2023-03-04 | 不同意 |",
                " | U1 | 2023 | 1 | 2023-03-04 | 2023-03-05 | 同意 | 2023-08-01",
            ),
            failing=(
                " | U1 | 2023 | | 2023-03-05 | | | | task_no",
                " | U1 | | 1 | 2023-03-05 | | | | year",
                " | | 2023 | 1 | 2023-03-05 | | | | finding_id",
                "F1 | | | | 2023-03-06 | | 同意 | 2023-04-01 | decided_on",
                "F1 | | | | 2023-03-07 | 2023-03-08 | 同意 | | new_due_on",
            ),
        ),
        Case(
            "appeals",
            APPEAL,
            skipping=("F1 | | 2023-03-01 | 2023-03-02 | 改扣 | 若干 |",),
            passing=("F1 | | 2023-03-02 | | | |", " | C1 | 2023-03-02 | 2023-03-05 | 撤销 | |"),
            failing=(
                " | | 2023-03-03 | | | | | finding_id",
                "F1 | C1 | 2023-03-03 | | | | | check_id",
                "F1 | | 2023-03-04 | | 维持 | | | decided_on",
                "F1 | | 2023-03-05 | 2023-03-06 | 改扣 | | | deduction",
                " | C1 | 2023-03-05 | 2023-03-06 | 改扣 | 3 | | earned",
            ),
        ),
    ],
    "missing_trigger": [
        Case(
            "ledger",
            LEDGER,
            skipping=("U1 | 2023 | 1 | 甲 | | 2023-03-01", "U1 | 2023 | 2 | 乙 | 某日 | 2023-03-01"),
            passing=("U1 | 2023 | 2 | 丙 | 2023-02-01 | 2023-03-01",),
            failing=("U1 | 2023 | 2 | 丁 | | 2023-03-01 | triggered_on",),
        ),
    ],
    "missing_value": [
        Case("units", "unit_id | name | group", passing=("U3 | 乙 | 镇",), failing=("U4 | | 镇 | name",)),
        Case(
            "tasks",
            TASK,
            passing=("2023 | 5 | 甲 | 甲镇 |",),
            failing=("2023 | 6 | | 甲镇 | 长期 | requirement",),
        ),
        Case("ledger", LEDGER, passing=("U1 | 2023 | 1 | | |",), failing=("U1 | | 1 | | | | year",)),
        Case(
            "spot_checks",
            CHECK,
            passing=("C2 | U1 | 2023-03-01 | | 1 | 1",),
            failing=("C3 | U1 | 2023-03-01 | A1 | | 1 | earned",),
        ),
        Case(
            "inspections",
            INSPECTION,
            passing=("I2 | U1 | 2023 | 1 | 2023-02-01",),
            failing=("I3 | U1 | 2023 | | 2023-02-01 | quarter",),
        ),
        Case(
            "findings",
            FINDING,
            passing=("F2 | U1 | 第三方 | 错 | 2023-03-01",),
            failing=("F3 | U1 | | 错 | 2023-03-01 | source",),
        ),
        Case(
            "extensions",
            EXTEND,
            passing=("F1 | | | | 2023-03-02 | | |",),
            failing=("F1 | | | | | | | | requested_on",),
        ),
        Case(
            "reviews",
            REVIEW,
            passing=("U1 | 2023 | R1 | 2023-06-01 | | |",),
            failing=("U1 | 2023 | | 2023-06-01 | 1 | | | item",),
        ),
        Case(
            "adjustments",
            ADJUST,
            passing=("A1 | U1 | 一票否决 | | 造假 | 2023-06-01",),
            failing=("A2 | U1 | 加分 | 1 | | 2023-06-01 | reason",),
        ),
        Case(
            "appeals",
            APPEAL,
            passing=("F1 | | 2023-03-02 | | | |",),
            failing=("F1 | | | | | | | appealed_on",),
        ),
        Case(
            "outcomes",
            OUTCOME,
            passing=("U1 | 约谈 | 2023-07-01 | 甲",),
            failing=("U1 | | 2023-07-01 | 甲 | kind",),
        ),
        Case("group_words", "word | group", passing=("乡镇 | 镇街",), failing=("乡镇 | | group",)),
        Case("name_decisions", "words | unit", passing=("财政部门 | U2",), failing=("财政部门 | | unit",)),
        Case(
            "report_figures",
            FIGURE,
            passing=("2026 | 二 | 规章 | 本年制发件数 |",),
            failing=("2026 | 二 | | 本年废止件数 | 1 | row", "| 二 | 规章 | 现行有效件数 | 1 | year"),
        ),
    ],
}
