"""Small frames as the queries of 台账 and 抽测与检查 give them, with numbers a reader can check by hand."""

from __future__ import annotations

import pandas as pd


def ledger_cells() -> pd.DataFrame:
    """Two units, three tasks: one overdue, one done, one soon, one open-ended; the last unit lacks task 3."""
    shared = {"group_name": "镇街", "category": "主动公开", "word": "各镇街", "is_provisional": False}
    shared |= {"page": 1, "page_count": 1, "unit_count": 2, "done_on": pd.NaT, "role": "owner"}
    first = shared | {"unit_id": "U1", "name": "甲镇", "unit_place": 1}
    second = shared | {"unit_id": "U2", "name": "乙镇人民政府", "unit_place": 2}
    fixed = {
        "task_no": "1",
        "task_place": 1,
        "requirement": "公开年度报告",
        "deadline": "1月31日前",
        "kind": "fixed",
    }
    event = {"task_no": "2-1", "task_place": 2, "requirement": "公开新制定的行政规范性文件并注明有效状态"}
    event |= {"deadline": "形成之日起20个工作日内", "kind": "after_event"}
    long_term = {
        "task_no": "3",
        "task_place": 3,
        "requirement": "更新机构职能",
        "deadline": None,
        "kind": "open",
    }
    responsible = {"responsible": "各镇街"}
    due = pd.Timestamp("2026-01-31")
    rows = [
        first | fixed | {"state": "overdue", "entries": 1, "finished": 0, "overdue": 1, "due_on": due},
        second | fixed | {"state": "done", "entries": 1, "finished": 1, "overdue": 0, "due_on": pd.NaT},
        first | event | {"state": "overdue", "entries": 3, "finished": 1, "overdue": 2, "due_on": due},
        second | event | {"state": "soon", "entries": 1, "finished": 0, "overdue": 0, "due_on": due},
        first | long_term | {"state": "undated", "entries": 0, "finished": 0, "overdue": 0, "due_on": pd.NaT},
    ]
    return pd.DataFrame([row | responsible for row in rows])


def coverage_cells() -> pd.DataFrame:
    """Two units, three items: 95 % of 12 checks, 50 % of 1, one never checked; one does not apply."""
    columns = ["unit_id", "name", "unit_place", "unit_checks", "item", "item_name", "item_place"]
    columns += ["check_count", "share", "level"]
    rows = [
        ("U1", "甲镇", 1, 13, "S1", "公开栏目更新", 1, 12, 0.95, "enough"),
        ("U1", "甲镇", 1, 13, "S2", "依申请渠道畅通", 2, 1, 0.5, "few"),
        ("U1", "甲镇", 1, 13, "S3", "基层公开专栏", 3, 0, None, None),
        ("U2", "乙镇", 2, 20, "S1", "公开栏目更新", 1, 20, 0.8, "enough"),
        ("U2", "乙镇", 2, 20, "S2", "依申请渠道畅通", 2, 0, None, "none"),
        ("U2", "乙镇", 2, 20, "S3", "基层公开专栏", 3, 0, None, "none"),
    ]
    frame = pd.DataFrame(rows, columns=columns)
    return frame.assign(group_name="镇街", page=2, page_count=3, unit_count=52)


def fault_kinds() -> pd.DataFrame:
    """20 findings: 10 (2 repeated), 5 of no item, 5 of two further kinds (1 repeated)."""
    return pd.DataFrame(
        {
            "place": [1, 2, 3],
            "is_rest": [False, False, True],
            "item": ["S1", None, None],
            "item_name": ["公开栏目更新", None, None],
            "component_name": ["日常抽测", None, None],
            "item_count": [1, 1, 2],
            "findings": [10, 5, 5],
            "repeated": [2, 0, 1],
            "units": [4, 3, None],
            "cumulative_share": [0.5, 0.75, 1.0],
        }
    )


def quarter_rows() -> pd.DataFrame:
    """Two quarters with facts, the third begun without, the last not begun."""
    return pd.DataFrame(
        {
            "quarter": [1, 2, 3, 4],
            "check_count": [30, 40, 0, 0],
            "share": [0.9, 0.85, None, None],
            "inspected": [5, 2, 0, 0],
            "unit_count": [6, 6, 6, 6],
            "findings": [3, 8, 0, 0],
            "repeated": [0, 2, 0, 0],
            "is_begun": [True, True, True, False],
        }
    )


def strata() -> pd.DataFrame:
    """4 of 5 never checked, 2 of 20 checked enough."""
    return pd.DataFrame(
        {
            "stratum": ["镇街/none", "镇街/enough"],
            "group_name": ["镇街", "镇街"],
            "level": ["none", "enough"],
            "population": [5, 20],
            "drawn": [4, 2],
        }
    )
