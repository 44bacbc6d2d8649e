"""What can be done to accounts in the browser, and what each form asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dashboard.text import admin as words
from data.accounts.audit import Actor
from data.accounts.roles import ROLES
from data.accounts.users import Users
from data.work.asks import Ask, Values

LOGIN = Ask("login", words.COLUMN_LOGIN, most=60)
NAME = Ask("name", words.COLUMN_NAME, most=60)
ROLE = Ask("role", words.COLUMN_ROLE, "choice", choices=tuple(ROLES.items()))
UNIT_OF = Ask("unit_id", words.UNIT_OF_ACCOUNT, "unit", required=False, most=40)

Do = Callable[[Users, Actor, Values], str | None]
"""Does it, and answers a new first password where there is one."""


@dataclass(frozen=True)
class AccountStep:
    """One thing that can be done to an account: its name, what the form asks, what is said afterwards."""

    chinese: str
    asks: Sequence[Ask]
    do: Do
    told: str


def _add(users: Users, actor: Actor, values: Values) -> str:
    return users.add(actor, values.need("login"), values.need("name"), values.need("role"), values["unit_id"])


def _role(users: Users, actor: Actor, values: Values) -> None:
    users.set_role(actor, values.need("login"), values.need("role"), values["unit_id"])


def _disable(users: Users, actor: Actor, values: Values) -> None:
    users.set_disabled(actor, values.need("login"), is_disabled=True)


def _enable(users: Users, actor: Actor, values: Values) -> None:
    users.set_disabled(actor, values.need("login"), is_disabled=False)


def _unlock(users: Users, actor: Actor, values: Values) -> None:
    users.unlock(actor, values.need("login"))


def _reset(users: Users, actor: Actor, values: Values) -> str:
    return users.reset_password(actor, values.need("login"))


def _sign_out(users: Users, actor: Actor, values: Values) -> None:
    users.sign_out(actor, values.need("login"))


ACCOUNT_STEPS: Mapping[str, AccountStep] = {
    "add": AccountStep(words.ADD, (LOGIN, NAME, ROLE, UNIT_OF), _add, words.ADDED),
    "role": AccountStep(words.SET_ROLE, (LOGIN, ROLE, UNIT_OF), _role, words.ROLE_SET),
    "disable": AccountStep(words.DISABLE, (LOGIN,), _disable, words.DISABLED),
    "enable": AccountStep(words.ENABLE, (LOGIN,), _enable, words.ENABLED),
    "unlock": AccountStep(words.UNLOCK, (LOGIN,), _unlock, words.UNLOCKED),
    "reset": AccountStep(words.RESET, (LOGIN,), _reset, words.WAS_RESET),
    "sign_out": AccountStep(words.SIGN_OUT, (LOGIN,), _sign_out, words.SIGNED_OUT),
}
