"""Every visible string lives in dashboard/text: no other module of the pages holds Chinese outside docstrings."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.components.badge import status_cell
from dashboard.settings import ASSETS_FOLDER, PROJECT_FOLDER
from dashboard.text import charts, lists

CHINESE = re.compile(r"[\u4e00-\u9fff]")
DASHBOARD = PROJECT_FOLDER / "dashboard"
MODULES = sorted(
    path
    for path in DASHBOARD.rglob("*.py")
    if path.relative_to(DASHBOARD).parts[0] not in {"text", "commands", "__main__.py", "settings.py"}
)


def strings(tree: ast.Module) -> Iterator[ast.Constant]:
    docstrings = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
            yield node


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(DASHBOARD)))
def test_chinese_stands_only_in_the_text_modules(path: Path) -> None:
    found = [
        node.value
        for node in strings(ast.parse(path.read_text(encoding="utf-8")))
        if CHINESE.search(node.value)
    ]
    assert found == []


@pytest.mark.parametrize("path", sorted(ASSETS_FOLDER.glob("*.js")), ids=lambda path: path.name)
def test_scripts_say_nothing_of_their_own(path: Path) -> None:
    assert not CHINESE.search(path.read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def said() -> set[tuple[str, str]]:
    """Every word that the pages take out of a text module: its module and its name."""
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in DASHBOARD.rglob("*.py")]
    return {word for tree in trees for word in words_of(tree)}


def words_of(tree: ast.Module) -> Iterator[tuple[str, str]]:
    modules = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module == "dashboard.text":
            modules |= {each.asname or each.name: each.name for each in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("dashboard.text."):
            yield from ((str(node.module).rpartition(".")[2], each.name) for each in node.names)
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id in modules:
            yield modules[node.value.id], node.attr


@pytest.mark.parametrize("path", sorted((DASHBOARD / "text").glob("*.py")), ids=lambda path: path.stem)
def test_no_words_lie_unused(path: Path, said: set[tuple[str, str]]) -> None:
    text = path.read_text(encoding="utf-8")
    names = re.findall(r"^([A-Z][A-Z_0-9]*)\b.* = ", text, flags=re.MULTILINE)
    unsaid = [name for name in names if (path.stem, name) not in said]
    assert [name for name in unsaid if len(re.findall(rf"\b{name}\b", text)) < 2] == []


def test_every_state_has_a_badge_with_a_shape() -> None:
    styles = (ASSETS_FOLDER / "components.css").read_text(encoding="utf-8")
    for state, (word, look) in lists.STATES.items():
        assert status_cell(state) == {"text": word, "status": look}
        assert look == "open" or f".badge-{look}::before" in styles


def test_every_cause_of_a_loss_has_a_name() -> None:
    assert set(charts.CAUSES) == {"check", "finding", "overdue", "task_not_done", "task_late", "review"}
