"""Attributes whose names Python cannot write: `aria-*` and `data-*`."""

from __future__ import annotations

from typing import Any


def attributes(**named: str) -> dict[str, Any]:
    """Return `aria_label="…"` as `{"aria-label": "…"}`, to be spread into a component."""
    return {name.replace("_", "-"): value for name, value in named.items()}
