"""The body of a callback as our pages send it: what it fills, the inputs and states it was registered with."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from flask.json.provider import DefaultJSONProvider

Callbacks = Mapping[str, Mapping[str, Any]]
"""What a callback fills → its inputs and states, as Dash keeps them."""

_ESCAPED_HALF = re.compile(rb"\\u[dD][89a-fA-F]")
_TYPES: Mapping[str, type] = {"pathname": str, "search": str, "data": dict}
"""Property → what its value is, where it has one."""


class BoundedJson(DefaultJSONProvider):
    """Reads no JSON where it is nested deeper than Python can follow, or holds half a character."""

    def loads(self, s: str | bytes, **options: Any) -> Any:
        """As ever; ValueError also for what is nested too deep and for lone surrogates."""
        try:
            found = super().loads(s, **options)
            if _ESCAPED_HALF.search(s if isinstance(s, bytes) else s.encode(errors="surrogatepass")):
                json.dumps(found, ensure_ascii=False).encode()  # a UnicodeEncodeError is a ValueError
        except RecursionError as error:
            raise ValueError("nested too deep") from error
        return found


def is_callback(body: Any, callbacks: Callbacks) -> bool:
    """Whether a body asks for a callback there is, with what that takes and nothing else."""
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    known = callbacks.get(body["output"])
    changed = body.get("changedPropIds", [])
    return (
        known is not None
        and isinstance(changed, list)
        and all(isinstance(each, str) for each in changed)
        and _are_the_same(body.get("inputs", []), known["inputs"])
        and _are_the_same(body.get("state", []), known["state"])
        and _are_outputs(body.get("outputs"), body["output"])
    )


def _are_the_same(sent: Any, known: Any) -> bool:
    """Whether those are the properties a callback was registered with, in that order, each with a fitting value."""
    if not isinstance(sent, list) or not all(isinstance(each, dict) for each in sent):
        return False
    if [(each.get("id"), each.get("property")) for each in sent] != [
        (each["id"], each["property"]) for each in known
    ]:
        return False
    return all(
        each.get("value") is None or isinstance(each["value"], _TYPES.get(each["property"], object))
        for each in sent
    )


def _are_outputs(sent: Any, output: str) -> bool:
    """Whether those are the places that the output's name lists."""
    places = sent if isinstance(sent, list) else [sent]
    if not all(isinstance(each, dict) for each in places):
        return False
    named = [f"{each.get('id')}.{each.get('property')}" for each in places]
    return named == output.strip(".").split("...")
