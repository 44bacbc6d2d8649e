"""Whom the responsible words of a plan mean in a store: units, groups, what a human decided, and names nearby.

A near name is a suggestion for a human and nothing else: it never reaches a task by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.distance import LCSseq

from data.layout import Layout
from data.plan.document import PlanDocument, PlanTask, remarks_on
from data.plan.readings import GROUP_MARK
from data.plan.responsible import Responsible
from data.store import Store

ASKED_EACH_TIME = "逐项确定"
_MOST, _LEAST_NEAR = 3, 65.0
_ABBREVIATED = 70.0  # 人社局 of 区人力资源和社会保障局: every character, in order
_SHORTEST = 2


@dataclass(frozen=True)
class Naming:
    """`decided`: word → whom it means by a human's decision, () where it is settled task by task.

    `borne`: words that a unit or a group bears. `names`: (name, what a decision would say) of all of them.
    """

    decided: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    borne: frozenset[str] = frozenset()
    names: Sequence[tuple[str, str]] = ()

    def suggestions(self, word: str) -> list[str]:
        """Names near to a word that nobody bears and no human decided on, the nearest first."""
        if word in self.borne or word in self.decided:
            return []
        plain = word.removeprefix(GROUP_MARK).removeprefix("各").lower()
        is_group = word.startswith(GROUP_MARK)
        names = [pair for pair in self.names if pair[1].startswith(GROUP_MARK) == is_group]
        near = process.extract(
            plain, [name for name, _ in names], scorer=_nearness, score_cutoff=_LEAST_NEAR, limit=None
        )
        return list(dict.fromkeys(names[place][1] for _, _, place in near))[:_MOST]

    def left_open(self, party: Responsible) -> list[str]:
        """The words of a task that reach nobody: open ones, and names nobody bears where units are known."""
        named = [*party.lead, *party.owners, *party.support] if self.names else []
        words = [*(word for word in named if word not in self.borne), *party.unresolved]
        return [word for word in words if not self.decided.get(word)]


def naming(layout: Layout, words: Iterable[str]) -> Naming:
    """What a store knows of these words (@ marks a group); nothing without a store."""
    asked = sorted(set(words))
    if not layout.exists() or not asked:
        return Naming()
    store = Store(layout.store)
    meant = store.table("pages/meant_words", words=tuple(asked)).to_dict("records")
    names = store.table("pages/party_names")
    return Naming(
        {row["word"]: tuple(row["means"]) for row in meant if row["is_decided"]},
        frozenset(row["word"] for row in meant if row["is_borne"]),
        list(zip(names.name, names.shown, strict=True)),
    )


def unreached(layout: Layout, year: int) -> list[dict[str, Any]]:
    """The words of a year's stored tasks that reach no unit: words, unit (逐项确定 or blank), suggestions, tasks.

    `tasks`: the numbers of the tasks that say the word. Nothing without a store.
    """
    if not layout.exists():
        return []
    rows = Store(layout.store).table("pages/unreached_words", year=year).to_dict("records")
    known = naming(layout, [row["word"] for row in rows])
    return [
        {
            "words": row["word"],
            "unit": ASKED_EACH_TIME if row["is_decided"] else "",
            "suggestions": known.suggestions(row["word"]),
            "tasks": row["tasks"],
        }
        for row in rows
    ]


def words_of(tasks: Iterable[PlanTask]) -> list[str]:
    """Every responsible word of the tasks, each once, in their order."""
    parties = (task.party for task in tasks)
    return list(
        dict.fromkeys(
            word
            for party in parties
            for word in (*party.lead, *party.owners, *party.support, *party.unresolved)
        )
    )


def decided(document: PlanDocument, known: Naming) -> PlanDocument:
    """The document with every decided word replaced by whom it means; the words themselves stay in the tasks."""
    if not any(known.decided.values()):
        return document
    tasks = [replace(task, party=_applied(task.party, known.decided)) for task in document.tasks]
    found = replace(document, tasks=tasks)
    found.remarks = list(remarks_on(found))
    return found


def _applied(party: Responsible, decisions: Mapping[str, tuple[str, ...]]) -> Responsible:
    found: dict[str, list[str]] = {
        role: [name for word in getattr(party, role) for name in decisions.get(word) or (word,)]
        for role in ("lead", "owners", "support")
    }
    left = []
    for word, place in zip(party.unresolved, party.places, strict=True):
        found[place] += decisions.get(word, ())
        left += [] if decisions.get(word) else [(word, place)]
    named = {role: tuple(dict.fromkeys(names)) for role, names in found.items()}
    return Responsible(
        **named, unresolved=tuple(word for word, _ in left), places=tuple(place for _, place in left)
    )


def _nearness(word: str, name: str, *, score_cutoff: float | None = None, **_: object) -> float:
    """0 to 100: the share of characters in common, in order; an abbreviation is near whatever its length."""
    ratio = fuzz.ratio(word, name)
    is_short = _SHORTEST < len(word) < len(name) and word[-1] == name[-1]
    if is_short and LCSseq.similarity(word, name) == len(word):
        ratio = max(ratio, _ABBREVIATED)
    return ratio if ratio >= (score_cutoff or 0) else 0.0
