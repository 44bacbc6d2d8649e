"""The documents state commands, files, columns, keys and wordings: here they are held against the code."""

from __future__ import annotations

import re
import shlex
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from reading_deadlines import CALENDAR, ISSUED

from dashboard.__main__ import main
from dashboard.access.gate import LARGEST_BODIES
from dashboard.pages import PAGES
from data.errors import InputRefused
from data.files.kinds import KINDS
from data.plan.deadlines import next_due, read_deadlines
from data.plan.responsible import read_responsible
from data.scheme import parse_scheme

ROOT = Path(__file__).parents[2]
README, OFFICE, METHOD, SCHEMES, GRAMMAR = (
    "README.md",
    "README.zh-CN.md",
    "docs/method.md",
    "docs/schemes.md",
    "docs/plan-grammar.md",
)
RUNBOOKS = ("docs/runbook.md", "docs/runbook.zh-CN.md")
OTHERS = ("docs/reliability.md", "docs/bundle.md", "docs/templates.md", "docs/open-data.md", "CHANGELOG.md")
FOLDERS = ("queries/README.md", "tests/README.md")
DOCUMENTS = (README, OFFICE, METHOD, SCHEMES, GRAMMAR, *RUNBOOKS, *OTHERS, *FOLDERS)
GROUPS = ("round", "calendar", "template", "users")  # commands that have commands of their own
CODE = re.compile(r"`([^`]+)`")


def read(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def section(document: str, heading: str) -> str:
    """The text below a heading, up to the next heading of its level or a higher one."""
    level = heading.split(" ", maxsplit=1)[0]
    _, _, rest = read(document).partition(f"\n{heading}\n")
    assert rest, f"{document} has no heading {heading}"
    return re.split(rf"\n#{{1,{len(level)}}} ", rest, maxsplit=1)[0]


def rows(text: str) -> list[list[str]]:
    """The cells of the first table in a text, without its headings."""
    lines = [line for line in text.split("\n") if line.startswith("|")]
    table = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    ends = [n for n, cells in enumerate(table) if all(set(cell) <= set("-:") and cell for cell in cells)]
    assert ends, "no table"
    last = ends[1] - 1 if len(ends) > 1 else len(table)
    return table[ends[0] + 1 : last]


# Commands


def help_of(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    with pytest.raises(SystemExit) as ended:
        main([*words, "--help"])
    assert ended.value.code == 0
    return capsys.readouterr().out


def commands_in(help_text: str) -> list[str]:
    """The names argparse lists, four columns in."""
    return re.findall(r"^ {4}([a-z]+)(?:\s|$)", help_text, re.MULTILINE)


def options_in(text: str) -> set[str]:
    return set(re.findall(r"--[a-z][a-z-]*", text)) - {"--help", "--store"}


def stated_commands() -> dict[str, str]:
    """Command → its usage as the README's table states it."""
    usages = [CODE.findall(cells[0])[0] for cells in rows(section(README, "## Commands"))]
    return {re.match(r"[a-z]+(?: [a-z]+)?", usage)[0].strip(): usage for usage in usages}


def test_the_readme_lists_every_command_and_no_other(capsys: pytest.CaptureFixture[str]) -> None:
    found = []
    for name in commands_in(help_of(capsys)):
        inner = commands_in(help_of(capsys, name)) if name in GROUPS else []
        found += [f"{name} {action}" for action in inner] or [name]
    assert sorted(stated_commands()) == sorted(found)


@pytest.mark.parametrize("command", stated_commands())
def test_the_readme_states_every_option(capsys: pytest.CaptureFixture[str], command: str) -> None:
    assert options_in(stated_commands()[command]) == options_in(help_of(capsys, *command.split()))


def test_environment_example_names_every_variable_and_no_other() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "dashboard").rglob("*.py"))
    stated = re.findall(r"^(OPENNESS_\w+)=", read(".env.example"), re.MULTILINE)
    assert sorted(stated) == sorted(set(re.findall(r"OPENNESS_[A-Z_]+", code)))


