"""How an account stands, in words."""

from __future__ import annotations

from datetime import datetime

from dashboard.text import commands as words
from data.accounts.users import User


def state_of(user: User, now: datetime) -> str:
    """Return whether the account can sign in at a moment, and if not why."""
    if user.is_disabled:
        return words.ACCOUNT_DISABLED
    if user.locked_until and datetime.fromisoformat(user.locked_until) > now:
        return words.ACCOUNT_LOCKED.format(until=user.locked_until[:16].replace("T", " "))
    return words.ACCOUNT_MUST_CHANGE if user.must_change else words.ACCOUNT_GOOD
