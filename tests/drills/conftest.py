from __future__ import annotations

from collections.abc import Callable

import pytest


@pytest.fixture
def figure(capsys: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Prints what a drill measured, past pytest's capturing."""

    def say(words: str) -> None:
        with capsys.disabled():
            print(f"\n{words}")

    return say
