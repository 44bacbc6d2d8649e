"""系统自检: what the system stands on, each line with its state, what was found, what it means and what to do."""

from __future__ import annotations

import platform
import shutil
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Literal

import duckdb
import pandas as pd

from dashboard.access.gate import is_this_machine
from dashboard.exports.browser import RenderFailed, find_browser
from dashboard.exports.fonts import chinese_fonts
from dashboard.exports.renderer import RENDERER
from dashboard.settings import PROJECT_FOLDER, Settings
from dashboard.text import selfcheck as words
from data.accounts.database import AccountsFile
from data.accounts.roles import ADMINISTRATOR
from data.accounts.users import User, Users
from data.errors import OpennessError
from data.layout import Layout, published
from data.release import Writer
from data.store import Store
from data.upgrade import format_of
from data.upkeep import last_backup, last_check, space_needed

State = Literal["good", "watch", "bad"]
BACKUP_DAYS, CHECK_DAYS = 7, 31
NEXT_CALENDAR_MONTH = 11  # by then the State Council has usually published the next year's
_CLOCK_SLACK = timedelta(minutes=5)


@dataclass(frozen=True)
class Line:
    """One line of the report; `key` names what was looked at."""

    key: str
    state: State
    found: str
    meaning: str


@dataclass(frozen=True)
class Machine:
    """What the report takes from the machine; `cannot_draw` says why no pictures can be made, empty when they can."""

    now: datetime
    free_bytes: int
    settings: Settings
    fonts: tuple[str, ...]
    cannot_draw: str

    @classmethod
    def here(cls, store: Path) -> Machine:
        """Return this machine, for a store on one of its disks; tries to draw where that was not tried yet."""
        place = next(folder for folder in (store.absolute(), *store.absolute().parents) if folder.exists())
        return cls(
            datetime.now(),
            shutil.disk_usage(place).free,
            Settings.from_environment(),
            tuple(chinese_fonts()),
            _why_no_pictures(),
        )


def _why_no_pictures() -> str:
    try:
        find_browser()
        RENDERER.check()
    except RenderFailed as error:
        return str(error)
    return ""


def self_check(path: Path, machine: Machine) -> list[Line]:
    """Return the report about a store on a machine; a store that cannot be read is a line of it, not an error."""
    return [
        *_about_data(path, machine),
        _about_accounts(path, machine.settings),
        _about_fonts(machine),
        _about_pictures(machine),
        _about_program(),
    ]


def is_in_order(lines: list[Line]) -> bool:
    """Whether nothing of a report is bad; what is only to be watched does not count."""
    return all(line.state != "bad" for line in lines)


def _about_data(path: Path, machine: Machine) -> Iterator[Line]:
    try:
        Writer(path).upgrade()
        store = Store(path)
        with published(store.layout) as connection:
            stored_format = format_of(connection)
        found = words.DATA.format(release=store.release_id, format=stored_format)
        yield Line("data", "good", found, words.DATA_GOOD)
        yield _about_check(path, machine.now)
        yield _about_backup(path, machine.now)
        yield _about_disk(store.layout, machine.free_bytes)
        yield _about_calendar(store, machine.now.date())
        yield _about_clock(store, machine.now)
        yield _about_releases(store.layout)
    except (OpennessError, duckdb.Error, OSError) as error:
        yield Line("data", "bad", words.DATA_NOT_READ, str(error))


def _about_check(path: Path, now: datetime) -> Line:
    last = last_check(path)
    if last is None:
        return Line("check", "watch", words.NEVER_CHECKED, words.NEVER_CHECKED_WHAT)
    if last.faults:
        found = words.CHECKED_BAD.format(day=last.at.date(), faults="、".join(last.faults))
        return Line("check", "bad", found, words.CHECKED_BAD_WHAT)
    found, days = words.CHECKED.format(day=last.at.date()), (now - last.at).days
    if days > CHECK_DAYS:
        return Line("check", "watch", found, words.CHECKED_LONG_AGO.format(days=days))
    return Line("check", "good", found, words.CHECKED_GOOD)


def _about_backup(path: Path, now: datetime) -> Line:
    last = last_backup(path)
    if last is None:
        return Line("backup", "watch", words.NEVER_BACKED_UP, words.NEVER_BACKED_UP_WHAT)
    days = max((now - last.at).days, 0)
    found = words.BACKED_UP.format(day=last.at.date(), days=days)
    if now - last.at > timedelta(days=BACKUP_DAYS):
        return Line("backup", "watch", found, words.BACKED_UP_LONG_AGO.format(limit=BACKUP_DAYS))
    return Line("backup", "good", found, words.BACKED_UP_GOOD)


def _about_disk(layout: Layout, free: int) -> Line:
    space = space_needed(layout)
    found = words.DISK.format(
        free=_size(free), store=_size(space.store), save=_size(space.save), backup=_size(space.backup)
    )
    if free < space.save:
        return Line("disk", "bad", found, words.DISK_FULL)
    if free < space.save + space.backup:
        return Line("disk", "watch", found, words.DISK_NO_BACKUP)
    return Line("disk", "good", found, words.DISK_GOOD)


