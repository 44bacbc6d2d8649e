"""Walks through a scheme that know where in the file they are; numbering starts at 1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from data.scheme.model import Component, Indicator, Item, Scheme

T = TypeVar("T")


def numbered(path: str, things: tuple[T, ...]) -> Iterator[tuple[str, T]]:
    """Each thing with its path, such as `grade[2]`."""
    return ((f"{path}[{place}]", thing) for place, thing in enumerate(things, start=1))


def components(scheme: Scheme) -> Iterator[tuple[str, Component]]:
    """Every component with its path."""
    return numbered("component", scheme.components)


def indicators(path: str, component: Component) -> Iterator[tuple[str, Indicator]]:
    """Every indicator of a component with its path."""
    return numbered(f"{path}.indicator", component.indicators)


def items(path: str, component: Component) -> Iterator[tuple[str, Item]]:
    """Every item of a component with its path."""
    for indicator_path, indicator in indicators(path, component):
        yield from numbered(f"{indicator_path}.item", indicator.items)
