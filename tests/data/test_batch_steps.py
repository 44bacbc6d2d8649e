"""Files accepted in the browser, batches undone, the data taken back: by whom, and what is stored then."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from peopling import OFFICE
from storing import CHECKS, checks, facts, marks, rows, totals

from data.accounts.audit import record
from data.accounts.database import AccountsFile
from data.accounts.users import Users
from data.calendar import read_calendar, write_calendar
from data.checkup import check_saves
from data.errors import InputRefused, NotAllowed
from data.files.reading import read_files
from data.layout import Layout, file_digest
from data.release import Writer
from data.scheme import builtin_schemes
from data.work.asks import Values
from data.work.books import Doer
from data.work.office import Office, Saved
from data.work.step import Job
from data.work.steps import STEPS
from data.work.steps.batches import rollback_sentence
from data.work.steps.uploads import refused_digest

WANG = Doer("wang", "王主任", "supervisor")
LI = Doer("li", "李主任", "supervisor")
SHEN = Doer("shen", "沈管理", "administrator")
GOOD = "N1,U00,2023-05-10,S1,8,10"
BONUS = "编号,单位,年度,类型,分值,认定日期,事由"
BAD = "N2,没有的单位,2023-05-10,S1,8,10"


@pytest.fixture
def office(store: Path) -> Office:
    return Office(Layout(store))


def written(folder: Path, *lines: str, heading: str = CHECKS, name: str = "抽测") -> Path:
    path = folder / f"{name}.csv"
    path.write_text("\n".join((heading, *lines)) + "\n", encoding="utf-8")
    return path


def accept(office: Office, step: str, path: Path, doer: Doer, token: str = "one-form", **more: str) -> Saved:
    """Accept a file as it lies there, as the form of the page that showed it does."""
    named = {"upload": "id", "file": path.name, "digest": file_digest(path)}
    return office.take(step, {**named, **more}, doer, token, source=path)


def undo(office: Office, batch: int, doer: Doer, token: str = "undo-form") -> Saved:
    return office.take("batch.undo", {"batch": str(batch)}, doer, token)


def told(error: pytest.ExceptionInfo[InputRefused]) -> str:
    return "".join(problem.problem for problem in error.value.problems)


def test_an_accepted_file_counts_as_if_it_were_imported(store: Path, office: Office, tmp_path: Path) -> None:
    saved = accept(office, "upload.accept", written(tmp_path, GOOD), WANG, rows="all")
    accepted = totals(store)
    assert (marks(store), saved.subject) == ({"N1": 8.0}, "文件 抽测.csv")
    [after] = saved.after
    assert (after["rows_in"], after["refused"]) == (1, 0)
    undo(office, saved.receipt.batch_id, WANG)
    assert totals(store) != accepted
    Writer(store).submit(facts(tmp_path, "抽测", CHECKS, GOOD))
    assert totals(store) == accepted


def test_the_same_bytes_again_are_said_and_not_stored(store: Path, office: Office, tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    first = accept(office, "upload.accept", path, WANG, rows="all")
    release = Layout(store).current_id()
    again = accept(office, "upload.accept", path, LI, "another-form", rows="all")
    assert again.is_repeated
    assert again.subject == f"“抽测.csv”与库中的内容完全相同（第{first.receipt.batch_id}批），没有重复存入"
    assert Layout(store).current_id() == release


def test_a_file_with_a_bad_row_is_stored_whole_or_without_it(
    store: Path, office: Office, tmp_path: Path
) -> None:
    path = written(tmp_path, GOOD, BAD)
    with pytest.raises(InputRefused) as error:
        accept(office, "upload.accept", path, WANG, rows="all")
    assert told(error) == "没有这个单位"
    assert marks(store) == {}
    shown = refused_digest(error.value.problems)
    saved = accept(office, "upload.accept", path, WANG, rows="valid", shown=shown)
    assert (saved.receipt.rows_in, saved.receipt.rows_refused, marks(store)) == (1, 1, {"N1": 8.0})


def test_other_rows_than_those_shown_are_not_left_out(store: Path, office: Office, tmp_path: Path) -> None:
    """Between the look and the word somebody entered the unit: what would be stored is not what was shown."""
    path = written(tmp_path, GOOD, BAD)
    with pytest.raises(InputRefused) as error:
        Writer(store).rehearse(_batch_of(path))
    shown = refused_digest(error.value.problems)
    Writer(store).submit(facts(tmp_path, "单位", "单位编码,单位名称,单位类别", "U77,没有的单位,镇街"))
    with pytest.raises(InputRefused, match="别人刚刚改动过"):
        accept(office, "upload.accept", path, WANG, rows="valid", shown=shown)
    assert marks(store) == {}


def _batch_of(path: Path) -> object:
    from data.batches import FactBatch

    return FactBatch(list(read_files([path]).sheets))


def test_a_file_that_is_not_the_one_shown_is_refused(office: Office, tmp_path: Path) -> None:
    path = written(tmp_path, GOOD)
    named = {"upload": "id", "file": path.name, "digest": file_digest(path), "rows": "all"}
    written(tmp_path, GOOD.replace(",8,", ",9,"))
    with pytest.raises(InputRefused, match="不是同一个"):
        office.take("upload.accept", named, WANG, "one-form", source=path)
    with pytest.raises(InputRefused, match="不在服务器上"):
        office.take("upload.accept", named | {"digest": "../CURRENT"}, WANG, "one-form")


def test_bonuses_in_a_file_wait_for_a_second_person(store: Path, office: Office, tmp_path: Path) -> None:
    bonus = written(tmp_path, "J1,U00,2023,加分,2,2023-06-01,推广", heading=BONUS)
    waiting = accept(office, "upload.accept", bonus, WANG, rows="all")
    assert waiting.is_waiting
    assert rows(store, "select count(*) from core.adjustments where reason = '推广'") == [(0,)]
    bonus.unlink()  # the server was started anew meanwhile
    [(number,)] = rows(store, "select proposal_no from core.proposals where state = 'pending'")
    sent = {"proposal_no": str(number)}
    with pytest.raises(NotAllowed, match="不能是同一个人"):
        office.take("proposal.approve", sent, WANG, "approve-form")
    approved = office.take("proposal.approve", sent, LI, "approve-form")
    assert rows(store, "select points from core.adjustments where reason = '推广'") == [(2.0,)]
    undone = undo(office, approved.receipt.batch_id, WANG)
    assert undone.is_waiting


def test_a_plan_and_its_calendar_and_scheme_are_accepted_once(
    store: Path, office: Office, tmp_path: Path
) -> None:
    plan = tmp_path / "方案.txt"
    plan.write_text(
        "2023年政务公开工作方案\n1. 公开财政预算。（区财政局负责，6月30日前完成）\n", encoding="utf-8"
    )
    scheme = tmp_path / "办法.toml"
    scheme.write_bytes(builtin_schemes()["demo-2025"].read_bytes())
    calendar = tmp_path / "日历.csv"
    days = [day for day in _calendar(tmp_path) if day.day.year == 2026]
    write_calendar(calendar, [*days[:-1], type(days[-1])(days[-1].day, not days[-1].is_workday, "调整")])
    steps: Mapping[str, tuple[Path, Doer, dict[str, str]]] = {
        "plan.accept": (plan, WANG, {"year": "2023", "doc_number": "区政办发〔2023〕5号"}),
        "scheme.accept": (scheme, SHEN, {}),
        "calendar.accept": (calendar, SHEN, {}),
    }
    for step, (path, doer, more) in steps.items():
        first = accept(office, step, path, doer, f"{step}-1", **more)
        again = accept(office, step, path, doer, f"{step}-2", **more)
        assert (first.is_repeated, again.is_repeated) == (False, True), step
    assert rows(store, "select what from core.batches order by batch_id desc limit 3") == [
        ("calendar",),
        ("scheme",),
        ("plan",),
    ]
    assert rows(store, "select is_workday from core.calendar where note = '调整'") == [
        (not days[-1].is_workday,)
    ]


def _calendar(folder: Path) -> list:
    from data.calendar import seed_days

    write_calendar(folder / "all.csv", seed_days())
    return read_calendar(folder / "all.csv")


def test_an_undone_batch_comes_back_when_its_undo_is_undone(
    store: Path, office: Office, tmp_path: Path
) -> None:
    stored = accept(office, "upload.accept", written(tmp_path, GOOD), WANG, rows="all").receipt.batch_id
    taken = undo(office, stored, LI, "first-undo")
    assert marks(store) == {}
    assert (taken.before, taken.after) == (
        [{"batch": stored, "is_live": True}],
        [{"batch": stored, "is_live": False}],
    )
    with pytest.raises(InputRefused, match="已经撤销"):
        undo(office, stored, LI, "second-undo")
    undo(office, taken.receipt.batch_id, WANG, "third-undo")
    assert marks(store) == {"N1": 8.0}


def test_the_administrator_undoes_no_marks_and_the_supervisor_no_scheme(
    store: Path, office: Office, tmp_path: Path
) -> None:
    stored = accept(office, "upload.accept", written(tmp_path, GOOD), WANG, rows="all").receipt.batch_id
    before = Layout(store).current_id()
    with pytest.raises(NotAllowed, match="管理员不能改动"):
        undo(office, stored, SHEN)
    with pytest.raises(NotAllowed, match="请由管理员撤销"):
        undo(office, 2, WANG)  # the scheme of the store
    taken = undo(office, stored, WANG, "real-undo")
    with pytest.raises(NotAllowed, match="管理员不能改动"):
        undo(office, taken.receipt.batch_id, SHEN)  # would bring marks back
    assert Layout(store).current_id() != before
    assert marks(store) == {}


@pytest.mark.parametrize(("batch", "problem"), [("99", "没有第99批数据"), ("0", "没有第0批数据")])
def test_a_batch_that_is_none_is_refused_in_words(office: Office, batch: str, problem: str) -> None:
    with pytest.raises(InputRefused, match=problem):
        undo(office, int(batch), WANG)


def test_going_back_needs_the_sentence_and_takes_only_ones_own(
    store: Path, office: Office, tmp_path: Path
) -> None:
    release = Layout(store).current_id()
    last = rows(store, "select max(batch_id) from raw.batches")[0][0]
    Writer(store).submit(checks(tmp_path, "a", N1=8))
    Writer(store).submit(checks(tmp_path, "b", N2=6))
    sent = {"release": release, "sentence": "好"}
    with pytest.raises(InputRefused, match=f"请照写：撤销第{last}批之后的各批"):
        office.take("release.rollback", sent, WANG, "back-form")
    office.take("release.rollback", sent | {"sentence": rollback_sentence(int(str(last)))}, WANG, "back-form")
    assert marks(store) == {}
    with pytest.raises(InputRefused, match="没有数据版本"):
        office.take("release.rollback", sent | {"release": "000099-aaaaaa"}, WANG, "other-form")


def test_a_bonus_agreed_meanwhile_is_not_taken_back_by_one_person(store: Path, office: Office) -> None:
    release, number = (
        Layout(store).current_id(),
        int(str(rows(store, "select max(batch_id) from raw.batches")[0][0])),
    )
    sent = Values({"release": release, "sentence": rollback_sentence(number)})
    batch = STEPS["release.rollback"].make(Job(Layout(store), sent, WANG, WANG.name))
    assert not batch.needs_second
    bonus = {"unit": "U00", "year": "2023", "kind": "加分", "points": "2", "reason": "推广"}
    Office(Layout(store), four_eyes=False).take(
        "adjustment.enter", bonus | {"decided_on": "2023-06-01"}, WANG, "bonus-form"
    )
    before = Layout(store).current_id()
    with pytest.raises(InputRefused, match="别人刚刚改动过"):
        Writer(store).submit(batch)
    assert Layout(store).current_id() == before


# What the browser saved is in the audit log


def test_a_save_without_an_entry_in_the_log_is_found(store: Path, office: Office, tmp_path: Path) -> None:
    accounts = AccountsFile(store)
    assert check_saves(store, datetime.now()) == []
    accept(office, "upload.accept", written(tmp_path, GOOD), WANG, rows="all")  # before there were accounts

    Users(accounts).add(OFFICE, "wang", "王主任", "supervisor")
    later = datetime.now() + timedelta(minutes=2)
    saved = [
        accept(office, "upload.accept", written(tmp_path, line, name=name), WANG, f"{name}-form", rows="all")
        for name, line in (("a", GOOD.replace("N1", "N3")), ("b", GOOD.replace("N1", "N4")))
    ]
    first, second = (each.receipt.batch_id for each in saved)
    with accounts.writing() as connection:
        record(connection, OFFICE, "upload.accept", "文件 a.csv", datetime.now(), after={"batch": first})
    assert [finding.is_good for finding in check_saves(store, datetime.now())] == [
        True
    ]  # it may be on its way
    [finding] = check_saves(store, later)
    assert not finding.is_good
    assert f"第{second}批（王主任，upload.accept）" in finding.message
    assert f"第{first}批" not in finding.message
