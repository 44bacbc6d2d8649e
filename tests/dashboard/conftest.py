from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from dash import Dash
from flask.testing import FlaskClient
from peopling import PASSWORD

from dashboard.access.gate import COOKIE
from dashboard.server import create_app
from data.accounts.database import AccountsFile
from data.accounts.sessions import Sessions
from data.demo.readers import add_readers


@pytest.fixture(scope="session")
def app(demo_store: Path) -> Dash:
    return create_app(demo_store)


@pytest.fixture
def client(app: Dash) -> FlaskClient:
    """A browser nobody has signed in with, before the application of the test's file."""
    return app.server.test_client()


@pytest.fixture
def signed_in(app: Dash) -> Callable[..., FlaskClient]:
    """Signs somebody in whose password is PASSWORD, if no other is given."""

    def sign_in(login: str, password: str = PASSWORD) -> FlaskClient:
        client = app.server.test_client()
        answer = client.post("/sign-in", data={"login": login, "password": password})
        assert answer.status_code == 302, answer.text
        return client

    return sign_in


@pytest.fixture(scope="module")
def peopled_demo(demo_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo with its readers, to write to."""
    copy = Path(shutil.copytree(demo_store, tmp_path_factory.mktemp("peopled") / "store"))
    if not AccountsFile(copy).exists():
        add_readers(copy)
    return copy


@pytest.fixture(scope="module")
def as_reader(peopled_demo: Path) -> Callable[[str], FlaskClient]:
    """A browser in which a reader of the demonstration is signed in."""
    server = create_app(peopled_demo).server

    def enter(login: str) -> FlaskClient:
        client = server.test_client()
        client.set_cookie(COOKIE, Sessions(AccountsFile(peopled_demo)).sign_in_reader(login, "127.0.0.1"))
        return client

    return enter