def _about_calendar(store: Store, today: date) -> Line:
    year, names = today.year, {"year": today.year, "next_year": today.year + 1}
    if not _is_complete(store, year):
        found = words.CALENDAR_MISSING.format(**names)
        return Line("calendar", "bad", found, words.CALENDAR_MISSING_WHAT)
    if _is_complete(store, year + 1):
        return Line("calendar", "good", words.CALENDAR.format(**names), words.CALENDAR_GOOD)
    found = words.CALENDAR_NEXT_LATER.format(**names)
    if today.month < NEXT_CALENDAR_MONTH:
        return Line("calendar", "good", found, words.CALENDAR_NEXT_LATER_WHAT)
    return Line("calendar", "watch", found, words.CALENDAR_NEXT.format(**names))


def _is_complete(store: Store, year: int) -> bool:
    """Whether the working-day table holds every day of a year."""
    return len(store.table("pages/calendar", year=year)) == date(year, 12, 31).timetuple().tm_yday


def _about_clock(store: Store, now: datetime) -> Line:
    newest, moment = store.table("pages/batches")["stored_at"].max(), "%Y-%m-%d %H:%M"
    if pd.isna(newest):
        return Line("clock", "good", words.CLOCK_NONE.format(now=f"{now:{moment}}"), words.CLOCK_GOOD)
    found = words.CLOCK.format(now=f"{now:{moment}}", newest=f"{newest:{moment}}")
    if now < newest - _CLOCK_SLACK:
        return Line("clock", "bad", found, words.CLOCK_BAD)
    return Line("clock", "good", found, words.CLOCK_GOOD)


def _about_accounts(path: Path, settings: Settings) -> Line:
    accounts = AccountsFile(path)
    if not accounts.exists():
        if settings.behind_proxy:
            return Line("accounts", "bad", words.NO_ACCOUNTS, words.NO_ACCOUNTS_PROXY)
        return Line("accounts", "good", words.NO_ACCOUNTS, words.NO_ACCOUNTS_WHAT)
    try:
        return _about_users(Users(accounts).all(), settings)
    except OpennessError as error:
        return Line("accounts", "bad", words.ACCOUNTS_NOT_READ, str(error))


def _about_users(users: list[User], settings: Settings) -> Line:
    enabled = [user for user in users if not user.is_disabled]
    administrators = sum(user.role == ADMINISTRATOR for user in enabled)
    found = words.ACCOUNTS.format(
        count=len(users),
        enabled=len(enabled),
        administrators=administrators,
        proxy=words.PROXY[settings.behind_proxy],
    )
    if not administrators:
        return Line("accounts", "bad", found, words.NO_ADMINISTRATOR)
    if not settings.behind_proxy and not is_this_machine(settings.host):
        return Line("accounts", "watch", found, words.NOT_ENCRYPTED)
    return Line("accounts", "good", found, words.ACCOUNTS_GOOD)


def _about_fonts(machine: Machine) -> Line:
    if machine.fonts:
        found = words.FONTS.format(fonts="、".join(machine.fonts[:2]), count=len(machine.fonts))
        return Line("fonts", "good", found, words.FONTS_GOOD)
    if not machine.cannot_draw:  # where fonts cannot be listed, that Chinese was drawn decides
        return Line("fonts", "good", words.FONTS_SOME, words.FONTS_GOOD)
    return Line("fonts", "watch", words.FONTS_NONE, machine.cannot_draw)


def _about_pictures(machine: Machine) -> Line:
    if machine.cannot_draw:
        return Line("pictures", "watch", words.PICTURES_NONE, machine.cannot_draw)
    return Line("pictures", "good", words.PICTURES, words.PICTURES_GOOD)


def _about_program() -> Line:
    found = words.PROGRAM.format(
        version=program_version(), python=platform.python_version(), duckdb=duckdb.__version__
    )
    return Line("program", "good", found, words.PROGRAM_GOOD)


def program_version() -> str:
    """Return the version that pyproject.toml states."""
    stated = tomllib.loads((PROJECT_FOLDER / "pyproject.toml").read_text(encoding="utf-8"))
    return str(stated["project"]["version"])


def _about_releases(layout: Layout) -> Line:
    sizes = [path.stat().st_size for path in layout.releases.glob("*.duckdb")]
    found = words.RELEASES.format(count=len(sizes), size=_size(sum(sizes)))
    return Line("releases", "good", found, words.RELEASES_GOOD)


def _size(size: int) -> str:
    """Bytes as a person reads them: MB, from a thousand of them on GB."""
    megabytes = size / 1_000_000
    return f"{megabytes / 1000:,.1f} GB" if megabytes >= 1000 else f"{megabytes:.1f} MB"
