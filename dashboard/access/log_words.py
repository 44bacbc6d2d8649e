"""An entry of the audit log in words that can be read: what was done, what was before and after."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from dashboard.text import admin as words
from dashboard.text import numbers
from dashboard.text.commands import ACTIONS
from dashboard.text.exports import KINDS as EXPORTS
from data.accounts.roles import ROLES
from data.files.kinds import KINDS
from data.rounds import SCOPES
from data.work.office import ENDINGS
from data.work.steps import STEPS


def action_name(action: str) -> str:
    """Return what an action is called; its code where nobody named it."""
    if action in STEPS:
        return STEPS[action].chinese
    return ENDINGS[action][0] if action in ENDINGS else ACTIONS.get(action, action)


def subject_words(action: str, subject: str) -> str:
    """Return what an entry is about; kinds of exports by their names."""
    if not action.startswith("export"):
        return subject
    return words.BETWEEN_KINDS.join(_kind_name(kind) for kind in subject.split(words.BETWEEN_KINDS))


def _kind_name(kind: str) -> str:
    return EXPORTS[kind][0] if kind in EXPORTS else kind


def readable(before: str, after: str) -> tuple[str, str]:
    """Return the JSON texts of an entry as words; of a thing told before and after only what differs."""
    was, now = _read(before), _read(after)
    if isinstance(was, dict) and isinstance(now, dict):
        changed = [key for key in {**was, **now} if was.get(key) != now.get(key)]
        was, now = ({key: each[key] for key in changed if key in each} for each in (was, now))
    return _told(was), _told(now)


def _read(text: str) -> Any:
    try:
        return json.loads(text) if text else None
    except ValueError:
        return text


def _told(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Mapping):
        of, names = _names(value)
        pairs = [
            words.PAIR.format(name=names.get(key) or words.FIELDS.get(key, key), value=_value(key, each))
            for key, each in value.items()
            if each not in ([], {}) and not (of and key in _KEYS)
        ]
        told = words.BETWEEN_PAIRS.join(pairs)
        return words.OF_KIND.format(kind=of, told=told) if of else told
    if isinstance(value, list):
        return words.BETWEEN_ROWS.join(_told(each) for each in value)
    return str(value)


_KEYS = ("fact", "step")


def _names(value: Mapping[str, Any]) -> tuple[str | None, Mapping[str, str]]:
    """Of what a thing speaks, a kind of fact or a step that was proposed, and what its fields are called there.

    Of a scheme that a command stored year and name are told; any other name is a person's.
    """
    fact, step = str(value.get("fact")), str(value.get("step"))
    if fact in KINDS:
        return KINDS[fact].chinese, {field.name: field.chinese for field in KINDS[fact].fields}
    if step in STEPS:
        return STEPS[step].chinese, {ask.name: ask.chinese for ask in STEPS[step].asks}
    return None, {"name": words.SCHEME_NAME} if "year" in value else {}


def _value(key: str, value: Any) -> str:
    if value is None:
        return numbers.NOTHING
    if isinstance(value, bool):
        return words.YES if value else words.NO
    told = {"role": ROLES, "publish": SCOPES, "state": words.STATES_OF_PROPOSALS}.get(key, {})
    if isinstance(value, str) and value in told:
        return told[value]
    if key == "kinds" and isinstance(value, list):
        return words.BETWEEN_KINDS.join(_kind_name(str(kind)) for kind in value)
    return _told(value)
