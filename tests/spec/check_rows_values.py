"""Rows that checks on values that are none, or cannot be skip, pass and refuse (test_file_checks.py)."""

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
    "date_outside_year": [
        Case(
            "spot_checks",
            CHECK + " | year",
            skipping=("C2 | U1 | 某日 | A1 | 1 | 1 |", "C3 | U1 | 2031-01-01 | A1 | 1 | 1 |"),
            passing=("C4 | U1 | 2023-01-01 | A1 | 1 | 1 |", "C5 | U1 | 2023-12-31 | A1 | 1 | 1 | 2023"),
            failing=(
                "C6 | U1 | 2022-12-31 | A1 | 1 | 1 | 2023 | checked_on",
                "C7 | U1 | 2024-01-01 | A1 | 1 | 1 | 2023 | checked_on",
            ),
        ),
        Case(
            "inspections",
            INSPECTION,
            failing=("I2 | U1 | 2023 | 1 | 2022-12-31 | inspected_on",),
        ),
        Case(
            "findings",
            FINDING + " | year",
            failing=("F2 | U1 | 季度检查 | 错 | 2024-01-01 | 2023 | notified_on",),
        ),
        Case("reviews", REVIEW, failing=("U1 | 2023 | R1 | 2024-01-01 | 1 | | | reviewed_on",)),
        Case(
            "adjustments",
            ADJUST + " | year",
            failing=("A1 | U1 | 加分 | 1 | 奖 | 2022-12-31 | 2023 | decided_on",),
        ),
    ],
    "impossible_dates": [
        Case(
            "findings",
            FINDING + " | rectified_on",
            skipping=("F2 | U1 | 第三方 | 错 | 2023-03-01 |",),
            passing=("F3 | U1 | 第三方 | 错 | 2023-03-01 | 2023-03-01",),
            failing=("F4 | U1 | 第三方 | 错 | 2023-03-01 | 2023-02-28 | rectified_on",),
        ),
        Case(
            "ledger",
            LEDGER,
            skipping=("U1 | 2023 | 2 | 甲 | 2023-03-02 |",),
            passing=(
                "U1 | 2023 | 2 | 乙 | 2023-03-02 10:00 | 2023-03-02",
                "U1 | 2023 | 2 | 丙 | 2023-03-02 | 2023-03-02 08:00",
                "U1 | 2023 | 2 | 丁 | 2023-03-02 10:00 | 2023-03-02 10:00",
            ),
            failing=(
                "U1 | 2023 | 2 | 戊 | 2023-03-02 | 2023-03-01 | completed_on",
                "U1 | 2023 | 2 | 己 | 2023-03-02 10:00 | 2023-03-02 09:59 | completed_on",
            ),
        ),
        Case(
            "units",
            "unit_id | name | group | active_from | active_to",
            passing=("U3 | 乙 | 镇 | 2023-03-01 | 2023-03-01",),
            failing=("U4 | 丙 | 镇 | 2023-03-01 | 2023-02-28 | active_to",),
        ),
    ],
    "impossible_marks": [
        Case(
            "spot_checks",
            CHECK,
            skipping=("C2 | U1 | 2023-03-01 | A1 | 很多 | 1",),
            passing=("C3 | U1 | 2023-03-01 | A1 | 0 | 0.5", "C4 | U1 | 2023-03-01 | A1 | 2 | 2"),
            failing=(
                "C5 | U1 | 2023-03-01 | A1 | 3 | 2 | earned",
                "C6 | U1 | 2023-03-01 | A1 | -1 | 2 | earned",
                "C7 | U1 | 2023-03-01 | A1 | 0 | 0 | possible",
                "C8 | U1 | 2023-03-01 | A1 | 0 | -2 | possible",
            ),
        ),
        Case(
            "findings",
            FINDING + " | deduction | count",
            passing=("F2 | U1 | 第三方 | 错 | 2023-03-01 | 0 | 0",),
            failing=(
                "F3 | U1 | 第三方 | 错 | 2023-03-01 | -1 | | deduction",
                "F4 | U1 | 第三方 | 错 | 2023-03-01 | | -1 | count",
            ),
        ),
        Case(
            "ledger",
            "unit | year | task_no | item | count",
            passing=("U1 | 2023 | 1 | 甲 | 0",),
            failing=("U1 | 2023 | 1 | 乙 | -1 | count",),
        ),
        Case(
            "adjustments",
            ADJUST,
            skipping=("A1 | U1 | 加分 | 许多 | 奖 | 2023-06-01",),
            passing=(
                "A2 | U1 | 一票否决 | | 造假 | 2023-06-01",
                "A3 | U1 | 重大扣分 | 500 | 泄密 | 2023-06-01",
            ),
            failing=(
                "A4 | U1 | 加分 | -1 | 奖 | 2023-06-01 | points",
                "A5 | U1 | 加分 | | 奖 | 2023-06-01 | points",
            ),
        ),
        Case(
            "appeals",
            APPEAL,
            passing=(
                " | C1 | 2023-03-02 | 2023-03-09 | 改扣 | | 4",
                "F1 | | 2023-03-02 | 2023-03-09 | 改扣 | 99 |",
            ),
            failing=(
                " | C1 | 2023-03-03 | 2023-03-09 | 改扣 | | 4.5 | earned",
                " | C1 | 2023-03-04 | 2023-03-09 | 改扣 | | -1 | earned",
                "F1 | | 2023-03-05 | 2023-03-09 | 改扣 | -1 | | deduction",
            ),
        ),
        Case(
            "reviews",
            REVIEW,
            skipping=("U2 | 2031 | R1 | 2031-06-01 | 99 | |",),
            passing=("U1 | 2023 | R1 | 2023-06-01 | 8 | |", "U1 | 2023 | R2 | 2023-06-01 | | 99 | 1"),
            failing=(
                "U2 | 2023 | 项R1 | 2023-06-01 | 8.5 | | | awarded",
                "U2 | 2023 | R1 | 2023-06-01 | -1 | | | awarded",
                "U2 | 2023 | R2 | 2023-06-01 | | -1 | 2 | actual",
                "U2 | 2023 | 项R2 | 2023-06-01 | | 1 | -2 | target",
            ),
        ),
    ],
    "quarter_outside": [
        Case(
            "inspections",
            INSPECTION,
            skipping=("I2 | U1 | 2023 | 一季度 | 2023-02-01",),
            passing=("I3 | U1 | 2023 | 1 | 2023-02-01", "I4 | U1 | 2023 | 4 | 2023-02-01"),
            failing=(
                "I5 | U1 | 2023 | 0 | 2023-02-01 | quarter",
                "I6 | U1 | 2023 | 5 | 2023-02-01 | quarter",
            ),
        ),
        Case(
            "findings",
            FINDING + " | quarter",
            skipping=("F2 | U1 | 第三方 | 错 | 2023-03-01 |",),
            failing=("F3 | U1 | 第三方 | 错 | 2023-03-01 | 13 | quarter",),
        ),
    ],
    "unread_value": [
        Case(
            "spot_checks",
            CHECK + " | withdrawn_on | year",
            skipping=("C2 | U1 | | A1 | 1 | 1 | |",),
            passing=(
                "C3 | U1 | 2023/3/1 | A1 | 1 | 1 | |",
                "C4 | U1 | 2023.3.1 | A1 | .5 | 1.50 | 20230302 |",
                "C5 | U1 | 2023年3月1日 | A1 | １ | 2 | | 2023",
            ),
            failing=(
                "C6 | U1 | 2023-02-29 | A1 | 1 | 1 | | | checked_on",
                "C7 | U1 | 23-03-01 | A1 | 1 | 1 | | | checked_on",
                "C8 | U1 | epoch | A1 | 1 | 1 | | | checked_on",
                "C9 | U1 | 2023-03-01 | A1 | 三分 | 1 | | | earned",
                "C10 | U1 | 2023-03-01 | A1 | nan | 1 | | | earned",
                "C11 | U1 | 2023-03-01 | A1 | 1 | inf | | | possible",
                "C12 | U1 | 2023-03-01 | A1 | 1 | 1e999 | | | possible",
                "C13 | U1 | 2023-03-01 | A1 | 1 | 1 | infinity | | withdrawn_on",
                "C14 | U1 | 2023-03-01 | A1 | 1 | 1 | | 今年 | year",
            ),
        ),
        Case(
            "findings",
            FINDING + " | recheck_result | is_repeat | count",
            passing=(
                "F2 | U1 | public | 错 | 2023-03-01 | pass | true | 2",
                "F3 | U1 | 社会监督 | 错 | 2023-03-01 | 不通过 | 否 |",
            ),
            failing=(
                "F4 | U1 | 群众 | 错 | 2023-03-01 | | | | source",
                "F5 | U1 | 第三方 | 错 | 2023-03-01 | 还行 | | | recheck_result",
                "F6 | U1 | 第三方 | 错 | 2023-03-01 | | 也许 | | is_repeat",
                "F7 | U1 | 第三方 | 错 | 2023-03-01 | | | 两处 | count",
            ),
        ),
        Case("units", "unit_id | name | group | active_from", failing=("U3 | 乙 | 镇 | 去年 | active_from",)),
        Case("tasks", TASK, failing=("今年 | 5 | 甲 | 甲镇 | 长期 | year",)),
        Case(
            "ledger",
            LEDGER,
            passing=("U1 | 2023 | 2 | 甲 | 2023-03-01 09:30 | 2023年3月2日10时05分",),
            failing=("U1 | 2023 | 2 | 乙 | 2023-03-01 | 2023-03-02 25:00 | completed_on",),
        ),
        Case("inspections", INSPECTION, failing=("I2 | U1 | 2023 | 1.5 | 2023-02-01 | quarter",)),
        Case("extensions", EXTEND, failing=("F1 | | | | 2023-03-02 | 2023-03-03 | 可以 | | decision",)),
        Case("reviews", REVIEW, failing=("U1 | 2023 | R1 | 2023-06-01 | 满分 | | | awarded",)),
        Case("adjustments", ADJUST, failing=("A1 | U1 | 奖励 | 1 | 奖 | 2023-06-01 | kind",)),
        Case("appeals", APPEAL, failing=("F1 | | 2023-03-02 | 2023-03-03 | 驳回 | | | result",)),
        Case("outcomes", OUTCOME, failing=("U1 | 表扬信 | 2023-07-01 | 甲 | kind",)),
        Case(
            "report_figures",
            FIGURE,
            skipping=("2026 | 二 | 规章 | 本年制发件数 |",),
            passing=("２０２６ | 二 | 规章 | 本年废止件数 | １２", "2026 | 二 | 规章 | 现行有效件数 | 3.0"),
            failing=(
                "2026 | 二 | 行政许可 | 本年处理决定数量 | 若干 | value",
                "今年 | 二 | 行政处罚 | 本年处理决定数量 | 1 | year",
            ),
        ),
    ],
}
