"""Accounts: made, changed, switched off; never deleted, so that the log keeps its names."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from data.accounts.audit import Actor, record
from data.accounts.database import AccountsFile
from data.accounts.roles import ADMINISTRATOR, ROLES, UNIT
from data.errors import StoreMissing, UsageError

HASHER = PasswordHasher()
SHORTEST = 10  # characters of a password
PASSWORD_RULE = f"密码至少{SHORTEST}个字符，含大写、小写、数字、符号中的两种，且不能包含账号"
_SIGNS = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that look alike
_GENERATED = 12
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class User:
    """An account; `unit_id` for the role unit alone. `must_change`: the password was given by somebody else."""

    user_id: int
    login: str
    name: str
    role: str
    unit_id: str | None
    must_change: bool
    is_disabled: bool
    locked_until: str | None


@dataclass(frozen=True)
class NewUser:
    """An account to be made. Without `has_password` nobody is given one: a reader of the demonstration."""

    login: str
    name: str
    role: str
    unit_id: str | None = None
    has_password: bool = True

    def check(self) -> None:
        """Raise UsageError for what can be no account."""
        _check(self.login, self.role, self.unit_id)
        if not self.name.strip() or not self.name.isprintable():
            raise UsageError("请写明姓名，且不能带换行等看不见的字符")


class Users:
    """The accounts of one store. `clock` tells the time (tests set it)."""

    def __init__(self, accounts: AccountsFile, clock: Clock = datetime.now) -> None:
        self._accounts = accounts
        self._clock = clock

    def add(self, actor: Actor, login: str, name: str, role: str, unit_id: str | None = None) -> str:
        """Make an account and return its first password, which its owner must change.

        Raises UsageError for a login that is taken or no login, an unknown role, a unit account without a unit.
        """
        [password] = self.add_all(actor, [NewUser(login, name, role, unit_id)])
        return password

    def add_all(self, actor: Actor, wanted: Sequence[NewUser]) -> list[str]:
        """Make several accounts, all or none, and return their first passwords; raises as `add` does."""
        for new in wanted:
            new.check()
        passwords = [_generate() for _ in wanted]
        hashes = [HASHER.hash(password) for password in passwords]

        def insert(connection: sqlite3.Connection) -> None:
            for new, password_hash in zip(wanted, hashes, strict=True):
                self._insert(connection, new, password_hash)
                made = asdict(_find(connection, new.login))
                record(connection, actor, "users.add", new.login, self._clock(), after=made)

        if not self._accounts.create(insert):
            with self._accounts.writing() as connection:
                insert(connection)
        return passwords

    def _insert(self, connection: sqlite3.Connection, new: NewUser, password_hash: str) -> None:
        try:
            connection.execute(
                "insert into users (login, name, role, unit_id, password_hash, must_change, created_at) "
                "values (?, ?, ?, ?, ?, ?, ?)",
                [
                    *(new.login, new.name, new.role, new.unit_id),
                    *(password_hash, int(new.has_password), self._clock().isoformat()),
                ],
            )
        except sqlite3.IntegrityError as error:
            raise UsageError(f"账号“{new.login}”已经有了，请换一个") from error

    def all(self) -> list[User]:
        """Return every account by login; none where there is no file yet."""
        if not self._accounts.exists():
            return []
        with self._accounts.reading() as connection:
            return [user_of(row) for row in connection.execute("select * from users order by login")]

    def find(self, login: str) -> User:
        """Return an account; raises StoreMissing when there is none of that login."""
        if not self._accounts.exists():
            raise StoreMissing(f"没有账号“{login}”")
        with self._accounts.reading() as connection:
            return _find(connection, login)

    def set_role(self, actor: Actor, login: str, role: str, unit_id: str | None = None) -> None:
        """Give an account another role; its sessions end, so that nothing of the old role stays open.

        Raises UsageError where no administrator would be left.
        """
        _check(login, role, unit_id)
        self._change(actor, "users.role", login, "role = ?, unit_id = ?", [role, unit_id])

    def set_disabled(self, actor: Actor, login: str, *, is_disabled: bool) -> None:
        """Switch an account off (its sessions end) or on again.

        Raises UsageError where no administrator would be left.
        """
        action = "users.disable" if is_disabled else "users.enable"
        self._change(actor, action, login, "is_disabled = ?", [int(is_disabled)])

    def unlock(self, actor: Actor, login: str) -> None:
        """Lift the lock after too many failures; who is signed in stays so."""
        columns = "failures = 0, locked_until = null"
        self._change(actor, "users.unlock", login, columns, [], ends_sessions=False)

    def reset_password(self, actor: Actor, login: str) -> str:
        """Give an account a new first password, which its owner must change; its sessions end."""
        password = _generate()
        columns = "password_hash = ?, must_change = 1, failures = 0, locked_until = null"
        self._change(actor, "users.reset", login, columns, [HASHER.hash(password)])
        return password

    def sign_out(self, actor: Actor, login: str) -> None:
        """End all sessions of an account."""
        with self._accounts.writing() as connection:
            user = _find(connection, login)
            ended = connection.execute("delete from sessions where user_id = ?", [user.user_id]).rowcount
            told = {"sessions": ended}
            record(connection, actor, "users.sign_out", user.login, self._clock(), after=told)

    def change_password(self, actor: Actor, login: str, password: str) -> None:
        """Set the password its owner chose; all sessions end. Raises UsageError for a weak one or the one it has."""
        check_password(login, password)
        with self._accounts.reading() as connection:
            if is_right(_row(connection, login)["password_hash"], password):
                raise UsageError("新密码不能与现在的密码相同。请换一个密码")
        self._change(
            actor, "users.password", login, "password_hash = ?, must_change = 0", [HASHER.hash(password)]
        )

    def _change(
        self,
        actor: Actor,
        action: str,
        login: str,
        columns: str,
        values: list[object],
        *,
        ends_sessions: bool = True,
    ) -> None:
        with self._accounts.writing() as connection:
            before = _find(connection, login)
            connection.execute(f"update users set {columns} where user_id = ?", [*values, before.user_id])
            if ends_sessions:
                connection.execute("delete from sessions where user_id = ?", [before.user_id])
            after = _find(connection, login)
            if _governs(before) and not _governs(after):
                _demand_administrator(connection)
            told = {"before": asdict(before), "after": asdict(after)}
            record(connection, actor, action, before.login, self._clock(), **told)


def _governs(user: User) -> bool:
    return user.role == ADMINISTRATOR and not user.is_disabled


def _demand_administrator(connection: sqlite3.Connection) -> None:
    left = connection.execute(
        "select count(*) from users where role = ? and not is_disabled", [ADMINISTRATOR]
    ).fetchone()
    if not left[0]:
        raise UsageError("这是最后一个启用的管理员账号，不能停用或改为其他角色。请先另设一个管理员")


def check_password(login: str, password: str) -> None:
    """Raise UsageError for a password that is short, all of one kind of sign, or holds the login."""
    used = {_kind_of(sign) for sign in password}
    if len(password) < SHORTEST or len(used) < 2 or login.lower() in password.lower():
        raise UsageError(f"{PASSWORD_RULE}。请换一个密码")


def _kind_of(sign: str) -> str:
    if sign.isdigit():
        return "digit"
    if not sign.isalpha():
        return "sign"
    return "upper" if sign.isupper() else "lower"


def _check(login: str, role: str, unit_id: str | None) -> None:
    if not login or len(login) > 60 or " " in login or not login.isprintable():
        raise UsageError(f"账号“{login}”不合适：不能为空、过长或带空格")
    if role not in ROLES:
        raise UsageError(f"没有角色“{role}”，可选：{'、'.join(ROLES)}")
    if (role == UNIT) != (unit_id is not None):
        raise UsageError("单位账号要写明是哪个单位，其他角色不写单位")


def _generate() -> str:
    return "".join(secrets.choice(_SIGNS) for _ in range(_GENERATED)) + secrets.choice("23456789")


def is_right(password_hash: str, password: str) -> bool:
    """Whether a password is the one of a hash; what no password can be is not."""
    try:
        return HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError, UnicodeEncodeError):
        return False


def row_of(connection: sqlite3.Connection, login: str) -> sqlite3.Row | None:
    """Return the row of an account, None when there is none of that login."""
    row: sqlite3.Row | None = connection.execute("select * from users where login = ?", [login]).fetchone()
    return row


def _row(connection: sqlite3.Connection, login: str) -> sqlite3.Row:
    row = row_of(connection, login)
    if row is None:
        raise StoreMissing(f"没有账号“{login}”")
    return row


def _find(connection: sqlite3.Connection, login: str) -> User:
    return user_of(_row(connection, login))


def user_of(row: sqlite3.Row) -> User:
    """Return the account of a row of `users`."""
    return User(
        user_id=row["user_id"],
        login=row["login"],
        name=row["name"],
        role=row["role"],
        unit_id=row["unit_id"],
        must_change=bool(row["must_change"]),
        is_disabled=bool(row["is_disabled"]),
        locked_until=row["locked_until"],
    )
