"""Asks an application what its callbacks answer, as the browser would."""

from __future__ import annotations

import json
from typing import Any

from dash import Dash


def ask(app: Dash, output: str, **inputs: object) -> dict[str, Any]:
    """The answer of the callback that fills `output` (`component.property`, or one of several), by component.

    `inputs` are values by component id with `_` for `-`; what is not given is null.
    """
    called = next(
        each
        for each in app._callback_list
        if output in each["output"] and each["clientside_function"] is None
    )
    asked = {
        "output": called["output"],
        "outputs": _outputs(called["output"]),
        "inputs": [_filled(each, inputs) for each in called["inputs"]],
        "state": [_filled(each, inputs) for each in called["state"]],
        "changedPropIds": [f"{each['id']}.{each['property']}" for each in called["inputs"]],
    }
    answer = app.server.test_client().post("/_dash-update-component", json=asked)
    assert answer.status_code == 200, answer.text
    return dict(answer.json["response"])


def words_of(part: object) -> str:
    """All that is written in a component tree."""
    return json.dumps(part, ensure_ascii=False)


def _outputs(output: str) -> Any:
    if not output.startswith(".."):
        return _named(output)
    return [_named(each) for each in output.strip(".").split("...")]


def _named(output: str) -> dict[str, str]:
    component, _, property_name = output.rpartition(".")
    return {"id": component, "property": property_name}


def _filled(each: dict[str, str], inputs: dict[str, object]) -> dict[str, object]:
    name = f"{each['id']}_{each['property']}".replace("-", "_")
    return {**each, "value": inputs.get(name)}
