"""Small frames as the pages' queries give them, with numbers a reader can check by hand."""

from __future__ import annotations

import pandas as pd

GRADES = pd.DataFrame({"grade": ["优秀", "合格", "不合格"], "minimum": [90.0, 60.0, 0.0]})


def board_parts() -> pd.DataFrame:
    """Three units: 92 of 60 + 30 and 2 bonus; 70 of 50 + 20; 40 of 35 + 10 less 5."""
    shared = {"full_marks": 100.0, "decimals": 2, "status": "rated", "is_vetoed": False, "major": 0.0}
    first = shared | {"unit_id": "U1", "name": "甲镇", "total": 92.0, "base": 90.0, "bonus": 2.0, "rank": 1}
    second = shared | {"unit_id": "U2", "name": "乙镇", "total": 70.0, "base": 70.0, "bonus": 0.0, "rank": 2}
    third = shared | {"unit_id": "U3", "name": "丙镇", "total": 40.0, "base": 45.0, "bonus": 0.0, "rank": 3}
    first |= {"rank_low": 1, "rank_high": 1, "grade": "优秀", "check_count": 30, "rank_change": 1}
    second |= {"rank_low": 2, "rank_high": 3, "grade": "合格", "check_count": 25, "rank_change": -1}
    third |= {"rank_low": 2, "rank_high": 3, "grade": "不合格", "check_count": 9, "rank_change": None}
    first |= {"is_below_pass": False}
    second |= {"is_below_pass": False, "status": "provisional"}
    third |= {"is_below_pass": True, "major": 5.0}
    parts = [
        first | {"part_no": 1, "part_name": "日常抽测", "marks": 60.0, "score": 60.0, "full": 65.0},
        first | {"part_no": 2, "part_name": "台账落实", "marks": 30.0, "score": 30.0, "full": 35.0},
        first | {"part_no": 1000, "part_name": None, "marks": 2.0, "score": None, "full": None},
        second | {"part_no": 1, "part_name": "日常抽测", "marks": 50.0, "score": 50.0, "full": 65.0},
        second | {"part_no": 2, "part_name": "台账落实", "marks": 20.0, "score": 20.0, "full": 35.0},
        third | {"part_no": 1, "part_name": "日常抽测", "marks": 35.0, "score": 35.0, "full": 65.0},
        third | {"part_no": 2, "part_name": "台账落实", "marks": 10.0, "score": 10.0, "full": 35.0},
    ]
    return pd.DataFrame(parts)


def waterfall_steps() -> pd.DataFrame:
    """100 - 6 (checks) - 1.5 (overdue) + 2 bonus = 94.5."""
    columns = ["kind", "component_name", "cause", "step", "marks", "start_mark", "end_mark", "facts"]
    rows = [
        ("level", None, None, "full", 100.0, 100.0, 100.0, 1),
        ("loss", "日常抽测", "check", None, -6.0, 100.0, 94.0, 3),
        ("loss", "季度检查", "overdue", None, -1.5, 94.0, 92.5, 1),
        ("gain", None, None, "bonus", 2.0, 92.5, 94.5, 1),
        ("level", None, None, "total", 0.0, 94.5, 94.5, 1),
    ]
    return pd.DataFrame(rows, columns=columns).assign(step_no=range(1, 6), name="甲镇")


def ages() -> pd.DataFrame:
    """One unit with everything, one with nothing overdue."""
    return pd.DataFrame(
        {
            "unit_id": ["U1", "U2"],
            "name": ["甲镇", "乙镇"],
            "not_due": [2, 3],
            "overdue_1_7": [1, 0],
            "overdue_8_30": [0, 0],
            "overdue_over_30": [4, 0],
            "overdue": [5, 0],
            "oldest_days": [40, None],
        }
    )


def trend_points() -> pd.DataFrame:
    """No score in January, 80 in February, 82.5 in March."""
    return pd.DataFrame(
        {
            "as_of": pd.to_datetime(["2026-01-31", "2026-02-28", "2026-03-31"]),
            "name": "甲镇",
            "total": [None, 80.0, 82.5],
            "rank": [None, 2, 1],
            "ranked_in_group": [None, 3, 3],
            "decimals": 2,
            "median": [None, 80.0, 81.0],
            "lower_quartile": [None, 78.0, 79.0],
            "upper_quartile": [None, 81.0, 82.0],
            "change_since_first": [None, 0.0, 2.5],
        }
    )


def calendar_days() -> pd.DataFrame:
    """Friday with three deadlines, Saturday a rest day with none."""
    return pd.DataFrame(
        {
            "day": pd.to_datetime(["2026-11-20", "2026-11-21"]),
            "is_workday": [True, False],
            "is_provisional": [False, False],
            "findings": [2, 0],
            "tasks": [1, 0],
        }
    )
