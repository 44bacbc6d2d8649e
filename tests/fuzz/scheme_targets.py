"""Schemes: damaged text, and hostile values in the place of sound ones."""

from __future__ import annotations

import math
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import hostile
from hypothesis import strategies as st
from target import READ, Ready, Target, demand_refusal

from data.batches import SchemeBatch
from data.errors import InputRefused
from data.release import Writer
from data.scheme import builtin_schemes, read_scheme, warnings

_STORED_EVERY = 10  # of the schemes that are accepted so many are stored in a copy


@contextmanager
def _taker(folder: Path) -> Iterator[Any]:
    writer = Writer(folder / "store")
    path = folder / "办法.toml"
    taken = 0

    def take(content: bytes) -> str:
        nonlocal taken
        path.write_bytes(content)
        try:
            scheme = read_scheme(path)
        except InputRefused as refused:
            return demand_refusal(refused, {path.name})
        "\n".join(map(str, warnings(scheme))).encode()
        taken += 1
        if taken % _STORED_EVERY == 1:
            writer.rehearse(SchemeBatch(scheme, path))
        return READ

    yield take


def _damaged(content: bytes, seed: int) -> bytes:
    """Mostly still UTF-8: what is not is refused at the first byte."""
    found = hostile.damaged(content, seed)
    return found if seed % 8 == 0 else found.decode("utf-8", "ignore").replace("\0", "").encode()


@contextmanager
def _texts(folder: Path) -> Iterator[Ready]:
    sound = {name: path.read_bytes() for name, path in builtin_schemes().items()}
    with _taker(folder) as take:
        yield Ready(
            st.tuples(st.sampled_from(sorted(sound)), hostile.SEEDS),
            lambda value: take(_damaged(sound[value[0]], value[1])),
        )


_VALUES = (
    hostile.json_values | st.dates() | st.datetimes() | st.sampled_from((0.5, 1, 100, 1e6, 1e6 + 1, "Q1.1"))
)


def _toml(value: Any) -> str:
    """A value as TOML writes it; none at all for null."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value) if abs(value) < 10**300 else "1" + "0" * 5000
        case float():
            return repr(value) if math.isfinite(value) else f"{value}"
        case datetime() | date():
            return value.isoformat()
        case str():
            signs = (
                sign if sign.isprintable() and sign not in '"\\' else f"\\U{ord(sign):08x}" for sign in value
            )
            return f'"{"".join(signs)}"'
        case list():
            return f"[{', '.join(map(_toml, value))}]"
        case dict():
            return (
                "{" + ", ".join(f"{_toml(str(key))} = {_toml(inner)}" for key, inner in value.items()) + "}"
            )
        case _:
            return '""'


def _places(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _places(inner, (*path, key))


def _replaced(value: Any, path: tuple[Any, ...], new: Any) -> Any:
    if not path:
        return new
    copied = value.copy()
    copied[path[0]] = _replaced(value[path[0]], path[1:], new)
    return copied


@contextmanager
def _hostile_values(folder: Path) -> Iterator[Ready]:
    sound = {
        name: tomllib.loads(path.read_text(encoding="utf-8")) for name, path in builtin_schemes().items()
    }
    places = [(name, place) for name, raw in sorted(sound.items()) for place in _places(raw)]
    with _taker(folder) as take:

        def trial(value: tuple[tuple[str, tuple[Any, ...]], Any]) -> str:
            (name, place), new = value
            changed = _replaced(sound[name], place, new)
            return take(
                "\n".join(f"{key} = {_toml(part)}" for key, part in changed.items()).encode(
                    "utf-8", "replace"
                )
            )

        yield Ready(st.tuples(st.sampled_from(places), _VALUES), trial)


TARGETS = (
    Target("schemes, text", _texts, 25, 1500),
    Target("schemes, values", _hostile_values, 25, 1200),
)
