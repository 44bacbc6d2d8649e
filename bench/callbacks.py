"""The callbacks of a page as a browser sends them, made from what the server says of itself (/_dash-dependencies)."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

DEPENDENCIES = "/_dash-dependencies"
CALL = "/_dash-update-component"
_PATH, _SEARCH, _VIEW = "shell-address.pathname", "shell-address.search", "shell-view.data"
Body = dict[str, Any]


class Callbacks:
    """The callbacks of one server. `dependencies`: its own list of them."""

    def __init__(self, dependencies: Sequence[dict[str, Any]]) -> None:
        asked = [each for each in dependencies if not each["clientside_function"]]
        self._frame = next(each for each in asked if len(each["inputs"]) == 2)
        self._parts = [each for each in asked if each is not self._frame]

    def frame(self, address: str) -> Body:
        """What is sent first: the frame around the page of an address."""
        path, _, search = address.partition("?")
        return _body(self._frame, {_PATH: path, _SEARCH: f"?{search}" if search else "", _VIEW: None})

    def parts(self, frame: bytes) -> list[Body]:
        """What is sent then: every part that has a place in the frame's answer."""
        drawn = json.loads(frame)["response"]
        content, view = json.dumps(drawn["shell-content"]["children"]), drawn["shell-view"]["data"]
        return [
            _body(each, {_VIEW: view}) for each in self._parts if f'"{_place(each["output"])}"' in content
        ]


def empty_call(dependencies: Sequence[dict[str, Any]]) -> Body:
    """The only callback of a server that has one (bench/bare.py)."""
    [only] = dependencies
    return _body(only, {})


def _body(callback: dict[str, Any], values: dict[str, Any]) -> Body:
    output = callback["output"]
    outputs = [{"id": _place(name), "property": _property(name)} for name in output.strip(".").split("...")]
    inputs, state = (
        [{**each, "value": values.get(f"{each['id']}.{each['property']}")} for each in callback[kind]]
        for kind in ("inputs", "state")
    )
    return {
        "output": output,
        "outputs": outputs if output.startswith("..") else outputs[0],
        "inputs": inputs,
        "changedPropIds": [f"{each['id']}.{each['property']}" for each in inputs],
        **({"state": state} if state else {}),
    }


def _place(name: str) -> str:
    return name.rpartition(".")[0]


def _property(name: str) -> str:
    return name.rpartition(".")[2]
