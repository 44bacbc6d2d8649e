"""People for the tests: accounts whose first password is changed already."""

from __future__ import annotations

from pathlib import Path

from data.accounts.audit import Actor
from data.accounts.database import AccountsFile
from data.accounts.users import NewUser, Users

OFFICE = Actor("root", "administrator", "local")
"""Who makes accounts on the command line."""
PASSWORD = "Kaifang-2026"


def add_accounts(store: Path, *people: NewUser) -> Users:
    """Make accounts with PASSWORD in a store, which may have some already; answers the store's accounts."""
    users = Users(AccountsFile(store))
    users.add_all(OFFICE, people)
    for person in people:
        users.change_password(OFFICE, person.login, PASSWORD)
    return users
