from __future__ import annotations

from pathlib import Path

import pytest
from peopling import OFFICE
from signing import Clock

from data.accounts.database import AccountsFile
from data.accounts.sessions import Sessions
from data.accounts.users import Users


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(tmp_path: Path) -> AccountsFile:
    return AccountsFile(tmp_path / "store")


@pytest.fixture
def users(accounts: AccountsFile, clock: Clock) -> Users:
    return Users(accounts, clock)


@pytest.fixture
def sessions(accounts: AccountsFile, clock: Clock) -> Sessions:
    return Sessions(accounts, clock)


@pytest.fixture
def password(users: Users) -> str:
    """The first password of the supervisor `li`."""
    return users.add(OFFICE, "li", "李四", "supervisor")
