"""Codes and names must tell things apart, because facts point at items by code or by name.

Codes are unique in the whole scheme, level by level. Item names are unique among all components of
one source, since a fact knows its source and not its component.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from data.scheme import paths
from data.scheme.fields import Notes
from data.scheme.model import Component, Item, Scheme


def check_identity(scheme: Scheme, notes: Notes) -> None:
    """Note every code that is used twice and every name that collides."""
    for codes in _codes_by_level(scheme):
        _refuse_repeats(codes, "编码", notes)
    for names in _names_by_scope(scheme):
        _refuse_repeats(names, "名称", notes)
    _check_names_against_codes(scheme, notes)


def _same(text: str) -> str:
    """What a reader takes for the same word: width, case and spaces do not count."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def _refuse_repeats(labels: Iterable[tuple[str, str]], what: str, notes: Notes) -> None:
    first: dict[str, str] = {}
    for path, label in labels:
        other = first.setdefault(_same(label), path)
        if label and other != path:
            notes.add(path, label, f"{what}与 {other} 重复", f"请换一个{what}")


def _codes_by_level(scheme: Scheme) -> list[list[tuple[str, str]]]:
    """Codes of components, of indicators and of items; an item-less component's code is also an item's."""
    found = list(paths.components(scheme))
    components = [(f"{path}.code", component.code) for path, component in found]
    implicit = [(f"{path}.code", component.code) for path, component in _distinct_itemless(found)]
    indicators = [
        (f"{place}.code", indicator.code)
        for path, component in found
        for place, indicator in paths.indicators(path, component)
    ]
    items = [
        (f"{place}.code", item.code)
        for path, component in found
        for place, item in paths.items(path, component)
    ]
    return [components, implicit + indicators, implicit + items]


def _distinct_itemless(found: list[tuple[str, Component]]) -> list[tuple[str, Component]]:
    """Item-less components, each code once: a repeated component code is noted among the components."""
    once = {_same(component.code): (path, component) for path, component in found if component.is_itemless}
    return list(once.values())


def _names_by_scope(scheme: Scheme) -> list[list[tuple[str, str]]]:
    found = list(paths.components(scheme))
    scopes = [
        [(f"{path}.name", component.name) for path, component in found],
        [(f"{path}.name", grade.name) for path, grade in paths.numbered("grade", scheme.grades)],
    ]
    for path, component in found:
        scopes.append([(f"{place}.name", each.name) for place, each in paths.indicators(path, component)])
    for items in _items_by_source(scheme).values():
        scopes.append([(f"{place}.name", item.name) for place, item in items])
    return scopes


def _items_by_source(scheme: Scheme) -> dict[str, list[tuple[str, Item]]]:
    by_source: dict[str, list[tuple[str, Item]]] = {}
    for path, component in paths.components(scheme):
        by_source.setdefault(component.source, []).extend(paths.items(path, component))
    return by_source


def _check_names_against_codes(scheme: Scheme, notes: Notes) -> None:
    """Refuse an item named like the code of another item of its source."""
    for items in _items_by_source(scheme).values():
        owner = {_same(item.code): place for place, item in items if item.code}
        for place, item in items:
            other = owner.get(_same(item.name), place)
            if other != place:
                notes.add(f"{place}.name", item.name, f"名称与 {other} 的编码相同", "请换一个名称")
