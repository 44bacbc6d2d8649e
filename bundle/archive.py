"""The zip: which files of the product go in, under which names, and the same bytes from the same files."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

ROOT = Path(__file__).resolve().parent.parent
START = ROOT / "bundle" / "start"
SUMS = "SHA256SUMS"
PRODUCT = (
    *("app.py", "pyproject.toml", "requirements.txt", ".env.example"),
    *("README.md", "README.zh-CN.md", "CHANGELOG.md"),
    *("assets", "dashboard", "data", "docs", "queries"),
)
SUFFIXES = {".py", ".sql", ".toml", ".css", ".js", ".svg", ".png", ".md", ".txt", ".csv", ".service", ".conf"}
AT_THE_TOP = ("start.sh", "start.bat", "安装说明.html")  # the rest of START lies in the folder `start`
_OF_WINDOWS = {".bat"}  # cmd.exe loses its place in a file without carriage returns
_MADE_AT = (2020, 1, 1, 0, 0, 0)


def version() -> str:
    """The version of the product, as pyproject.toml says it."""
    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def contents() -> dict[str, bytes]:
    """Every file of a bundle but wheels and sums: its name there → its bytes."""
    files = {path.relative_to(ROOT).as_posix(): path.read_bytes() for path in _product_files()}
    for path in sorted(START.iterdir()):
        if path.is_file():
            files[path.name if path.name in AT_THE_TOP else f"start/{path.name}"] = _with_line_ends(path)
    return files


def write(target: Path, files: Mapping[str, bytes], wheels: list[Path]) -> None:
    """Write the zip, everything below one folder with the name of the zip, and the SHA-256 of each file in it."""
    everything = dict(files) | {f"wheels/{wheel.name}": wheel.read_bytes() for wheel in wheels}
    everything[SUMS] = sums(everything).encode()
    target.parent.mkdir(parents=True, exist_ok=True)
    with ZipFile(target, "w") as archive:
        for name, data in sorted(everything.items()):
            archive.writestr(_entry(f"{target.stem}/{name}"), data, compresslevel=9)


def sums(files: Mapping[str, bytes]) -> str:
    """One line a file, as sha256sum writes them."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(files.items()))


def _product_files() -> Iterator[Path]:
    for name in PRODUCT:
        path = ROOT / name
        found = sorted(path.rglob("*")) if path.is_dir() else [path]
        yield from (file for file in found if file.is_file() and (file == path or file.suffix in SUFFIXES))


def _with_line_ends(path: Path) -> bytes:
    data = path.read_bytes()
    return data.replace(b"\n", b"\r\n") if path.suffix in _OF_WINDOWS else data


def _entry(name: str) -> ZipInfo:
    entry = ZipInfo(name, _MADE_AT)
    entry.create_system = 3  # POSIX, so that the mode below holds
    entry.external_attr = (0o100755 if name.endswith(".sh") else 0o100644) << 16
    entry.compress_type = ZIP_STORED if name.endswith(".whl") else ZIP_DEFLATED
    return entry
