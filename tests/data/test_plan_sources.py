"""The five published documents, and damaged copies of them."""

from __future__ import annotations

import os
import random
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from reading_deadlines import CALENDAR

from data.errors import InputRefused
from data.plan.document import PlanDocument, read_plan
from data.plan.report import plan_json

SOURCES = Path(__file__).parents[2].parent / "shared" / "sources"
YEARS = {"000": 2018, "001": 2018, "002": 2023, "003": 2020, "004": 2017}
published = pytest.mark.skipif(not SOURCES.exists(), reason="the published documents are not here")


def source(name: str) -> Path:
    (path,) = SOURCES.glob(f"{name}_*.txt")
    return path


def read(name: str) -> PlanDocument:
    return read_plan(source(name), YEARS[name])


@published
def test_the_plan_of_2023_printed_one_cell_a_line() -> None:
    document = read("002")
    answer = plan_json(document, CALENDAR)
    assert (document.doc_number, document.issued_on) == ("淄文昌管办字〔2023〕16号", date(2023, 7, 21))
    assert [task["task_no"] for task in answer] == [str(n) for n in range(1, 39)]
    assert Counter((task["kind"], task["due_on"]) for task in answer) == {
        ("fixed", "2023-12-31"): 7,
        ("fixed", "2023-10-31"): 2,
        ("after_issue", "2023-08-18"): 1,
        ("after_event", None): 9,
        ("open", None): 19,
    }
    assert all(task["category"] and task["subcategory"] and task["requirement"] for task in answer)
    assert len({task["category"] for task in answer}) == 5
    unresolved = [task["task_no"] for task in answer if task["unresolved"]]
    assert unresolved == ["2", "21", "22", "24", "25", "26", "28"]


@published
def test_what_the_plan_of_2023_asks_outside_its_table_and_of_the_reader() -> None:
    document = read("002")
    assert [(duty.deadlines[0].kind, duty.deadlines[0].due_on) for duty in document.duties] == [
        ("recurring", None),  # training of leaders
        ("interval", None),  # training of staff
        ("interval", None),  # a meeting
        ("interval", None),  # a hearing
        ("fixed", date(2023, 7, 31)),  # the ledger
    ]
    asked = [remark for remark in document.remarks if remark.startswith("第")]
    assert Counter(remark.partition("项")[0].removeprefix("第") for remark in asked) == Counter(
        ["2", "21", "22", "24", "25", "26", "27", "28", "28"]
    )


@published
@pytest.mark.parametrize("width", [30, 38, 45])
def test_the_plan_of_2023_without_tabs_and_wrapped(tmp_path: Path, width: int) -> None:
    lines = [line.strip() for line in source("002").read_text(encoding="utf-8").split("\n")]
    pieces = [[line[at : at + width] for at in range(0, len(line), width)] or [""] for line in lines]
    path = tmp_path / "plan.txt"
    path.write_text("\n".join(piece for line in pieces for piece in line), encoding="utf-8")
    found = read_plan(path, 2023)

    def plain(document: PlanDocument) -> list[list[str]]:
        parts = ("task_no", "category", "subcategory", "requirement", "responsible", "deadline_words")
        return [[getattr(task, part).replace("\n", "") for part in parts] for task in document.tasks]

    assert plain(found) == plain(read("002"))


@published
def test_the_plan_of_2020_in_pipes_with_merged_cells() -> None:
    document = read("003")
    tasks = {task.task_no: task for task in document.tasks}
    assert list(tasks) == [
        *[f"1-{n}" for n in range(1, 6)],
        *[f"2-{n}" for n in range(1, 6)],
        *("3-1", "3-2", "4-1", "4-2", "4-3"),
    ]
    fixed = {(no, one.due_on) for no, task in tasks.items() for one in task.deadlines if one.kind == "fixed"}
    assert fixed == {
        ("2-1", date(2020, 9, 30)),
        ("2-2", date(2020, 12, 31)),
        ("2-4", date(2020, 9, 20)),
        ("3-1", date(2020, 12, 31)),
        ("3-2", date(2020, 12, 31)),
    }
    assert len(tasks["1-2"].party.lead) == 3
    assert tasks["3-2"].party.lead == tasks["3-1"].party.lead
    assert any("合并" in note for note in tasks["3-2"].notes)
    lost = [no for no, task in tasks.items() if any("字符丢失" in note for note in task.notes)]
    assert lost == ["1-1", "3-1"]
    assert not any("(" in task.category for task in document.tasks)
    assert [duty.deadlines[0].due_on for duty in document.duties] == [date(2020, 11, 30)]


