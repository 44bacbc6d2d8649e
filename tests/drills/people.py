"""Many people at one server: clients who sign in and save, whatever happens to it meanwhile."""

from __future__ import annotations

import secrets
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import requests
from peopling import PASSWORD, add_accounts

from bench.serving import Server
from data.accounts.users import NewUser

ROOT = Path(__file__).parent.parent.parent
LONGEST_WAIT = 30.0  # seconds for a request


def add_people(store: Path, count: int, role: str = "inspector") -> list[str]:
    """Accounts that have changed their first password already; their logins."""
    people = [NewUser(f"p{number:02}", f"检查员{number:02}", role) for number in range(count)]
    add_accounts(store, *people)
    return [person.login for person in people]


@dataclass
class Outcome:
    """What one person saw: what was acknowledged, how long each save took, every other answer."""

    acknowledged: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def save_until(server: Server, login: str, unit: str, item: str, end: threading.Event) -> Outcome:
    """One inspector records one spot check after the other; a form that got no answer is sent again as it is."""
    outcome, session = Outcome(), requests.Session()
    _sign_in(session, server, login)
    number = 0
    while not end.is_set():
        number += 1
        form = {
            "token": secrets.token_urlsafe(16),
            "unit": unit,
            "item": item,
            "sample": f"{login}-{number}",
            "earned": "1",
            "possible": "1",
        }
        _send_until_answered(session, server, login, form, outcome)
    return outcome


def _send_until_answered(
    session: requests.Session, server: Server, login: str, form: dict[str, str], outcome: Outcome
) -> None:
    answer, sent_at = _answered(session, f"{server.address}/work/check.record", form)
    if answer.status_code == 200:
        outcome.seconds.append(time.monotonic() - sent_at)
        outcome.acknowledged.append(form["sample"])
    else:
        outcome.failures.append(f"{login}: {answer.status_code}: {answer.text[:200]}")


def _sign_in(session: requests.Session, server: Server, login: str) -> None:
    form = {"login": login, "password": PASSWORD}
    answer, _ = _answered(session, f"{server.address}/sign-in", form)
    assert answer.status_code == 302, answer.text[:300]


def _answered(
    session: requests.Session, address: str, form: dict[str, str]
) -> tuple[requests.Response, float]:
    """The answer to a form, sent again until there is one, and when it was sent the last time.

    No answer means that the server was killed: it may or may not have stored the form.
    """
    deadline = time.monotonic() + LONGEST_WAIT
    while True:
        sent_at = time.monotonic()
        try:
            answer = session.post(
                address,
                data=form,
                headers={"X-Openness": "page"},
                allow_redirects=False,
                timeout=LONGEST_WAIT,
            )
        except requests.RequestException:
            assert time.monotonic() < deadline, f"no answer for {LONGEST_WAIT} s"
            time.sleep(0.1)
        else:
            return answer, sent_at
