"""The application as the targets ask it, and what must hold of every answer."""

from __future__ import annotations

import json
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from target import READ, REFUSED
from werkzeug.test import TestResponse

from dashboard.server import Application, create_app

CALLBACKS = "/_dash-update-component"


class Faults(logging.Handler):
    """Keeps what the log calls a fault."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.told: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.told.append(self.format(record) if record.exc_info else record.getMessage())


@contextmanager
def asking(app: Application) -> Iterator[Any]:
    """Answers a function that demands of an answer what must hold of every one."""
    faults = Faults()
    logging.getLogger().addHandler(faults)

    def demand(answer: TestResponse) -> str:
        told, faults.told = faults.told, []
        assert not told, "\n".join(told)
        assert answer.status_code < 500, f"{answer.status_code}: {answer.text[:500]}"
        if not answer.is_streamed or answer.mimetype in ("text/html", "application/json", "text/plain"):
            assert "Traceback (most" not in answer.text
        answer.close()
        return READ if answer.status_code < 400 else REFUSED

    try:
        yield demand
    finally:
        logging.getLogger().removeHandler(faults)


def bodies_of(app: Application) -> dict[str, dict[str, Any]]:
    """A sound body for every callback of the server: what it fills → the body without values."""
    found = {}
    for each in app._callback_list:
        if each["clientside_function"] is not None:
            continue
        output = each["output"]
        names = output.strip(".").split("...") if output.startswith("..") else [output]
        places = [dict(zip(("id", "property"), name.rsplit(".", 1), strict=True)) for name in names]
        found[output] = {
            "output": output,
            "outputs": places if output.startswith("..") else places[0],
            "inputs": [dict(one) for one in each["inputs"]],
            "state": [dict(one) for one in each["state"]],
            "changedPropIds": [f"{one['id']}.{one['property']}" for one in each["inputs"]],
        }
    return found


def shell(bodies: dict[str, dict[str, Any]]) -> str:
    return next(output for output in bodies if "shell-view.data" in output)


def filled(body: dict[str, Any], **values: Any) -> dict[str, Any]:
    inputs = [{**one, "value": values.get(one["property"])} for one in body["inputs"]]
    return {**body, "inputs": inputs, "state": [{**one, "value": None} for one in body["state"]]}


def ask(client: FlaskClient, body: Any) -> TestResponse:
    """As a browser would send it: lone surrogates and NaN pass as JavaScript writes them."""
    return client.post(CALLBACKS, data=json.dumps(body), content_type="application/json")


@contextmanager
def application() -> Iterator[tuple[Application, Any]]:
    """The application over the demo store without its accounts, for whoever sits at the machine."""
    with tempfile.TemporaryDirectory() as folder:
        store = Path(shutil.copytree(demo(), Path(folder) / "store"))
        for accounts in store.glob("accounts.sqlite*"):
            accounts.unlink()
        app = create_app(store)
        with asking(app) as demand:
            yield app, demand


def demo() -> Path:
    """The demo store that the tests have built; nobody writes to it."""
    return Path(os.environ["FUZZ_DEMO"])
