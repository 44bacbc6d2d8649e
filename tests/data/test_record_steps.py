"""Checks, inspections and draws recorded in the browser: what is stored, what is refused, to whom."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path

import pytest
from sending import CHIEF, LI, TODAY, WANG, YEAR, refused, send
from storing import facts, rows

from data.errors import InputRefused, NotAllowed, OpennessError
from data.layout import Layout, file_digest
from data.release import Writer
from data.store import Store
from data.work.books import Doer
from data.work.office import Office, Saved
from data.work.save import Attachment

CODE = YEAR % 100


@pytest.fixture
def store(this_year: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(this_year, tmp_path / "store"))


def draw(size: int, **more: object) -> dict[str, str]:
    return {"year": str(YEAR), "size": str(size), "seed": "0837"} | {k: str(v) for k, v in more.items()}


def take(store: Path, step: str, doer: Doer = WANG, /, **sent: object) -> Saved:
    """Send a form, where nobody else is named as the inspector."""
    return send(store, step, doer, **sent)


def cells(store: Path) -> list[dict[str, object]]:
    return Store(store).table("pages/draw_cells", draw_no=1).to_dict("records")


def drawn(store: Path, turn: int = 1) -> dict[str, object]:
    """The form of a drawn cell as the page would fill it in."""
    cell = cells(store)[turn - 1]
    return {
        "draw_no": 1,
        "turn": turn,
        "unit": cell["unit_id"],
        "item": cell["item"],
        "earned": 3,
        "possible": 4,
    }


# A spot check


def test_a_drawn_check_names_its_unit_item_and_checker_and_marks_its_cell(store: Path) -> None:
    cell = cells(store)[0]
    saved = take(store, "check.record", **drawn(store))
    assert saved.subject.endswith(f"（编号CC{CODE}-001）")
    found = rows(
        store, "select check_id, unit_id, item, earned, possible, checker, checked_on from core.spot_checks"
    )
    assert found == [(f"CC{CODE}-001", cell["unit_id"], cell["item"], 3, 4, "王检查", TODAY)]
    after = cells(store)[0]
    assert (after["check_id"], after["checker"]) == (f"CC{CODE}-001", "王检查")


def test_of_two_inspectors_at_one_cell_one_is_stored_and_one_is_told(store: Path) -> None:
    form, office = {name: str(value) for name, value in drawn(store).items()}, Office(Layout(store))
    outcomes: dict[str, Saved | OpennessError] = {}

    def send(doer: Doer) -> None:
        try:
            outcomes[doer.login] = office.take("check.record", form, doer, f"token-of-{doer.login}")
        except OpennessError as error:
            outcomes[doer.login] = error

    threads = [threading.Thread(target=send, args=[doer]) for doer in (WANG, LI)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    [stored] = [login for login, outcome in outcomes.items() if isinstance(outcome, Saved)]
    [told] = [outcome for outcome in outcomes.values() if isinstance(outcome, InputRefused)]
    name = {"wang": "王检查", "li": "李检查"}[stored]
    assert f"第1项已由{name}于{TODAY}抽测（CC{CODE}-001）" in str(told)
    assert rows(store, "select checker from core.spot_checks") == [(name,)]


def test_a_cell_whose_check_was_withdrawn_waits_again(store: Path) -> None:
    take(store, "check.record", **drawn(store))
    take(store, "check.withdraw", check_id=f"CC{CODE}-001", reason="看错了栏目")
    take(store, "check.record", LI, **drawn(store))
    assert cells(store)[0]["check_id"] == f"CC{CODE}-002"


@pytest.mark.parametrize(
    ("change", "why"),
    [
        ({"turn": 10}, "没有这次抽样的这一项"),
        ({"draw_no": 2}, "没有这次抽样的这一项"),
        ({"item": "S9"}, "与抽样抽中的单位或指标不符"),
        ({"checked_on": TODAY - timedelta(days=1)}, "早于抽样日期"),
        ({"checked_on": TODAY + timedelta(days=1)}, "晚于今天"),
        ({"earned": 5}, "“得分”列"),
    ],
)
def test_a_drawn_check_that_cannot_be_is_refused(store: Path, change: Mapping[str, object], why: str) -> None:
    assert why in refused(store, "check.record", WANG, **{**drawn(store), **change})


def test_of_a_draw_that_was_undone_no_cell_is_checked(store: Path) -> None:
    batch = int(Store(store).table("pages/draws", year=None).iloc[0]["batch_id"])
    Writer(store).undo(batch)
    assert "抽样已撤销" in refused(store, "check.record", WANG, **drawn_after_undo())


def drawn_after_undo() -> dict[str, object]:
    return {"draw_no": 1, "turn": 1, "unit": "U1", "item": "S1", "earned": 1, "possible": 1}


def test_a_free_check_takes_its_full_marks_from_the_item(store: Path) -> None:
    take(store, "check.record", year=YEAR, unit="单位1", item="S3", earned=9)
    assert rows(store, "select unit_id, item, earned, possible from core.spot_checks") == [
        ("U1", "S3", 9, 10)
    ]
    assert "请填写满分" in refused(store, "check.record", WANG, year=YEAR, unit="单位1", item="S9", earned=1)


def test_a_finding_goes_with_its_check_into_one_batch(store: Path) -> None:
    fault = {"findings__0__description": "栏目空白", "findings__0__count": 2, "findings__0__days": 5}
    saved = take(store, "check.record", **drawn(store), **fault)
    found = rows(
        store,
        "select finding_id, findings.unit_id, source, description, count, notified_on, due_on, findings.item, "
        "findings.batch_id = spot_checks.batch_id from core.findings inner join core.spot_checks using (check_id)",
    )
    due = date.fromisoformat(saved.subject.partition("整改时限")[2][:10])
    cell = cells(store)[0]
    assert found == [
        (f"WT{YEAR}-001", cell["unit_id"], "spot_check", "栏目空白", 2, TODAY, due, cell["item"], True)
    ]
    assert (due - TODAY).days >= 5
    bad = {"findings__0__description": "栏目空白", "findings__0__days": 0}
    assert "不在1至365之间" in refused(store, "check.record", WANG, **drawn(store, 2), **bad)


def test_a_photo_is_kept_with_its_check(store: Path, tmp_path: Path) -> None:
    photo = tmp_path / "photo.png"
    photo.write_bytes(b"\x89PNG\r\n\x1a\n")
    digest = file_digest(photo)
    form = {name: str(value) for name, value in drawn(store).items()}
    file = Attachment(photo, "页面.png", digest, 8, "image/png")
    Office(Layout(store)).take("check.record", form, WANG, "token-photo", [file])
    kept = rows(store, "select kind, ref, name from core.evidence")
    assert kept == [("check", f"CC{CODE}-001", "页面.png")]
    assert (Layout(store).objects / digest).is_file()


# Put right, withdrawn


def test_an_inspector_puts_right_only_what_they_recorded_a_supervisor_anything(store: Path) -> None:
    take(store, "check.record", **drawn(store))
    change = {"check_id": f"CC{CODE}-001", "earned": 2, "possible": 4, "note": "重新核对"}
    before = Layout(store).current_id()
    for step in ("check.correct", "check.withdraw"):
        with pytest.raises(NotAllowed):
            take(store, step, LI, **change, reason="看错")
    assert Layout(store).current_id() == before
    take(store, "check.correct", WANG, **change)
    take(store, "check.correct", CHIEF, **{**change, "earned": 1})
    take(store, "check.correct", WANG, **{**change, "earned": 4})  # still theirs after the supervisor
    assert rows(store, "select earned, checker, note from core.spot_checks") == [(4, "王检查", "重新核对")]


def test_a_check_from_a_file_is_nobodys_own(store: Path, tmp_path: Path) -> None:
    heading = "抽测编号,单位,抽测日期,指标,得分,满分,年度"
    Writer(store).submit(facts(tmp_path, "checks", heading, f"N1,U1,{YEAR}-01-04,S1,1,2,{YEAR}"))
    with pytest.raises(NotAllowed):
        take(store, "check.correct", WANG, check_id="N1", earned=2)
    take(store, "check.correct", CHIEF, check_id="N1", earned=2)
    assert rows(store, "select earned, possible from core.spot_checks") == [(2, 2)]


def test_a_withdrawn_check_stays_with_its_reason_and_takes_its_findings_along(store: Path) -> None:
    take(store, "check.record", **drawn(store), findings__0__description="栏目空白")
    take(store, "check.withdraw", check_id=f"CC{CODE}-001", reason="看错了栏目")
    assert rows(store, "select withdrawn_on, note from core.spot_checks") == [(TODAY, "撤销：看错了栏目")]
    assert rows(store, "select withdrawn_on from core.findings") == [(TODAY,)]
    again = {"check_id": f"CC{CODE}-001", "reason": "再撤"}
    assert f"已于{TODAY}撤销" in refused(store, "check.withdraw", WANG, **again)


def test_a_correction_of_what_somebody_changed_meanwhile_is_refused(store: Path) -> None:
    seen = take(store, "check.record", **drawn(store)).receipt.batch_id
    change = {"check_id": f"CC{CODE}-001", "possible": 4, "seen": seen}
    take(store, "check.correct", WANG, **change, earned=2)
    assert "别人刚刚改动过它" in refused(store, "check.correct", CHIEF, **change, earned=1)


# An inspection


def test_an_inspection_stores_its_findings_and_a_clean_one_none(store: Path) -> None:
    form = {"year": YEAR, "quarter": 1, "inspected_on": f"{YEAR}-01-05", "notified_on": f"{YEAR}-01-06"}
    two = {
        "findings__0__item": "Q1.1", "findings__0__description": "清单未更新", "findings__0__deduction": 1.5,
        "findings__2__description": "目录缺项", "findings__2__days": 3,
    }  # fmt: skip
    take(store, "inspection.record", **form, unit="单位1", **two)
    take(store, "inspection.record", **form, unit="单位2")
    inspections = rows(
        store, "select inspection_id, unit_id, quarter, inspector from core.inspections order by all"
    )
    assert inspections == [(f"JC{YEAR}-1-001", "U1", 1, "王检查"), (f"JC{YEAR}-1-002", "U2", 1, "王检查")]
    found = rows(store, "select finding_id, inspection_id, item, deduction from core.findings order by all")
    assert found == [
        (f"WT{YEAR}-001", f"JC{YEAR}-1-001", "Q1.1", 1.5),
        (f"WT{YEAR}-002", f"JC{YEAR}-1-001", None, None),
    ]
    assert f"已有季度检查JC{YEAR}-1-001（王检查录入）" in refused(
        store, "inspection.record", LI, **form, unit="单位1"
    )
    missing = {"findings__0__days": 3}
    assert "请填写问题描述" in refused(store, "inspection.record", WANG, **form, unit="单位3", **missing)
    wrong = {"findings__0__description": "错", "findings__0__item": "Q9"}
    assert "办法中没有这个指标" in refused(store, "inspection.record", WANG, **form, unit="单位3", **wrong)


# A draw


def test_the_draw_of_the_browser_is_that_of_the_command(store: Path) -> None:
    take(
        store,
        "draw.make",
        CHIEF,
        **draw(2, group="镇街"),
        exclusions__0__unit="U3",
        exclusions__0__reason="专项检查",
    )
    made = Store(store).table("pages/draws", year=YEAR).iloc[0]
    assert (made["size"], made["group_name"], made["exclusions"], made["made_by"]) == (2, "镇街", 1, "赵主任")
    assert not rows(store, "select 1 from raw.draw_cells where draw_no = 2 and unit_id = 'U3'")
    problem = refused(store, "draw.make", CHIEF, **draw(99))
    assert "“抽取项数”列" in problem
    assert "抽样范围只有9项" in problem
    assert "还没有到" in refused(store, "draw.make", CHIEF, **draw(2, as_of=TODAY + timedelta(days=1)))


# The same marks as from a file


def test_what_was_recorded_scores_as_the_same_rows_from_files(store: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(store, tmp_path / "other"))
    day = f"{YEAR}-01-05"
    take(store, "check.record", year=YEAR, unit="单位1", item="S1", earned=1, possible=4, checked_on=day,
         findings__0__description="空白", notified_on=day)  # fmt: skip
    take(store, "inspection.record", year=YEAR, unit="单位1", quarter=1, inspected_on=day, notified_on=day,
         findings__0__item="Q1.1", findings__0__description="错", findings__0__count=2)  # fmt: skip
    writer = Writer(other)
    for name, heading, line in (
        ("c", "抽测编号,单位,抽测日期,指标,得分,满分,年度", f"C1,U1,{day},S1,1,4,{YEAR}"),
        ("i", "检查编号,单位,年度,季度,检查日期", f"I1,U1,{YEAR},1,{day}"),
        ("f", "问题编号,单位,来源,抽测编号,检查编号,指标,问题描述,数量,通报日期,年度",
         f"F1,U1,日常抽测,C1,,S1,空白,,{day},{YEAR}\nF2,U1,季度检查,,I1,Q1.1,错,2,{day},{YEAR}"),
    ):  # fmt: skip
        writer.submit(facts(tmp_path, name, heading, *line.split("\n")))
    asked = {"year": YEAR, "as_of": date(YEAR, 1, 5)}
    left, right = (Store(each).query("pages/score", **asked).to_dict("records") for each in (store, other))
    for row in (*left, *right):
        row.pop("components", None)
    assert str(left) == str(right)
    assert any(row["total"] == row["total"] for row in left)
