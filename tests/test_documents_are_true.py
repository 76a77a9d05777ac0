"""Holds what the documents say of the code: names that exist, and nothing that exists left unnamed."""

import re
import sys
import tomllib
from pathlib import Path

import pytest

from macros import MACROS

ROOT = Path(__file__).parent.parent
DOCUMENTS = [
    *(ROOT / name for name in ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md")),
    *sorted((ROOT / "handbook").rglob("*.md")),
]
GENERATED = {"site", "build", "dist", "node_modules", "__pycache__"}
"""Folders that a build leaves behind, which no document describes."""

CODE = re.compile(r"^ *```.*?^ *```|`[^`\n]+`", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
MAKE = re.compile(r"(?:^ {4}|^ {8}|`)make ([a-z]+)", re.MULTILINE)
TARGET = re.compile(r"^([a-z]+):.*?(## .*)?$", re.MULTILINE)
NAME = re.compile(r"[A-Za-z0-9._-]+")


def text(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def dependencies() -> list[str]:
    """The name of every package that pyproject.toml asks for."""
    project = tomllib.loads(text("pyproject.toml"))
    extras = project["project"]["optional-dependencies"].values()
    groups = project["dependency-groups"].values()
    asked = [*project["project"]["dependencies"], *(one for group in (*extras, *groups) for one in group)]
    return [found[0] for one in asked if (found := NAME.match(one))]


def targets() -> dict[str, str]:
    """Every target of the Makefile with its comment."""
    return dict(TARGET.findall(text("Makefile")))


@pytest.mark.parametrize("package", dependencies())
def test_a_dependency_says_why_it_is_there(package: str) -> None:
    assert re.search(
        rf"^\|[^|]*(?<![\w-]){re.escape(package)}(?![\w-])", text("handbook/dependencies.md"), re.MULTILINE
    )


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_document_names_what_exists(document: Path) -> None:
    shown = document.read_text(encoding="utf-8")
    assert set(MAKE.findall(shown)) <= set(targets())
    links = [link.partition("#")[0] for link in LINK.findall(CODE.sub("", shown)) if "://" not in link]
    assert [link for link in links if link and not (document.parent / link).exists()] == []


def test_every_target_says_what_it_does() -> None:
    assert [name for name, comment in targets().items() if not comment] == []


@pytest.mark.parametrize("name", MACROS)
def test_a_macro_is_documented_with_an_example(name: str) -> None:
    macro = MACROS[name]
    assert macro.summary.endswith(".")
    assert re.search(rf"\{{\{{ ?{name}\(.*\) ?\}}\}}", macro.example), (
        f"{name}: give its docstring a line Example: {{{{ {name}() }}}}"
    )


def test_the_architecture_names_every_folder() -> None:
    folders = {path.name for path in ROOT.iterdir() if path.is_dir() and not path.name.startswith(".")} - GENERATED
    folders = {name for name in folders if not name.endswith(".egg-info")}
    assert [name for name in sorted(folders) if f"`{name}/`" not in text("ARCHITECTURE.md")] == []


def test_the_architecture_says_of_modules_what_they_say() -> None:
    sys.path.insert(0, str(ROOT / "handbook"))
    import module_tables

    stale = module_tables.tables() not in text("ARCHITECTURE.md")
    assert not stale, "a module was added, taken away or now opens with other words: run make tables"


def test_the_architecture_names_no_file_that_has_gone() -> None:
    named = re.findall(
        r"`((?:staffguide|macros|tests|overrides|handbook|docs|framework|councils|bench)/[\w./-]+)`",
        text("ARCHITECTURE.md"),
    )
    assert [path for path in named if not (ROOT / path).exists()] == []


def test_every_task_and_decision_is_in_the_index() -> None:
    pages = [path for folder in ("tasks", "decisions") for path in sorted((ROOT / "handbook" / folder).glob("*.md"))]
    assert [path.name for path in pages if f"]({path.parent.name}/{path.name})" not in text("handbook/README.md")] == []


@pytest.mark.parametrize("path", sorted((ROOT / "handbook" / "decisions").glob("*.md")), ids=lambda path: path.stem)
def test_a_decision_has_its_parts(path: Path) -> None:
    shown = path.read_text(encoding="utf-8")
    assert re.search(r"^Status: .*\d{1,2} [A-Z][a-z]+ 20\d\d", shown, re.MULTILINE)
    assert re.findall(r"^## (\w+)", shown, re.MULTILINE)[:3] == ["Context", "Decision", "Consequences"]
