"""Forms of work sent to a store by a person, as the route of the server would take them."""

from __future__ import annotations

import itertools
from datetime import date
from pathlib import Path

import pytest
from storing import rows

from data.errors import InputRefused
from data.layout import Layout
from data.work.books import Doer
from data.work.office import Office, Saved

TODAY = date.today()
YEAR = TODAY.year
CHIEF = Doer("chief", "赵主任", "supervisor")
SECOND = Doer("second", "钱主任", "supervisor")
WANG = Doer("wang", "王检查", "inspector")
LI = Doer("li", "李检查", "inspector")
U1, U2 = Doer("u1", "单位1的人", "unit", "U1"), Doer("u2", "单位2的人", "unit", "U2")
_NUMBERS = itertools.count(1)


def send(store: Path, step: str, doer: Doer, /, **sent: object) -> Saved:
    """Send a form; every call is a form of its own. A name `lines__0__item` is that of a row."""
    texts = {name.replace("__", "."): str(value) for name, value in sent.items() if value is not None}
    return Office(Layout(store)).take(step, texts, doer, f"token-{next(_NUMBERS):05}")


def agreed(store: Path, step: str, /, **sent: object) -> Saved:
    """A step that one supervisor proposes and another one approves."""
    assert send(store, step, CHIEF, **sent).is_waiting
    [(number,)] = rows(store, "select proposal_no from core.proposals where state = 'pending'")
    return send(store, "proposal.approve", SECOND, proposal_no=number)


def refused(store: Path, step: str, doer: Doer = CHIEF, /, **sent: object) -> str:
    """Why a form was not stored, in full; the store is as it was."""
    before = Layout(store).current_id()
    with pytest.raises(InputRefused) as caught:
        send(store, step, doer, **sent)
    assert Layout(store).current_id() == before
    return str(caught.value)
