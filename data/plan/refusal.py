"""The refusal of a whole plan file."""

from __future__ import annotations

from pathlib import Path

from data.errors import InputRefused, Problem


def refused(path: Path, problem: str, action: str) -> InputRefused:
    """An error that names the file, what is wrong with it, and what to do."""
    return InputRefused([Problem(path.name, None, None, None, None, problem, action)])
