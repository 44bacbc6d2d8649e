"""The wheels of the pinned packages for the systems a bundle installs on, fetched by pip, complete for each."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.parser import Parser
from pathlib import Path
from zipfile import ZipFile

from packaging.requirements import Requirement
from packaging.utils import NormalizedName, canonicalize_name, parse_wheel_filename
from packaging.version import Version

INSTALLER = "pip==26.3"  # installs the others, so that the machine's own need not be there
PYTHON = "3.11"
_OWN_METADATA = re.compile(r"[^/]+\.dist-info/METADATA")


@dataclass(frozen=True)
class System:
    """A system: pip's names of what its wheels may be built for, best first, and what markers say there."""

    name: str
    tags: tuple[str, ...]
    markers: Mapping[str, str]


def _markers(os_name: str, sys_platform: str, system: str, machine: str) -> dict[str, str]:
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{PYTHON}.0",
        "os_name": os_name,
        "platform_machine": machine,
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": system,
        "platform_version": "",
        "python_full_version": f"{PYTHON}.0",
        "python_version": PYTHON,
        "sys_platform": sys_platform,
        "extra": "",
    }


LINUX = System(
    "Linux x86_64",
    tuple(f"manylinux_2_{minor}_x86_64" for minor in range(28, 4, -1)) + ("manylinux2014_x86_64",),
    _markers("posix", "linux", "Linux", "x86_64"),
)
WINDOWS = System("Windows x86_64", ("win_amd64",), _markers("nt", "win32", "Windows", "AMD64"))
SYSTEMS = (LINUX, WINDOWS)


class Incomplete(Exception):
    """A wheel is missing: pip found none for a system, or a pinned package needs one that is not pinned."""


def pins(requirements: Path, system: System) -> list[str]:
    """The pinned packages, `name==version`, that a system needs."""
    lines = (line.split("#")[0].strip() for line in requirements.read_text(encoding="utf-8").splitlines())
    wanted = (Requirement(line) for line in lines if line)
    return [f"{one.name}{one.specifier}" for one in wanted if _applies(one, system)]


def fetch(requirements: Path, folder: Path) -> list[Path]:
    """Download the wheels of every system into a folder, those of other pins deleted from it; in order of name.

    Raises Incomplete when a system lacks one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    wanted: set[tuple[NormalizedName, Version]] = set()
    for system in SYSTEMS:
        pinned = [INSTALLER, *pins(requirements, system)]
        wanted |= {_identity(pin) for pin in pinned}
        _download(pinned, system, folder)
    wheels = []
    for wheel in sorted(folder.glob("*.whl")):
        if parse_wheel_filename(wheel.name)[:2] in wanted:
            wheels.append(wheel)
        else:
            wheel.unlink()
    needs = {wheel.name: _needs(wheel) for wheel in wheels}
    lacking = [words for system in SYSTEMS for words in unmet(needs, dict(wanted), system)]
    if lacking:
        raise Incomplete("Pin these in requirements.txt: " + "; ".join(lacking))
    return wheels


def unmet(
    needs: Mapping[str, Sequence[str]], there: Mapping[NormalizedName, Version], system: System
) -> list[str]:
    """What packages need on a system and is not among the versions there, a sentence each.

    `needs`: the Requires-Dist lines of each package. pip cannot say it: it reads markers for its own system only.
    """
    return [
        f"{package} needs {line} on {system.name}"
        for package, lines in needs.items()
        for line in lines
        if _applies(needed := Requirement(line), system)
        and not _is_met(needed, there.get(canonicalize_name(needed.name)))
    ]


def _is_met(needed: Requirement, version: Version | None) -> bool:
    return version is not None and needed.specifier.contains(version, prereleases=True)


def _needs(wheel: Path) -> list[str]:
    with ZipFile(wheel) as archive:
        (described,) = (name for name in archive.namelist() if _OWN_METADATA.fullmatch(name))
        text = archive.read(described).decode("utf-8")
    return list(Parser().parsestr(text, headersonly=True).get_all("Requires-Dist", []))


def _applies(requirement: Requirement, system: System) -> bool:
    return requirement.marker is None or requirement.marker.evaluate(dict(system.markers))


def _identity(pin: str) -> tuple[NormalizedName, Version]:
    name, _, version = pin.partition("==")
    return canonicalize_name(name), Version(version)


def _download(wanted: list[str], system: System, folder: Path) -> None:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--only-binary=:all:", "--dest", str(folder), "--python-version", PYTHON]
    command += ["--implementation", "cp", "--abi", "cp311", "--abi", "abi3", "--abi", "none"]
    command += [word for tag in system.tags for word in ("--platform", tag)]
    if subprocess.run([*command, *wanted], check=False).returncode:
        raise Incomplete(f"pip found no wheel of something for {system.name}; what, it says above")
