"""Makes the program's own Python environment beside it from the wheels that came along, without any network.

Runs on a bare Python: nothing but the standard library is there yet. Does nothing where all is ready.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SYSTEMS = ("win-amd64", "linux-x86_64")
LONGEST_ROOT = 120  # Windows allows 260 characters, of which the longest file of a package takes 130


class Unfit(Exception):
    """The machine or the copy of the bundle does not do; the words say what to do."""


def main() -> int:
    """Prepare; 1 when that cannot be done."""
    try:
        prepare(ROOT)
    except Unfit as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"文件写入失败：{error}。请检查磁盘空间，并解压到自己可以写入的文件夹", file=sys.stderr)
        return 1
    return 0


def prepare(root: Path) -> None:
    """Make `root`/.venv unless it was made from these very files for this very Python."""
    environment = root / ".venv"
    mark = environment / "made-from"
    identity = f"{_digest(root / 'SHA256SUMS')} {sys.base_prefix}\n"
    if mark.is_file() and mark.read_text(encoding="utf-8") == identity:
        return
    check_machine(root)
    print("正在核对文件……", flush=True)
    check_files(root)
    print("正在安装，只有第一次需要，约一分钟……", flush=True)
    _install(root, environment)
    mark.write_text(identity, encoding="utf-8")
    print("安装完成。", flush=True)


def check_machine(root: Path, system: str = sysconfig.get_platform()) -> None:
    """Raise Unfit for another system than the wheels are for, or a folder too deep for Windows."""
    if system not in SYSTEMS:
        raise Unfit(f"安装包只支持64位的 Windows 和 Linux（x86_64），而这个 Python 属于 {system}")
    if system.startswith("win") and len(str(root)) > LONGEST_ROOT:
        raise Unfit(f"文件夹的路径太长（{len(str(root))}个字符），请解压到较短的路径，例如 D:\\openness")


def check_files(root: Path) -> None:
    """Raise Unfit naming the files that are missing or not as they were packed."""
    lines = (root / "SHA256SUMS").read_text(encoding="utf-8").splitlines()
    expected = {name: digest for digest, name in (line.split("  ", 1) for line in lines)}
    bad = [name for name, digest in expected.items() if _digest(root / name) != digest]
    if bad:
        more = f"等{len(bad)}个文件" if len(bad) > 5 else ""
        raise Unfit(f"文件缺失或损坏：{'、'.join(bad[:5])}{more}。请重新拷贝安装包，全部解压后再启动")


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _install(root: Path, environment: Path) -> None:
    shutil.rmtree(environment, ignore_errors=True)
    venv.create(environment, with_pip=False, symlinks=os.name != "nt")
    python = environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    (pip,) = (root / "wheels").glob("pip-*.whl")
    command = [str(python), f"{pip}/pip", "--isolated", "install", "--quiet", "--disable-pip-version-check"]
    command += ["--no-index", "--find-links", str(root / "wheels"), "--no-warn-script-location"]
    ended = subprocess.run([*command, "-r", str(root / "requirements.txt")], check=False)
    if ended.returncode:
        raise Unfit("安装没有完成，原因见上面的英文。请把它发给技术人员")


if __name__ == "__main__":
    sys.exit(main())