def shell_lines(document: str) -> Iterator[list[str]]:
    """Every line of a document's shell blocks that calls the product, as words."""
    for block in re.findall(r"```sh\n(.*?)```", read(document).replace("\n   ", "\n"), re.DOTALL):
        for line in block.splitlines():
            if "python -m dashboard" in line:
                words = shlex.split(line.split(">")[0], comments=True)
                yield words[words.index("dashboard") + 1 :]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_examples_call_commands_with_options_they_have(
    capsys: pytest.CaptureFixture[str], document: str
) -> None:
    for words in shell_lines(document):
        command = words[:2] if words[0] in GROUPS else words[:1]
        assert {word for word in words if word.startswith("--")} - {"--store"} <= options_in(
            help_of(capsys, *command)
        )


# Running it


def headings(document: str) -> list[str]:
    return re.findall(r"^(#+) ", read(document), re.MULTILINE)


def test_both_runbooks_say_the_same_in_the_same_order() -> None:
    chinese, english = (list(shell_lines(document)) for document in RUNBOOKS)
    assert len(chinese) > 20
    assert [words[0] for words in chinese] == [words[0] for words in english]
    assert headings(RUNBOOKS[0]) == headings(RUNBOOKS[1])


def test_the_proxy_lets_through_what_the_server_takes() -> None:
    proxy = read("docs/deploy/nginx.conf")
    (megabytes,) = re.findall(r"client_max_body_size (\d+)m;", proxy)
    assert int(megabytes) * 2**20 >= max(LARGEST_BODIES.values())
    for header, value in {
        "Host": "$http_host",
        "X-Forwarded-Host": "$http_host",
        "X-Forwarded-Proto": "$scheme",
        "X-Forwarded-For": "$remote_addr",
    }.items():
        assert f"proxy_set_header {header} {value};" in proxy


def test_the_service_starts_the_server_as_an_ordinary_account() -> None:
    unit = dict(
        line.split("=", 1) for line in read("docs/deploy/openness.service").splitlines() if "=" in line
    )
    words = unit["ExecStart"].split()
    assert words[1:4] == ["-m", "dashboard", "serve"]
    assert unit["User"] not in ("", "root")
    assert words[-1].startswith(unit["ReadWritePaths"])


# Pages


def test_the_office_reads_of_every_page_and_no_other() -> None:
    stated = [cells[0] for cells in rows(section(OFFICE, "## 是什么"))]
    assert stated == [page.name for page in PAGES]


# Files


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))


@pytest.mark.parametrize("document", DOCUMENTS)
def test_make_targets_and_links_exist(document: str) -> None:
    text = read(document)
    assert set(re.findall(r"`make ([a-z]+)", text)) <= targets()
    links = [link for link in re.findall(r"\]\(([^)]+)\)", text) if "://" not in link]
    folder = (ROOT / document).parent
    assert [link for link in links if not (folder / link.split("#")[0]).exists()] == []


@pytest.mark.parametrize("heading", ["## To change X, edit Y", "## Documents and tests"])
def test_files_named_by_the_readme_exist(heading: str) -> None:
    named = [word for word in CODE.findall(section(README, heading)) if re.fullmatch(r"[\w./-]+", word)]
    paths = [word for word in named if "/" in word or "." in word or word == "assets"]
    assert len(paths) > 5
    assert [path for path in paths if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS)
def test_code_files_named_anywhere_exist(document: str) -> None:
    folders = "data|dashboard|queries|tests|docs|assets|bench"
    named = re.findall(rf"(?<![\w/])(?:{folders})/[\w./-]+\w\b(?!\*)", read(document))
    places = (ROOT, (ROOT / document).parent)
    assert [path for path in named if not any((place / path).exists() for place in places)] == []


@pytest.mark.parametrize("document", FOLDERS)
def test_a_readme_lists_every_folder_beside_it_and_no_other(document: str) -> None:
    listed = {
        CODE.findall(cells[0])[0].rstrip("/") for cells in rows(read(document)) if CODE.search(cells[0])
    }
    folders = {path.name for path in (ROOT / document).parent.iterdir() if path.is_dir()}
    assert listed == {name for name in folders if not name.startswith("__")}


def test_the_readme_lists_every_folder_of_tests() -> None:
    listed = set(re.findall(r"^\| `tests/(\w+)`", read(README), re.MULTILINE))
    assert listed == {path.name for path in (ROOT / "tests").iterdir() if path.is_dir()} - {"__pycache__"}


