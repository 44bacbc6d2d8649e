"""The demonstration's readers: an account for each role, entered by a button of the sign-in page, never by password."""

from __future__ import annotations

from pathlib import Path

from data.accounts.audit import Actor
from data.accounts.database import AccountsFile
from data.accounts.roles import ADMINISTRATOR, AUDITOR, AUTHOR, INSPECTOR, SUPERVISOR, UNIT
from data.accounts.users import NewUser, User, Users

READERS = (
    NewUser("demo-supervisor", "何经办", SUPERVISOR, has_password=False),
    NewUser("demo-supervisor-2", "罗审核", SUPERVISOR, has_password=False),
    NewUser("demo-inspector", "周细查", INSPECTOR, has_password=False),
    NewUser("demo-z07", "松林关镇 马报送", UNIT, "Z07", has_password=False),
    NewUser("demo-b04", "区民政局 江整改", UNIT, "B04", has_password=False),
    NewUser("demo-author", "文成章", AUTHOR, has_password=False),
    NewUser("demo-auditor", "严留痕", AUDITOR, has_password=False),
    NewUser("demo-administrator", "沈掌钥", ADMINISTRATOR, has_password=False),
)
"""Two supervisors, so that one can approve what the other proposes (四眼)."""


def add_readers(store: Path) -> None:
    """Make the readers' accounts in a demonstration that has none; their passwords are random and told to nobody."""
    Users(AccountsFile(store)).add_all(Actor("演示", ADMINISTRATOR, "local"), READERS)


def readers(store: Path) -> list[User]:
    """Return the readers that can be entered, in the order above."""
    found = {user.login: user for user in Users(AccountsFile(store)).all() if not user.is_disabled}
    return [found[reader.login] for reader in READERS if reader.login in found]
