"""系统自检: each line says the truth about the store and the machine, and what to do where that is not well."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from asking import ask, words_of
from dash import Dash
from peopling import OFFICE

from dashboard.exports.renderer import RENDERER
from dashboard.selfcheck import Line, Machine, is_in_order, program_version, self_check
from dashboard.settings import Settings
from dashboard.text import selfcheck as words
from dashboard.view import View
from data.accounts.database import AccountsFile
from data.accounts.users import Users
from data.backup import backup
from data.layout import Layout
from data.upkeep import checked_store, last_backup, last_check, space_needed

AUTUMN, WINTER = datetime(2026, 10, 31, 12), datetime(2026, 11, 1, 12)
MACHINE = Machine(AUTUMN, 10**12, Settings(), ("Noto Sans CJK SC",), "")


def line(key: str, store: Path, machine: Machine = MACHINE) -> Line:
    (found,) = [line for line in self_check(store, machine) if line.key == key]
    return found


def now(**shift: int) -> Machine:
    return replace(MACHINE, now=datetime.now() + timedelta(**shift))


def test_a_store_just_made_lacks_a_check_and_a_backup_and_nothing_else(store: Path) -> None:
    lines = self_check(store, now(minutes=1))
    assert {each.key for each in lines} == set(words.SUBJECTS)
    assert {each.key for each in lines if each.state != "good"} <= {"check", "backup", "calendar"}
    assert is_in_order(lines)
    assert not is_in_order([Line("disk", "bad", "", "")])


def test_a_backup_is_remembered_and_grows_old_after_seven_days(store: Path, tmp_path: Path) -> None:
    assert line("backup", store).state == "watch"
    assert last_backup(store) is None
    backup(store, tmp_path / "b.zip")
    assert line("backup", store, now(days=7, minutes=-1)).state == "good"
    late = line("backup", store, now(days=8))
    assert (late.state, "距今8天" in late.found) == ("watch", True)


def test_a_check_is_remembered_with_what_it_found(store: Path) -> None:
    assert line("check", store).state == "watch"
    checked_store(store)
    assert line("check", store, now(minutes=1)).state == "good"
    assert line("check", store, now(days=40)).state == "watch"
    kept = next((store / "objects").iterdir())
    kept.write_bytes(b"changed")
    checked_store(store)
    bad = line("check", store)
    assert (bad.state, "来源文件" in bad.found) == ("bad", True)
    (store / "last-check.json").write_text('{"at": ')
    assert last_check(store) is None


def test_a_disk_must_hold_the_next_save_and_a_backup(store: Path) -> None:
    space = space_needed(Layout(store))
    assert space.store > space.backup > 0
    for free, state in (
        (space.save - 1, "bad"),
        (space.save, "watch"),
        (space.save + space.backup - 1, "watch"),
        (space.save + space.backup, "good"),
    ):
        assert line("disk", store, replace(MACHINE, free_bytes=free)).state == state


@pytest.mark.parametrize(
    ("moment", "state"),
    [
        (AUTUMN.replace(year=2025), "good"),
        (AUTUMN, "good"),
        (WINTER, "watch"),
        (WINTER.replace(year=2025), "good"),
        (AUTUMN.replace(year=2027), "bad"),
    ],
)
def test_this_years_calendar_must_be_there_and_from_november_the_next_years(
    store: Path, moment: datetime, state: str
) -> None:
    """The table that comes with the program ends with 2026."""
    assert line("calendar", store, replace(MACHINE, now=moment)).state == state


def test_a_clock_before_the_newest_batch_is_wrong(store: Path) -> None:
    assert line("clock", store, now(minutes=1)).state == "good"
    assert line("clock", store, now(minutes=-10)).state == "bad"


def test_accounts_need_an_administrator_and_encryption_for_other_machines(store: Path) -> None:
    def state(**settings: object) -> str:
        return line("accounts", store, replace(MACHINE, settings=Settings(**settings))).state  # type: ignore[arg-type]

    assert (state(), state(behind_proxy=True)) == ("good", "bad")
    users = Users(AccountsFile(store))
    users.add(OFFICE, "anna", "安娜", "author")
    assert state(behind_proxy=True) == "bad"
    users.add(OFFICE, "chef", "主任", "administrator")
    assert state(behind_proxy=True, host="0.0.0.0") == "good"
    assert (state(), state(host="0.0.0.0")) == ("good", "watch")
    told = line("accounts", store).found
    assert "2个账号，2个启用，其中管理员1个" in told
    assert "安娜" not in told
    AccountsFile(store).path.write_bytes(b"no database" * 100)
    assert state() == "bad"


def test_missing_fonts_and_browsers_are_told_with_what_to_install(store: Path) -> None:
    without = replace(MACHINE, fonts=(), cannot_draw="请安装")
    for key in ("fonts", "pictures"):
        assert (line(key, store, without).state, line(key, store, without).meaning) == ("watch", "请安装")
    unlisted = replace(MACHINE, fonts=())
    assert (line("fonts", store, unlisted).state, line("pictures", store, unlisted).state) == ("good", "good")


def test_program_format_and_releases_are_named(store: Path) -> None:
    assert program_version() in line("program", store).found
    assert "数据格式1" in line("data", store).found
    assert "保留2个" in line("releases", store).found


@pytest.mark.parametrize("harm", ["missing", "pointer", "file", "newer"])
def test_a_store_that_cannot_be_read_is_a_line_and_the_rest_is_told_all_the_same(
    store: Path, tmp_path: Path, harm: str
) -> None:
    layout = Layout(store)
    release = layout.release_file(layout.current_id())
    if harm == "missing":
        store = tmp_path / "none" / "yet"
    elif harm == "pointer":
        layout.current.unlink()
    elif harm == "file":
        release.write_bytes(release.read_bytes()[:100_000])
    else:
        with duckdb.connect(str(release)) as connection:
            connection.execute("update raw.program set format = format + 1")
    lines = self_check(store, MACHINE)
    assert lines[0].key == "data"
    assert lines[0].state == "bad"
    assert lines[0].meaning
    assert {each.key for each in lines[1:]} >= {"accounts", "fonts", "pictures", "program"}


def test_the_command_prints_every_line_and_ends_by_the_worst(store: Path, cli) -> None:
    answer = cli("selfcheck", "--store", store, "--format", "json")
    told = json.loads(answer.out)
    assert answer.code == 0
    assert {tuple(each) for each in told} == {("key", "state", "subject", "found", "meaning")}
    assert next(each for each in told if each["key"] == "pictures")["state"] == "good"
    (store / "CURRENT").write_text("000077-abcdef\n")
    answer = cli("selfcheck", "--store", store)
    assert (answer.code, "000077-abcdef" in answer.out, "异常" in answer.out) == (1, True, True)
    RENDERER.close()


def test_backup_and_check_leave_their_date_for_the_page(
    app: Dash, demo_store: Path, store: Path, cli
) -> None:
    view = View(path="/selfcheck", year=2026, as_of=datetime(2026, 6, 30).date()).to_json()
    shown = words_of(ask(app, "selfcheck-lines.children", shell_view_data=view))
    for subject in words.SUBJECTS.values():
        assert subject in shown
    assert str(demo_store) not in shown
    assert cli("check", "--store", store).code == 0
    assert cli("backup", store.parent / "b.zip", "--store", store).code == 0
    assert last_check(store)
    assert last_backup(store)


def test_a_store_on_read_only_media_is_checked_all_the_same(store: Path, monkeypatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError(30, "Read-only file system")

    monkeypatch.setattr(Path, "write_text", refused)
    assert all(finding.is_good for finding in checked_store(store))
    assert last_check(store) is None
    assert not list(store.glob("*.partial"))
