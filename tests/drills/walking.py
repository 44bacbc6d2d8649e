"""What locust runs (test_load.py starts it): readers who walk the pages, writers who record spot checks.

From the environment: LOAD_LOGINS (comma-separated), LOAD_UNITS, LOAD_ITEM, LOAD_ACKNOWLEDGED (the file that gets a
line for each save that was acknowledged).
"""

from __future__ import annotations

import itertools
import os
import random
import secrets
import time
from pathlib import Path

from locust import FastHttpUser, between, task
from peopling import PASSWORD

from bench.callbacks import CALL, DEPENDENCIES, Callbacks

DAY = "2026-11-20"
PAGES = ("/", "/ranking", "/ledger", "/checks", "/overdue", "/unit/Z07", "/years", "/method", "/inbox")
LOGINS = itertools.cycle(os.environ.get("LOAD_LOGINS", "").split(","))
UNITS = os.environ.get("LOAD_UNITS", "").split(",")


class Person(FastHttpUser):
    """Somebody with an account, signed in."""

    abstract = True

    def on_start(self) -> None:
        """Sign in and learn the callbacks, as a browser does."""
        self.login = next(LOGINS)
        form = {"login": self.login, "password": PASSWORD}
        with self.client.post(
            "/sign-in", data=form, allow_redirects=False, catch_response=True, name="sign in"
        ) as answer:
            if answer.status_code != 302:
                answer.failure(f"{answer.status_code}")
        self.callbacks = Callbacks(self.client.get(DEPENDENCIES, name="dependencies").json())


class Reader(Person):
    """Opens one page after the other or follows a link to it, and looks at each for some seconds."""

    fixed_count = int(os.environ.get("LOAD_READERS", "64"))
    wait_time = between(3, 9)

    @task
    def open_page(self) -> None:
        """A page as its address is opened: whole."""
        self.client.get(self._address(), name="page opened")

    @task
    def follow_link(self) -> None:
        """All callbacks of a page, one after the other: the frame's, then that of every part."""
        began = time.perf_counter()
        frame = self.client.post(CALL, json=self.callbacks.frame(self._address()), name="read: frame")
        for part in self.callbacks.parts(frame.content):
            self.client.post(CALL, json=part, name="read: part")
        self.environment.events.request.fire(
            request_type="PAGE",
            name="page reached by a link",
            response_time=(time.perf_counter() - began) * 1000,
            response_length=0,
            exception=None,
            context={},
        )

    def _address(self) -> str:
        return f"{random.choice(PAGES)}?as_of={DAY}"


class Writer(Person):
    """Records one spot check after the other."""

    fixed_count = int(os.environ.get("LOAD_WRITERS", "8"))
    wait_time = between(4, 12)
    number = 0

    @task
    def record(self) -> None:
        """Record one check; what was acknowledged is written down."""
        self.number += 1
        form = {
            "token": secrets.token_urlsafe(16),
            "unit": random.choice(UNITS),
            "item": os.environ["LOAD_ITEM"],
            "sample": f"{self.login}-{self.number}",
            "earned": "1",
            "possible": "1",
        }
        answer = self.client.post(
            "/work/check.record", data=form, headers={"X-Openness": "page"}, name="write"
        )
        if answer.status_code == 200:
            with Path(os.environ["LOAD_ACKNOWLEDGED"]).open("a", encoding="utf-8") as file:
                file.write(f"{form['sample']}\n")
