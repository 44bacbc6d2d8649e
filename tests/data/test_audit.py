"""make audit: what pip-audit answered is told as it is; a package nobody was asked about is never called sound."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOUND = {"name": "zipp", "version": "4.1.2", "vulns": []}
SKIPPED = {"name": "idna", "skip_reason": "Dependency not found on PyPI and could not be audited"}
FAULTY = {
    "name": "lxml",
    "version": "6.1.3",
    "vulns": [{"id": "CVE-2027-1", "fix_versions": ["6.1.4"]}, {"id": "CVE-2027-2", "fix_versions": []}],
}


@pytest.fixture(scope="module")
def audit():
    spec = importlib.util.spec_from_file_location("audit", ROOT / ".ci" / "audit.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize(
    ("packages", "code", "lines"),
    [
        ([SOUND], 0, ["1 packages, none"]),
        ([SOUND, FAULTY], 1, ["lxml 6.1.3: CVE-2027-1, mended in 6.1.4", "CVE-2027-2, mended in no version"]),
        ([SOUND, SKIPPED], 3, ["no answer about 1 of 2 packages"]),
        ([FAULTY, SKIPPED], 1, ["CVE-2027-1", "CVE-2027-2", "no answer about 1 of 2 packages"]),
    ],
)
def test_the_verdict_follows_the_worst(audit, packages, code, lines):
    found, told = audit.verdict(packages)
    assert found == code
    assert len(told) == len(lines)
    assert all(line in one for line, one in zip(lines, told, strict=True))


def test_every_pinned_package_of_the_product_is_asked_about():
    """pip-audit is told not to look for what packages bring along, so all of it must be pinned."""
    lines = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    stated = [line for line in lines if line and not line.startswith("#")]
    assert [line for line in stated if "==" not in line] == []
