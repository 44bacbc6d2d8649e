"""Small frames for the figures of 总览 and 排名, with numbers a reader can check by hand."""

from __future__ import annotations

import pandas as pd


def medians() -> pd.DataFrame:
    """镇街 from 80 to 84; 区直部门 not rated in January, then 90 and 89."""
    rows = [
        ("2026-01-31", 1, "镇街", 80.0, 2, 2, 2, 0.0),
        ("2026-02-28", 1, "镇街", 82.0, 2, 1, 2, 2.0),
        ("2026-03-20", 1, "镇街", 84.0, 2, 0, 2, 4.0),
        ("2026-01-31", 2, "区直部门", None, 0, 0, 3, None),
        ("2026-02-28", 2, "区直部门", 90.0, 3, 0, 3, 0.0),
        ("2026-03-20", 2, "区直部门", 89.0, 3, 0, 3, -1.0),
    ]
    columns = [
        "as_of",
        "group_no",
        "group_name",
        "median",
        "rated",
        "provisional",
        "units",
        "change_since_first",
    ]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(as_of=pd.to_datetime(frame["as_of"]), decimals=2)


def classes() -> pd.DataFrame:
    """Ten entries dated, of them 6 + 1 + 1 due; two triggered, done; 8 of 10 that were due in time."""
    rows = [("dated", 3, 10, 6, 1, 1, 2), ("triggered", 1, 2, 2, 0, 0, 0), ("open", 2, 0, 0, 0, 0, 0)]
    columns = ["deadline_class", "tasks", "entries", "done", "late", "overdue", "open"]
    frame = pd.DataFrame(rows, columns=columns)
    due = frame["entries"] - frame["open"]
    return frame.assign(due=due, of=frame["entries"], in_time_share=0.8, as_of=pd.Timestamp("2026-03-20"))


def findings() -> pd.DataFrame:
    """Five of spot checks and three of the superior; of the six rectified four in time."""
    rows = [
        ("spot_check", 5, 3, 1, 0, 1, 2, 0.75),
        ("superior", 3, 1, 1, 1, 0, 1, 0.5),
        (None, 8, 4, 2, 1, 1, 3, 4 / 6),
    ]
    columns = ["source", "found", "in_time", "late", "open", "overdue", "confirmed", "in_time_share"]
    return pd.DataFrame(rows, columns=columns).assign(as_of=pd.Timestamp("2026-03-20"))


def grade_rows() -> pd.DataFrame:
    """镇街: one 优秀, one 合格; 区直部门: one 优秀 and two not rated."""
    counts = {"镇街": (1, 1, 0), "区直部门": (1, 0, 2)}
    rows = [
        (group_no, group, sum(units), grade_no, grade, units[place])
        for group_no, (group, units) in enumerate(counts.items(), start=1)
        for place, (grade_no, grade) in enumerate([(1, "优秀"), (2, "合格"), (1000, None)])
    ]
    columns = ["group_no", "group_name", "group_units", "grade_no", "grade", "units"]
    return pd.DataFrame(rows, columns=columns).assign(as_of=pd.Timestamp("2026-03-20"))


def ranks_of(count: int) -> pd.DataFrame:
    """So many units over one round and today: unit 1 first then and last now, and so on."""
    rows = [
        (f"U{number}", f"单位{number}", stop, name, day, place, place, number, count + 1 - number)
        for stop, name, day in ((1, "第一季度", "2026-03-31"), (1000, None, "2026-06-30"))
        for number in range(1, count + 1)
        for place in (number if name else count + 1 - number,)
    ]
    columns = ["unit_id", "name", "stop", "round_name", "as_of", "rank", "place", "first_rank", "last_rank"]
    frame = pd.DataFrame(rows, columns=columns).sort_values(["stop", "place"], ignore_index=True)
    climbed = frame["first_rank"] - frame["last_rank"]
    return frame.assign(
        as_of=pd.to_datetime(frame["as_of"]), climbed=climbed, total=80.0, decimals=2, ranked_in_group=count
    )
