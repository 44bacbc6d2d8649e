"""Many people at one server: a real one, started, killed and started again, and clients who sign in and save."""

from __future__ import annotations

import secrets
import socket
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

import requests

from data.accounts.audit import Actor
from data.accounts.database import AccountsFile
from data.accounts.users import NewUser, Users

ROOT = Path(__file__).parent.parent.parent
PASSWORD = "Kaifang-2026"
LONGEST_WAIT = 30.0  # seconds for a server to come up, or for a request


def add_people(store: Path, count: int, role: str = "inspector") -> list[str]:
    """Accounts that have changed their first password already; their logins."""
    users = Users(AccountsFile(store))
    office = Actor("root", "administrator", "local")
    people = [NewUser(f"p{number:02}", f"检查员{number:02}", role) for number in range(count)]
    users.add_all(office, people)
    for person in people:
        users.change_password(office, person.login, PASSWORD)
    return [person.login for person in people]


class Server:
    """`serve` in a process of its own, on a port that stays the same."""

    def __init__(self, store: Path) -> None:
        self._store = store
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.address = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def start(self) -> None:
        """Start it and wait until it answers."""
        command = ["-m", "dashboard", "serve", "--store", str(self._store), "--port", str(self.port)]
        self._process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        deadline = time.monotonic() + LONGEST_WAIT
        while not self._answers():
            assert self._process.poll() is None, "the server ended by itself"
            assert time.monotonic() < deadline, "the server did not come up"
            time.sleep(0.05)

    def kill(self) -> None:
        """kill -9."""
        self._process.kill()
        self._process.wait()

    def _answers(self) -> bool:
        try:
            return requests.get(f"{self.address}/healthz", timeout=LONGEST_WAIT).ok
        except requests.ConnectionError:
            return False


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
