from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from users_told import password_in


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy of the store that holds a scheme alone, quick to check; with the facts of a district where a test asks."""
    source = request.getfixturevalue(getattr(request, "param", "scheme_store"))
    return Path(shutil.copytree(source, tmp_path / "store"))


@pytest.fixture
def ask(cli, store: Path) -> Callable[..., str]:
    """Run a command on the store that must succeed; answers what it printed."""

    def run(*words: object) -> str:
        answer = cli(*words, "--store", store)
        assert answer.code == 0, answer.err
        return answer.out

    return run


@pytest.fixture
def refuse(cli, store: Path) -> Callable[..., str]:
    """Run a command on the store that must be refused as called wrongly; answers why."""

    def run(*words: object) -> str:
        answer = cli(*words, "--store", store)
        assert answer.code == 2, answer.out
        return answer.err

    return run


@pytest.fixture
def password(ask) -> str:
    """The first password of the administrator `wang`; the store has accounts now."""
    return password_in(
        ask("users", "add", "wang", "--name", "王五", "--role", "administrator", "--by", "张三")
    )
