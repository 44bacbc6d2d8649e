"""Rows that checks on names and references skip, pass and refuse (test_file_checks.py)."""

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
    "ambiguous_name": [
        Case(
            "units",
            "unit_id | name | group | aliases",
            skipping=("U3 | 乙镇 | 镇街 |",),
            passing=("U4 | 丙镇 | 镇街 | 丙镇政府；丙",),
            failing=("U5 | 甲镇 | 镇街 | | name", "U6 | 丁镇 | 镇街 | 大 甲 | aliases"),
        ),
    ],
    "duplicate_key": [
        Case(
            "units", "unit_id | name | group", passing=("U3 | 乙 | 镇",), failing=("U3 | 丙 | 镇 | unit_id",)
        ),
        Case(
            "tasks",
            TASK,
            passing=("2023 | 5 | 甲 | 甲镇 | 长期", "2024 | 5 | 甲 | 甲镇 | 长期"),
            failing=("2023 | ５ | 乙 | 甲镇 | 长期 | task_no",),
        ),
        Case(
            "ledger",
            "unit | year | task_no | item | period | triggered_on",
            skipping=(
                "U1 | 2023 | | | |",
                "U1 | 2023 | | | |",
                "未知甲 | 2023 | 1 | 甲 | |",
                "未知乙 | 2023 | 1 | 甲 | |",
            ),
            passing=("U1 | 2023 | 1 | 甲 | |", "U1 | 2023 | 1 | 乙 | |", "U1 | 2023 | 1 | 甲 | 2023Q1 |"),
            failing=(
                "甲镇 | 2023 | 1 | 甲 | | | task_no",
                "U1 | 2023 | 1 | 甲 | 2023年一季度 | | task_no",
            ),
        ),
        Case(
            "spot_checks",
            CHECK,
            passing=("C2 | U1 | 2023-03-01 | A1 | 1 | 1",),
            failing=("C2 | U2 | 2023-03-02 | A1 | 1 | 1 | check_id",),
        ),
        Case(
            "inspections",
            INSPECTION,
            passing=("I2 | U1 | 2023 | 1 | 2023-02-01",),
            failing=("I2 | U1 | 2023 | 2 | 2023-05-01 | inspection_id",),
        ),
        Case(
            "findings",
            FINDING,
            passing=("F2 | U1 | 第三方 | 错 | 2023-03-01",),
            failing=("F2 | U1 | 第三方 | 漏 | 2023-03-01 | finding_id",),
        ),
        Case(
            "extensions",
            EXTEND,
            passing=(
                "F1 | | | | 2023-03-02 | | |",
                "F1 | | | | 2023-03-03 | | |",
                " | U1 | 2023 | 1 | 2023-03-02 | | |",
            ),
            failing=(" | 大甲 | 2023 | 1 | 2023-03-02 | | | | requested_on",),
        ),
        Case(
            "reviews",
            REVIEW,
            passing=("U1 | 2023 | R1 | 2023-06-01 | 1 | |",),
            failing=(
                "U1 | 2023 | R1 | 2023-07-01 | 2 | | | item",
                "甲镇 | 2023 | 项R1 | 2023-07-01 | 2 | | | item",
            ),
        ),
        Case(
            "adjustments",
            ADJUST,
            passing=("A1 | U1 | 加分 | 1 | 奖 | 2023-06-01",),
            failing=("A1 | U1 | 加分 | 2 | 奖 | 2023-06-01 | adjustment_id",),
        ),
        Case(
            "appeals",
            APPEAL,
            passing=("F1 | | 2023-03-02 | | | |", " | C1 | 2023-03-02 | | | |"),
            failing=("F1 | | 2023-03-02 | | | | | appealed_on",),
        ),
        Case(
            "outcomes",
            OUTCOME,
            passing=("U1 | 约谈 | 2023-07-01 | 甲", "U1 | 问责 | 2023-07-01 | 甲"),
            failing=("甲镇 | 约谈 | 2023-07-01 | 乙 | decided_on",),
        ),
        Case(
            "group_words",
            "word | group",
            passing=("乡镇 | 镇街", "乡镇 | 园区"),
            failing=("乡镇 | 镇街 | word",),
        ),
        Case(
            "name_decisions",
            "words | unit",
            passing=("财政部门 | U2", "@各乡镇 | @镇街"),
            failing=("＠各乡镇 | U1 | words",),
        ),
        Case(
            "report_figures",
            FIGURE,
            skipping=("2026 | 二 | 公文 | 本年制发件数 | 1", "2026 | 二 | 公文 | 本年制发件数 | 2"),
            passing=(
                "2026 | 三 | 一 | 其他 | 1",
                "2025 | 三 | 一 | 其他 | 1",
                "2026 | 三 | 三（六）3 | 其他 | 1",
            ),
            failing=(
                "2026 | 三、收到和处理政府信息公开申请情况 | 一、本年新收政府信息公开申请数量 | 其他 | 1 | column",
            ),
        ),
    ],
    "unknown_decision": [
        Case(
            "name_decisions",
            "words | unit",
            skipping=("监管部门 |",),
            passing=(
                "财政部门 | 区财政局",
                "政府 | 大甲、U2",
                "各乡镇 | @各镇街",
                "各级 | @镇街、U2",
                "起草部门 | 逐项确定",
            ),
            failing=(
                "财政口 | 财政局 | unit",
                "乡 | @乡 | unit",
                "几家 | U1、U9 | unit",
                "承办部门 | 逐项确定、U1 | unit",
            ),
        ),
    ],
    "missing_reference": [
        Case(
            "findings",
            FINDING + " | check_id | inspection_id | task_no",
            skipping=("F2 | U1 | 第三方 | 错 | 2023-03-01 | | |",),
            passing=("F3 | U1 | 第三方 | 错 | 2023-03-01 | C1 | I1 | 1",),
            failing=(
                "F4 | U1 | 第三方 | 错 | 2023-03-01 | C9 | | | check_id",
                "F5 | U1 | 第三方 | 错 | 2023-03-01 | | I9 | | inspection_id",
                "F6 | U1 | 第三方 | 错 | 2023-03-01 | | | 9 | task_no",
                "F7 | U1 | 第三方 | 错 | 2022-03-01 | | | 1 | task_no",
            ),
        ),
        Case(
            "spot_checks",
            CHECK + " | task_no",
            passing=("C2 | U1 | 2023-03-01 | A1 | 1 | 1 | 2",),
            failing=("C3 | U1 | 2023-03-01 | A1 | 1 | 1 | 9 | task_no",),
        ),
        Case(
            "ledger",
            "unit | year | task_no",
            passing=("U1 | 2023 | 1",),
            failing=("U1 | 2023 | 9 | task_no", "U1 | 2022 | 1 | task_no"),
        ),
        Case(
            "extensions",
            EXTEND,
            passing=("F1 | | | | 2023-03-02 | | |", " | U1 | 2023 | 1 | 2023-03-02 | | |"),
            failing=(
                "F9 | | | | 2023-03-02 | | | | finding_id",
                " | U1 | 2023 | 9 | 2023-03-02 | | | | task_no",
            ),
        ),
        Case(
            "appeals",
            APPEAL,
            passing=("F1 | | 2023-03-02 | | | |", " | C1 | 2023-03-02 | | | |"),
            failing=("F9 | | 2023-03-02 | | | | | finding_id", " | C9 | 2023-03-02 | | | | | check_id"),
        ),
    ],
    "unknown_item": [
        Case(
            "spot_checks",
            CHECK,
            skipping=("C2 | U1 | 2031-03-01 | 首页 | 1 | 1",),
            passing=("C3 | U1 | 2023-03-01 | A1 | 1 | 1", "C4 | U1 | 2023-03-01 | 项A1 | 1 | 1"),
            failing=(
                "C5 | U1 | 2023-03-01 | | 1 | 1 | item",
                "C6 | U1 | 2023-03-01 | 首页 | 1 | 1 | item",
                "C7 | U1 | 2023-03-01 | R1 | 1 | 1 | item",
            ),
        ),
        Case(
            "findings",
            FINDING + " | item",
            skipping=("F2 | U1 | 日常抽测 | 错 | 2023-03-01 |",),
            passing=(
                "F3 | U1 | 日常抽测 | 错 | 2023-03-01 | A1",
                "F4 | U1 | 季度检查 | 错 | 2023-03-01 | 首页",
                "F5 | U1 | 第三方 | 错 | 2023-03-01 | R1",
            ),
            failing=(
                "F6 | U1 | 日常抽测 | 错 | 2023-03-01 | 首页 | item",
                "F7 | U1 | 第三方 | 错 | 2023-03-01 | Z9 | item",
            ),
        ),
        Case(
            "reviews",
            REVIEW,
            passing=("U1 | 2023 | 项R1 | 2023-06-01 | 1 | |",),
            failing=("U1 | 2023 | A1 | 2023-06-01 | 1 | | | item",),
        ),
        Case(
            "tasks",
            TASK + " | item",
            passing=("2023 | 5 | 甲 | 甲镇 | 长期 |",),
            failing=("2023 | 6 | 甲 | 甲镇 | 长期 | L1 | item",),
        ),
    ],
    "unknown_unit": [
        Case(
            "spot_checks",
            CHECK,
            skipping=("C2 | | 2023-03-01 | A1 | 1 | 1",),
            passing=(
                "C3 | U1 | 2023-03-01 | A1 | 1 | 1",
                "C4 | 甲镇 | 2023-03-01 | A1 | 1 | 1",
                "C5 | 大甲 | 2023-03-01 | A1 | 1 | 1",
                "C6 | 区 财政局 | 2023-03-01 | A1 | 1 | 1",
                "C7 | ｕ１ | 2023-03-01 | A1 | 1 | 1",
            ),
            failing=("C8 | 乙镇 | 2023-03-01 | A1 | 1 | 1 | unit",),
        ),
        Case("ledger", LEDGER, failing=("乙镇 | 2023 | 1 | | | | unit",)),
        Case("inspections", INSPECTION, failing=("I2 | 乙镇 | 2023 | 1 | 2023-02-01 | unit",)),
        Case("findings", FINDING, failing=("F2 | 乙镇 | 第三方 | 错 | 2023-03-01 | unit",)),
        Case(
            "extensions",
            EXTEND,
            skipping=("F1 | | | | 2023-03-02 | | |",),
            failing=(" | 乙镇 | 2023 | 1 | 2023-03-02 | | | | unit",),
        ),
        Case("reviews", REVIEW, failing=("乙镇 | 2023 | R1 | 2023-06-01 | 1 | | | unit",)),
        Case("adjustments", ADJUST, failing=("A1 | 乙镇 | 加分 | 1 | 奖 | 2023-06-01 | unit",)),
        Case("outcomes", OUTCOME, failing=("乙镇 | 约谈 | 2023-07-01 | 甲 | unit",)),
    ],
}
