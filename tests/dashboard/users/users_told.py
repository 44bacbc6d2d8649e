"""What `users` commands print, read; and the stores they are asked of."""

from __future__ import annotations

import json
import re

import pytest

HERE = "127.0.0.1"
with_facts = pytest.mark.parametrize("store", ["golden_store"], indirect=True, ids=["facts"])


def password_in(told: str) -> str:
    return re.search(r"首次密码：(\w+)", told)[1]


def log(ask, *words: str) -> list[dict[str, object]]:
    return json.loads(ask("users", "log", "--format", "json", *words))
