"""What differs between systems stands in data/system.py alone, and its Windows side is complete."""

from __future__ import annotations

import ast
import importlib.util
import signal
import socket
import sys
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest

from data import publication, system
from data.layout import Layout
from data.publication import prune

ROOT = Path(__file__).parents[2]
ONE_SYSTEM_ONLY = {
    "fcntl",
    "resource",
    "msvcrt",
    "pwd",
    "grp",
    "termios",
    "pty",
    "winreg",
    "_winapi",
    "ctypes",
}
ONE_SYSTEM_NAMES = {
    ("signal", "SIGKILL"),
    ("signal", "SIGTERM"),
    ("signal", "SIGBREAK"),
    ("signal", "SIGALRM"),
    ("signal", "SIGHUP"),
    ("signal", "alarm"),
    ("os", "fork"),
    ("os", "getuid"),
    ("os", "geteuid"),
    ("os", "killpg"),
    ("os", "setsid"),
    ("os", "umask"),
    ("os", "O_DIRECTORY"),
    ("os", "name"),
    ("time", "tzset"),
}
MODULES = sorted(
    path
    for path in (ROOT / "app.py", *(ROOT / "data").rglob("*.py"), *(ROOT / "dashboard").rglob("*.py"))
    if path != ROOT / "data" / "system.py"
)


def bound_to_one_system(code: str) -> list[str]:
    """What a module imports or names that only one system has, and folders that only POSIX has."""
    found = []
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.Import):
            found += [name.name for name in node.names if name.name in ONE_SYSTEM_ONLY]
        elif isinstance(node, ast.ImportFrom):
            found += [node.module] if node.module in ONE_SYSTEM_ONLY else []
            found += [name.name for name in node.names if (node.module, name.name) in ONE_SYSTEM_NAMES]
        elif isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            found += [node.attr] if (node.value.id, node.attr) in ONE_SYSTEM_NAMES else []
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found += [node.value] if node.value.startswith(("/tmp", "/dev/", "/proc/", "/var/")) else []
    return found


def test_the_search_finds_what_it_looks_for():
    code = "import fcntl\nfrom os import fork\nimport os\nos.killpg(1, 9)\nplace = '/tmp/x'\n"
    assert bound_to_one_system(code) == ["fcntl", "fork", "/tmp/x", "killpg"]


def test_nothing_else_is_bound_to_one_system():
    assert len(MODULES) > 100
    found = {path.name: bound_to_one_system(path.read_text(encoding="utf-8")) for path in MODULES}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """data/system.py as Windows reads it; of the system only its names are there."""
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setitem(sys.modules, "msvcrt", SimpleNamespace(LK_NBLCK=2, locking=lambda *_: None))
    monkeypatch.setattr(signal, "SIGBREAK", 21, raising=False)
    monkeypatch.setattr(socket, "SO_EXCLUSIVEADDRUSE", -5, raising=False)
    plan = importlib.util.spec_from_file_location("system_of_windows", ROOT / "data" / "system.py")
    module = importlib.util.module_from_spec(plan)
    plan.loader.exec_module(module)
    return module


def test_windows_has_every_function(windows):
    for name in [
        name for name, value in vars(system).items() if callable(value) and not name.startswith("_")
    ]:
        assert callable(vars(windows)[name])


def test_on_windows_a_byte_far_behind_the_text_is_locked(windows, tmp_path, monkeypatch):
    asked = []
    with (tmp_path / "writer.lock").open("a+") as stream:

        def locking(descriptor: int, mode: int, count: int) -> None:
            asked.append((descriptor, mode, count, stream.buffer.raw.tell()))
            if len(asked) > 1:
                raise PermissionError

        monkeypatch.setattr(windows.msvcrt, "locking", locking, raising=False)
        assert windows.try_lock(stream)
        assert not windows.try_lock(stream)
        assert asked == [(stream.fileno(), 2, 1, 1 << 20)] * 2


@pytest.fixture
def open_files_refuse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(system, "_OPEN_FILES_REFUSE", True)
    monkeypatch.setattr(system, "_PATIENCE_SECONDS", 0.2)


def refusing(times: int) -> list[PermissionError | str]:
    return [PermissionError(13, "in use")] * times + ["done"]


@pytest.mark.usefixtures("open_files_refuse")
def test_a_file_that_is_open_for_a_moment_is_waited_for():
    answers = iter(refusing(3))

    def step() -> str:
        answer = next(answers)
        if isinstance(answer, PermissionError):
            raise answer
        return answer

    assert system.patiently(step) == "done"


@pytest.mark.usefixtures("open_files_refuse")
def test_a_file_that_stays_open_is_an_error_in_the_end():
    def step() -> None:
        raise PermissionError(13, "in use")

    with pytest.raises(PermissionError):
        system.patiently(step)


def test_where_open_files_do_not_refuse_a_missing_right_is_said_at_once():
    asked = []

    def step() -> None:
        asked.append(1)
        raise PermissionError(13, "denied")

    with pytest.raises(PermissionError):
        system.patiently(step)
    assert asked == [1]


def test_an_old_release_that_a_reader_has_open_is_left_and_pruned_next_time(tmp_path, monkeypatch):
    monkeypatch.setattr(publication, "NEWEST_KEPT", 3)
    monkeypatch.setattr(publication, "_DAYS_KEPT", 0)
    layout = Layout(tmp_path)
    layout.releases.mkdir()
    for number in range(1, 6):
        layout.release_file(f"{number:06d}-aaaaaa").write_bytes(b"")
    unlink = Path.unlink

    def unlink_unless_open(path: Path, missing_ok: bool = False) -> None:
        if path.stem.startswith("000002"):
            raise PermissionError(13, "in use by another process")
        unlink(path, missing_ok)

    with monkeypatch.context() as windows:
        windows.setattr(Path, "unlink", unlink_unless_open)
        prune(layout, set())
    assert [int(path.stem[:6]) for path in sorted(layout.releases.iterdir())] == [2, 4, 5]
    prune(layout, set())
    assert [int(path.stem[:6]) for path in sorted(layout.releases.iterdir())] == [4, 5]


@pytest.mark.usefixtures("open_files_refuse")
def test_a_reader_of_the_pointer_at_the_moment_of_publishing_delays_nothing_for_good(store, monkeypatch):
    """Windows refuses to replace CURRENT while somebody reads it."""
    layout = Layout(store)
    draft = publication.name_draft(layout, layout.releases)
    draft.write_bytes(layout.release_file(layout.current_id()).read_bytes())
    refusals = iter(refusing(2))
    replace = Path.replace

    def replace_unless_read(path: Path, target: Path) -> Path:
        if isinstance(answer := next(refusals, "done"), PermissionError):
            raise answer
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", replace_unless_read)
    publication.publish(layout, draft)
    assert layout.current_id() == draft.stem


def test_a_port_with_a_server_is_refused_and_free_again_after_it():
    with socket.socket() as server:
        server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        server.bind(("127.0.0.1", 0))
        server.listen()
        port = server.getsockname()[1]
        with pytest.raises(OSError, match="in use"):
            system.try_port("127.0.0.1", port)
    system.try_port("127.0.0.1", port)