def test_every_query_of_the_chain_is_in_the_method() -> None:
    stated = set(re.findall(r"queries/[a-z]+/\w+\.sql", read(METHOD)))
    chain = {path.relative_to(ROOT).as_posix() for path in (ROOT / "queries" / "scores").glob("*.sql")}
    assert chain - stated == set()


def test_the_changelog_has_the_version() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert f"## [{version}]" in read("CHANGELOG.md")


# Columns


def test_the_office_reads_of_every_kind_and_no_other() -> None:
    headings = re.findall(r"^### (.+)（(\w+)）$", read(OFFICE), re.MULTILINE)
    assert headings == [(kind.chinese, kind.name) for kind in KINDS.values()]


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_the_office_reads_of_every_column(kind) -> None:
    text = section(OFFICE, f"### {kind.chinese}（{kind.name}）")
    stated = [cells[:4] for cells in rows(text)]
    assert stated == [
        [field.chinese, field.name, "是" if field.required else "", "、".join(field.synonyms)]
        for field in kind.fields
    ]
    key = "、".join(kind.field(name).chinese for name in kind.key)
    assert f"认同一条记录的列：{key}。" in text


# Schemes

TABLES = {
    "## Top level": "",
    "## `[scheme]`": "[scheme]",
    "## `[[floor]]`": "[[floor]]",
    "## `[[component]]`": "[[component]]",
    "## `[[component.indicator]]`": "[[component]]\n[[component.indicator]]",
    "## `[[component.indicator.item]]`": "[[component]]\n[[component.indicator]]\n[[component.indicator.item]]",
    "## `[rectification]`": "[rectification]",
    "## `[appeals]`": "[appeals]",
    "## `[bonus]`": "[bonus]",
    "## `[veto]`": "[veto]",
    "## `[[grade]]`": "[[grade]]",
}


@pytest.mark.parametrize("heading", TABLES)
def test_scheme_keys_are_those_the_validator_accepts(heading: str) -> None:
    with pytest.raises(InputRefused) as refused:
        parse_scheme(TABLES[heading] + '\n"不存在" = 1\n', "办法.toml")
    (action,) = [p.action for p in refused.value.problems if (p.column or "").endswith("不存在")]
    accepted = re.search("这里可以写：([^。]+)。", action)[1].split("、")
    stated = [CODE.findall(cells[0])[0] for cells in rows(section(SCHEMES, heading))]
    assert sorted(stated) == sorted(accepted)


@pytest.mark.parametrize("heading", [heading for heading in TABLES if "[" in heading])
def test_scheme_keys_stated_as_required_are_missed_and_others_are_not(heading: str) -> None:
    with pytest.raises(InputRefused) as refused:
        parse_scheme(TABLES[heading], "办法.toml")
    path = re.sub(r"[\[\]\n]", "", TABLES[heading].split("\n")[-1])
    missed = {re.sub(r"\[\d+\]", "", p.column or "") for p in refused.value.problems if p.value is None}
    table = rows(section(SCHEMES, heading))
    required = {f"{path}.{CODE.findall(cells[0])[0]}" for cells in table if cells[1] == "required"}
    others = {f"{path}.{CODE.findall(cells[0])[0]}" for cells in table if cells[1] != "required"}
    assert required <= missed
    assert not others & missed


def test_the_example_scheme_is_accepted() -> None:
    (example,) = re.findall(r"```toml\n(.*?)```", read(SCHEMES), re.DOTALL)
    assert parse_scheme(example, "办法.toml").full_marks == 100


# Wordings


@pytest.mark.parametrize("cells", rows(section(GRAMMAR, "## Deadlines")), ids=lambda cells: cells[0])
def test_a_deadline_reads_as_stated(cells: list[str]) -> None:
    words, kind, day, meaning = cells
    (deadline,) = read_deadlines(words, 2023, ISSUED)
    due, _ = next_due(deadline, CALENDAR, ISSUED, 2023)
    assert (deadline.kind, due.isoformat() if due else "") == (kind, day)
    assert bool(deadline.flags) == ("a human is asked" in meaning)


@pytest.mark.parametrize("cells", rows(section(GRAMMAR, "## Responsible units")), ids=lambda cells: cells[0])
def test_responsible_units_read_as_stated(cells: list[str]) -> None:
    found = read_responsible(cells[0])
    roles = (found.lead, found.support, found.owners, found.unresolved)
    assert ["、".join(names) for names in roles] == cells[1:]