@published
def test_the_notice_of_2018_in_prose_with_brackets() -> None:
    document = read("000")
    assert len(document.tasks) == 39
    assert len({task.task_no for task in document.tasks}) == 39
    assert all(task.category and task.subcategory and task.responsible for task in document.tasks)
    assert len({task.category for task in document.tasks}) == 8
    found = Counter(
        (one.kind, one.n, one.unit) for task in document.tasks for one in task.deadlines if one.n is not None
    )
    assert found == {
        ("after_event", 3, "workday"): 1,
        ("after_event", 1, "workday"): 1,
        ("after_event", 24, "hour"): 1,
        ("count", 2, "time"): 1,
        ("minimum", 10, "day"): 1,
    }
    assert [one.due_on for task in document.tasks for one in task.deadlines if one.kind == "fixed"] == [
        date(2018, 12, 31)
    ]


@published
def test_the_plan_of_2017_in_prose() -> None:
    document = read("004")
    found = {(one.kind, one.n, one.unit) for task in document.tasks for one in task.deadlines if one.n}
    assert found == {
        ("after_event", 7, "workday"),
        ("after_event", 5, "hour"),
        ("after_event", 24, "hour"),
        ("after_event", 48, "hour"),
        ("minimum", 30, "day"),
        ("count", 3, "time"),
        ("interval", 1, "year"),
    }
    dates = Counter(one.due_on for task in document.tasks for one in task.deadlines if one.kind == "fixed")
    assert dates == {
        date(2017, 6, 30): 1,
        date(2017, 12, 31): 2,
        date(2018, 5, 31): 1,
        date(2018, 6, 30): 2,
        date(2019, 5, 31): 1,
        date(2019, 6, 30): 1,
        date(2020, 12, 31): 2,
    }
    text = source("004").read_text(encoding="utf-8")
    assert all(task.words in text and task.category for task in document.tasks)


@published
def test_a_report_says_that_it_is_none() -> None:
    with pytest.raises(InputRefused, match="这是一份报告或总结，不是工作方案"):
        read("001")


SIGNS = [
    "|",
    "\t",
    "\n",
    "（",
    "）",
    "《",
    "》",
    "。",
    "，",
    "\ufffd",
    "?",
    "\\",
    "\0",
    "年底前",
    "每季度",
    "20个工作日",
    "各镇",
]


def damaged(content: bytes, chance: random.Random) -> bytes:
    """A copy with some bytes changed, lost, added, or pieces of text put elsewhere."""
    if chance.random() < 0.5:
        found = bytearray(content)
        for _ in range(chance.randint(1, 12)):
            at, size = chance.randrange(len(found)), chance.randint(0, 400)
            found[at : at + chance.choice([0, 1, size])] = chance.randbytes(chance.randint(0, 4))
        return bytes(found)
    text = content.decode("utf-8", "replace")
    for _ in range(chance.randint(1, 12)):
        at, other = chance.randrange(len(text)), chance.randrange(len(text))
        put = chance.choice([chance.choice(SIGNS), text[other : other + chance.randint(1, 300)], ""])
        text = text[:at] + put + text[at + chance.choice([0, chance.randint(0, 200)]) :]
    return text.encode("utf-8")


def read_damaged(folder: Path, times: int, seed: int) -> Counter[str]:
    """Reads so many damaged copies; anything but an answer or a refusal is a failure."""
    names = sorted(YEARS)
    contents = {name: source(name).read_bytes() for name in names}
    chance = random.Random(seed)
    path, endings = folder / "plan.txt", Counter[str]()
    for _ in range(times):
        name = chance.choice(names)
        path.write_bytes(damaged(contents[name], chance))
        try:
            document = read_plan(path, YEARS[name])
        except InputRefused as refused:
            endings["refused" if str(refused) else "said nothing"] += 1
            continue
        answer = plan_json(document, CALENDAR)
        endings["read" if len({task["task_no"] for task in answer}) == len(answer) > 0 else "lost"] += 1
    return endings


@published
def test_damaged_copies_are_read_or_refused(tmp_path: Path) -> None:
    endings = read_damaged(tmp_path, 500, seed=5)
    assert min(endings["read"], endings["refused"]) > 50
    assert endings["read"] + endings["refused"] == 500


@published
@pytest.mark.drill
def test_many_damaged_copies_are_read_or_refused(tmp_path: Path) -> None:
    times = int(os.environ.get("PLAN_DRILL", "20000"))
    started = time.monotonic()
    endings = read_damaged(tmp_path, times, seed=int(started))
    print(f"{times} damaged plans in {time.monotonic() - started:.0f} s: {dict(endings)}")
    assert endings["read"] + endings["refused"] == times
