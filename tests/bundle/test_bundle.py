"""The zip for machines without network: what is in it, that it starts what it says, and that it installs."""

from __future__ import annotations

import importlib.metadata
import json
import re
import shutil
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest
from packaging.utils import canonicalize_name
from packaging.version import Version

from bundle import archive, wheels
from bundle.archive import ROOT, START, contents, version, write
from bundle.start import prepare
from dashboard.settings import Settings
from dashboard.text.frame import NO_PORT
from data.layout import file_digest

REQUIREMENTS = ROOT / "requirements.txt"
GUIDE = "安装说明.html"


@pytest.fixture(scope="module")
def files() -> dict[str, bytes]:
    return contents()


@pytest.fixture(scope="module")
def unpacked(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bundle with one wheel, which is none, as it lies unpacked. Nobody writes to it."""
    folder = tmp_path_factory.mktemp("unpacked")
    wheel = folder / "pip-1-py3-none-any.whl"
    wheel.write_bytes(b"no wheel")
    write(folder / "openness-1.zip", files, [wheel])
    with zipfile.ZipFile(folder / "openness-1.zip") as packed:
        packed.extractall(folder)
    return folder / "openness-1"


# What is in it


def test_the_product_is_in_it_and_nothing_of_the_machine(files):
    assert {"app.py", "requirements.txt", "README.zh-CN.md", "start.sh", "start.bat", GUIDE} < set(files)
    for folder, suffix in (("dashboard", "py"), ("data", "py"), ("queries", "sql"), ("assets", "js")):
        there = {path.relative_to(ROOT).as_posix() for path in (ROOT / folder).rglob(f"*.{suffix}")}
        assert there
        assert there <= set(files)
    tops = {name.split("/")[0] for name in files if "/" in name}
    assert tops == {"assets", "dashboard", "data", "docs", "queries", "start"}
    assert [
        name for name in files if re.search(r"\.git|__pycache__|\.pyc$|\.duckdb|\.sqlite|\.venv", name)
    ] == []


def test_no_file_names_the_folder_it_was_built_in(files):
    for folder in (str(ROOT), str(Path.home())):
        assert [name for name, data in files.items() if f"{folder}/".encode() in data] == []


def test_every_file_of_the_product_has_a_kind_that_is_packed():
    folders = [ROOT / name for name in archive.PRODUCT if (ROOT / name).is_dir()]
    left = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    left = [path for path in left if path.suffix not in archive.SUFFIXES and "__pycache__" not in path.parts]
    assert left == []


def test_the_same_files_give_the_same_bytes(files, tmp_path):
    wheel = tmp_path / "a-1-py3-none-any.whl"
    wheel.write_bytes(b"wheel")
    digests = set()
    for order in (files, dict(reversed(files.items()))):
        write(tmp_path / "openness-1.zip", order, [wheel])
        digests.add(file_digest(tmp_path / "openness-1.zip"))
    assert len(digests) == 1


def test_every_packed_file_has_its_sum(unpacked):
    packed = {path.relative_to(unpacked).as_posix() for path in unpacked.rglob("*") if path.is_file()}
    listed = (unpacked / archive.SUMS).read_text(encoding="utf-8").splitlines()
    assert {line.split("  ")[1] for line in listed} == packed - {archive.SUMS}
    prepare.check_files(unpacked)


def test_what_the_packages_bring_along_is_pinned_on_every_system():
    for system in wheels.SYSTEMS:
        pinned = dict(pin.split("==") for pin in wheels.pins(REQUIREMENTS, system))
        versions = {canonicalize_name(name): Version(number) for name, number in pinned.items()}
        needs = {name: importlib.metadata.requires(name) or [] for name in pinned}
        assert wheels.unmet(needs, versions, system) == []


def test_what_only_windows_needs_is_missed_there_alone():
    needs = {"tqdm": ['colorama>=0.4; platform_system == "Windows"', 'pytest; extra == "dev"']}
    assert wheels.unmet(needs, {}, wheels.LINUX) == []
    (told,) = wheels.unmet(needs, {}, wheels.WINDOWS)
    assert "tqdm needs colorama" in told
    assert wheels.unmet(needs, {canonicalize_name("colorama"): Version("0.3")}, wheels.WINDOWS) == [told]
    assert wheels.unmet(needs, {canonicalize_name("colorama"): Version("0.4.6")}, wheels.WINDOWS) == []


# The scripts that start it


def test_the_script_of_windows_is_plain_ascii_with_its_line_ends(files):
    script = files["start.bat"]
    assert script.isascii()
    assert script.count(b"\n") == script.count(b"\r\n") > 20
    assert all(b"\r" not in data for name, data in files.items() if name.endswith((".sh", ".py")))


def test_the_labels_of_the_script_of_windows_exist(files):
    lines = files["start.bat"].decode().splitlines()
    labels = {line for line in lines if line.startswith(":")}
    named = set(re.findall(r"(?:goto |call :)(\w+)", "\n".join(lines)))
    assert {f":{name}" for name in named} == labels


def test_both_scripts_start_files_that_are_there_with_the_same_commands(files):
    posix, windows = files["start.sh"].decode(), files["start.bat"].decode().replace("\\", "/")
    for script in (posix, windows):
        assert set(re.findall(r"start/[\w.-]+", script)) <= set(files)
        assert re.findall(r"-m dashboard (\w+) --store", script) == ["demo", "serve"]


def test_the_script_of_posix_is_one(unpacked):
    subprocess.run(["sh", "-n", str(unpacked / "start.sh")], check=True)


def test_without_python_the_guide_is_named(unpacked, tmp_path):
    for tool in ("dirname", "cat"):
        (tmp_path / tool).symlink_to(str(shutil.which(tool)))
    ended = subprocess.run(
        ["/bin/sh", str(unpacked / "start.sh")],
        env={"PATH": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.returncode == 1
    assert "没有找到 Python 3.11" in ended.stderr
    assert GUIDE in ended.stderr


# The first start


@pytest.mark.parametrize("has_it", [True, False], ids=["damaged", "missing"])
def test_a_damaged_copy_is_told_by_its_files(unpacked, tmp_path, has_it):
    copy = Path(shutil.copytree(unpacked, tmp_path / "copy"))
    (copy / "wheels" / "pip-1-py3-none-any.whl").unlink()
    if has_it:
        (copy / "wheels" / "pip-1-py3-none-any.whl").write_bytes(b"other")
    with pytest.raises(prepare.Unfit, match=r"wheels/pip-1-py3-none-any.whl。请重新拷贝"):
        prepare.prepare(copy)
    assert not (copy / ".venv").exists()


def test_other_machines_and_deep_folders_are_refused(tmp_path):
    prepare.check_machine(tmp_path, "linux-x86_64")
    with pytest.raises(prepare.Unfit, match="linux-aarch64"):
        prepare.check_machine(tmp_path, "linux-aarch64")
    with pytest.raises(prepare.Unfit, match="路径太长"):
        prepare.check_machine(Path("D:/") / ("x" * 120), "win-amd64")


# The guide


def test_the_guide_names_what_is_there(files):
    guide = files[GUIDE].decode()
    assert '<meta charset="UTF-8">' in guide
    for name in ("start.sh", "start.bat", "README.zh-CN.md", archive.SUMS):
        assert name in guide
    settings = Settings()
    assert f"http://{settings.host}:{settings.port}/" in guide
    assert NO_PORT.split("，")[0].format(host=settings.host, port=settings.port) in guide
    assert "不支持 ARM" in guide


def test_the_guide_says_how_to_mend_what_the_first_start_says(files):
    said = re.findall(r'Unfit\(f?"(\w+)', (START / "prepare.py").read_text(encoding="utf-8"))
    headings = re.findall(r"<tr><td>([^<]+)</td>", files[GUIDE].decode())
    assert len(said) == 4
    assert [words for words in said if not words.startswith("安装包只支持") and words not in headings] == []


def test_the_guide_gives_commands_that_exist(files, cli):
    commands = set(re.findall(r"-m dashboard (\w+)", files[GUIDE].decode()))
    assert {"scheme", "import", "backup"} <= commands
    for command in commands:
        assert cli(command, "--help").code == 0


# The drill


@pytest.mark.drill
def test_the_bundle_installs_and_serves_without_network(tmp_path):
    """Needs a package index to build, `unshare` and `ip` to take the network away."""
    began = time.monotonic()
    subprocess.run([sys.executable, "-m", "bundle"], cwd=ROOT, check=True)
    built = time.monotonic() - began
    packed = ROOT / "build" / f"openness-{version()}.zip"
    with zipfile.ZipFile(packed) as zipped:
        zipped.extractall(tmp_path / "政务 公开")
    folder = tmp_path / "政务 公开" / packed.stem
    visit = [sys.executable, str(Path(__file__).with_name("visiting.py")), str(folder)]
    ended = subprocess.run(
        ["unshare", "-rn", *visit],
        env={"PATH": f"{Path(sys.base_prefix) / 'bin'}:/usr/sbin:/usr/bin:/sbin:/bin", "HOME": str(tmp_path)},
        stdout=subprocess.PIPE,
        check=True,
    )
    seen = json.loads(ended.stdout)
    taken = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    print(
        f"\nzip {packed.stat().st_size / 1e6:.0f} MB, built in {built:.0f} s; "
        f"unpacked, installed and with the demo {taken / 1e6:.0f} MB; installed in {seen['installed']:.0f} s, "
        f"serves after {seen['first']:.0f} s, the second time after {seen['again']:.1f} s; "
        f"{seen['parts']} parts of the first page"
    )


@pytest.mark.drill
def test_the_windows_side_fits_its_types(tmp_path):
    """What mypy can say of a system that is not here."""
    command = [sys.executable, "-m", "mypy", "--platform", "win32", "--cache-dir", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True)
