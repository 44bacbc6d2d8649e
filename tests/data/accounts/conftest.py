from __future__ import annotations

from pathlib import Path

import pytest
from argon2 import PasswordHasher
from signing import OFFICE, Clock

import data.accounts.sessions
import data.accounts.users
from data.accounts.database import AccountsFile
from data.accounts.sessions import Sessions
from data.accounts.users import Users


@pytest.fixture(autouse=True)
def quick_hashing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same algorithm with little work; one test asks what the product itself uses."""
    for module in (data.accounts.users, data.accounts.sessions):
        monkeypatch.setattr(module, "HASHER", PasswordHasher(time_cost=1, memory_cost=64, parallelism=1))


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
