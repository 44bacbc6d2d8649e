"""The fields of a template against the tags in it: which tags name nothing, and sample words for every field."""

from __future__ import annotations

from typing import Any

from jinja2 import nodes

from dashboard.text.documents import SAMPLE
from dashboard.text.template_fields import Fields

_ANY = object()  # of whatever shape: the result of a filter, a number, `loop`
_MEANING = ""


def sample(fields: Fields) -> dict[str, Any]:
    """Return words for every field, one row for every list."""
    return {
        name: SAMPLE if isinstance(meaning, str) else [_sample_row(meaning)]
        for name, meaning in fields.items()
        if name != _MEANING
    }


def _sample_row(columns: Fields) -> Any:
    return sample(columns) if len(columns) > 1 else SAMPLE


def unknown_tags(tree: nodes.Template, fields: Fields) -> list[str]:
    """Return the names in a parsed template that are no field, as written, each once and in order."""
    reader = _Reader()
    reader.read(tree, dict(fields))
    return list(dict.fromkeys(reader.unknown))


class _Reader:
    """Walks through a template; every name is looked up in the fields and the rows it stands among."""

    def __init__(self) -> None:
        self.unknown: list[str] = []

    def read(self, node: nodes.Node, scope: dict[str, Any]) -> Any:
        """Return what a node stands for: a meaning, the columns of a list, or anything."""
        if isinstance(node, nodes.For):
            return self._read_for(node, scope)
        if isinstance(node, nodes.Assign):
            return self._bind(node.target, self.read(node.node, scope), scope)
        if isinstance(node, nodes.Name):
            return self._known(node.name, scope, node.name)
        if isinstance(node, nodes.Getattr | nodes.Getitem):
            return self._read_part(node, scope)
        for child in node.iter_child_nodes():
            self.read(child, scope)
        return _ANY

    def _read_for(self, node: nodes.For, scope: dict[str, Any]) -> Any:
        rows = self.read(node.iter, scope)
        inner = {**scope, "loop": _ANY}
        self._bind(node.target, rows if isinstance(rows, dict) and len(rows) > 1 else _ANY, inner)
        for child in (*node.body, *node.else_, *([node.test] if node.test else [])):
            self.read(child, inner)
        return _ANY

    @staticmethod
    def _bind(target: nodes.Node, value: Any, scope: dict[str, Any]) -> Any:
        scope.update({name.name: value for name in target.find_all(nodes.Name)})
        if isinstance(target, nodes.Name):
            scope[target.name] = value
        return _ANY

    def _read_part(self, node: nodes.Getattr | nodes.Getitem, scope: dict[str, Any]) -> Any:
        whole = self.read(node.node, scope)
        if whole is _ANY:
            return _ANY
        name = node.attr if isinstance(node, nodes.Getattr) else _constant(node.arg)
        return self._known(name, whole if isinstance(whole, dict) else {}, f"{_written(node.node)}.{name}")

    def _known(self, name: str, scope: dict[str, Any], written: str) -> Any:
        if name and name in scope:
            return scope[name]
        self.unknown.append(written)
        return _ANY


def _constant(node: nodes.Node) -> str:
    return str(node.value) if isinstance(node, nodes.Const) else "?"


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "?"
