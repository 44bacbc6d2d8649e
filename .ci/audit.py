"""Ask the vulnerability database of PyPI about every pinned package: `make audit`, in an environment of its own.

Exit 0 every package was asked about and none has a known vulnerability, 1 some have, 3 nothing can be said of some or
all, because the database or the package index was not reached. Silence is never taken for a clean bill.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
CLEAN, VULNERABLE, UNKNOWN = 0, 1, 3
_PIP = (sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r")
_AUDIT = (sys.executable, "-m", "pip_audit", "--no-deps", "--disable-pip", "--progress-spinner", "off")


def main() -> int:
    """Install pip-audit, ask, print what was found; returns the exit code."""
    installed = subprocess.run([*_PIP, str(ROOT / ".ci" / "audit-requirements.txt")], check=False)
    if installed.returncode:
        print("Not audited: pip-audit could not be installed, the package index was not reached.")
        return UNKNOWN
    asked = [*_AUDIT, "--timeout", "20", "--format", "json", "-r", str(ROOT / "requirements.txt")]
    answer = subprocess.run(asked, capture_output=True, text=True, check=False)
    try:
        packages = json.loads(answer.stdout)["dependencies"]
    except (ValueError, KeyError):
        reason = answer.stderr.strip().rpartition("\n")[2]
        print(f"Not audited: the vulnerability database (pypi.org) could not be reached. {reason}".rstrip())
        return UNKNOWN
    code, lines = verdict(packages)
    print("\n".join(lines))
    return code


def verdict(packages: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """Return the exit code and what is printed, from the packages of pip-audit's JSON answer."""
    faults = [line for package in packages for line in _faults(package)]
    skipped = sum("skip_reason" in package for package in packages)
    unknown = (
        f"Not audited: the vulnerability database (pypi.org) gave no answer about {skipped} of {len(packages)} "
        "packages."
    )
    if faults:
        return VULNERABLE, [*faults, unknown] if skipped else faults
    if skipped:
        return UNKNOWN, [unknown]
    return CLEAN, [f"{len(packages)} packages, none with a known vulnerability."]


def _faults(package: dict[str, Any]) -> Iterator[str]:
    for fault in package.get("vulns", ()):
        mended = ", ".join(fault.get("fix_versions", ())) or "no version yet"
        yield f"{package['name']} {package['version']}: {fault['id']}, mended in {mended}"


if __name__ == "__main__":
    sys.exit(main())
