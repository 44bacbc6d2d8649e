"""One direction, readable from the folders: facts know nothing of pages, and no import goes in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
TOPS = ("data", "dashboard", "bundle")
MODULES = {
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): path
    for top in TOPS
    for path in sorted((ROOT / top).rglob("*.py"))
}
# Folder → all of the project that its modules may name.
MAY_IMPORT = {"data": ("data",), "dashboard.text": ("data", "dashboard.text")}
# Folder → what its modules leave to others.
NEVER_IMPORTS = {
    "dashboard.figures": (
        "dashboard.components",
        "dashboard.pages",
        "dashboard.commands",
        "dashboard.server",
    ),
    "dashboard.components": ("dashboard.pages", "dashboard.commands", "dashboard.server"),
    "dashboard.exports": ("dashboard.commands", "dashboard.server"),
    "dashboard.pages": ("dashboard.commands", "dashboard.server"),
}
PAGE_PACKAGES = ("dash", "flask", "plotly", "waitress")


def imported(nodes: list[ast.stmt]) -> Iterator[str]:
    """Every module that statements name: of `from a import b` the module a.b, or a where b is something in it."""
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            inner = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from (name if name in MODULES else node.module for name in inner)


@cache
def statements(path: Path) -> list[ast.stmt]:
    """All statements of a module, those inside functions too."""
    return [
        node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.stmt)
    ]


def is_in(module: str, folder: str) -> bool:
    return module == folder or module.startswith(f"{folder}.")


def names_of(folder: str) -> Iterator[tuple[str, str]]:
    """(module of the folder, module of the project that it imports)."""
    for module in (name for name in MODULES if is_in(name, folder)):
        yield from ((module, name) for name in imported(statements(MODULES[module])) if name in MODULES)


@pytest.mark.parametrize("folder", MAY_IMPORT)
def test_a_folder_imports_only_what_stands_before_it(folder: str) -> None:
    known = MAY_IMPORT[folder]
    assert [pair for pair in names_of(folder) if not any(is_in(pair[1], each) for each in known)] == []


@pytest.mark.parametrize("folder", NEVER_IMPORTS)
def test_a_folder_leaves_to_others_what_is_theirs(folder: str) -> None:
    others = NEVER_IMPORTS[folder]
    assert [pair for pair in names_of(folder) if any(is_in(pair[1], each) for each in others)] == []


def test_facts_know_no_pages() -> None:
    for module in (name for name in MODULES if is_in(name, "data")):
        named = {name.split(".")[0] for name in imported(statements(MODULES[module]))}
        assert named.isdisjoint(PAGE_PACKAGES), module


def test_no_module_needs_itself_to_be_imported() -> None:
    """Imports at the head of modules make no circle; one inside a function, made when it is called, may."""
    needed = {
        module: {
            name for name in imported(ast.parse(path.read_text(encoding="utf-8")).body) if name in MODULES
        }
        - {module}
        for module, path in MODULES.items()
    }
    assert len(list(TopologicalSorter(needed).static_order())) == len(MODULES)
