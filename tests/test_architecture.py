"""Holds which part may know of which, and how large a part may grow. ARCHITECTURE.md says why."""

import ast
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pytest

ROOT = Path(__file__).parent.parent
MODULES = {
    path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
    for folder in ("staffguide", "macros")
    for path in sorted((ROOT / folder).rglob("*.py"))
}

ONLY_IN = {
    "mkdocs": {"staffguide/plugin.py", "staffguide/site.py"},
    "material": set[str](),
    "typst": {"staffguide/documents/typeset.py"},
    "page": {"staffguide/documents/proof.py"},
    "pptx": {path for path in MODULES if path.startswith("staffguide/documents/slides")},
    "argparse": {"staffguide/cli.py"},
    "playwright": {"staffguide/audit.py"},
    "axe_playwright_python": {"staffguide/audit.py"},
}
"""Each host or tool that we may have to leave one day, and the only modules that name it."""

MACROS_MAY_IMPORT = {
    # Of ours: records to read, and the words of a problem.
    "macros",
    "staffguide.guide",
    "staffguide.audit_record",
    "staffguide.framework",
    "staffguide.exercises",
    "staffguide.planning",
    "staffguide.evaluation_form",
    "staffguide.records",
    "staffguide.problems",
    # To make HTML with.
    "htpy",
    "markupsafe",
    # Of Python: nothing that reaches files, the network, the clock or the environment.
    *("__future__", "collections", "dataclasses", "datetime", "functools", "inspect", "itertools", "math", "re"),
    *("textwrap", "types", "typing"),
}
DOCUMENTS_MAY_IMPORT = {"staffguide.documents", "staffguide.problems", "staffguide.slots"}
"""The documents read finished pages: they know nothing of councils, facts or the site that made the pages."""

CLOCK_AND_SURROUNDINGS = {"today", "now", "utcnow", "fromtimestamp", "argv", "environ", "getenv"}
ALLOWED_SURROUNDINGS = {
    "staffguide/cli.py": CLOCK_AND_SURROUNDINGS,
}
SAYS_NOTHING = {"utils", "util", "helpers", "helper", "common", "misc", "tools", "shared", "manager", "core"}

MODULE_LINES = 300
FUNCTION_LINES = 60
MIDDLE_FUNCTION_LINES = 12

Function = ast.FunctionDef | ast.AsyncFunctionDef


def imports(tree: ast.Module) -> Iterator[str]:
    """The full name of everything that a module imports."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "write imports in full"
            yield from (f"{node.module}.{name.name}" for name in node.names)


def within(name: str, allowed: set[str]) -> bool:
    return any(name == one or name.startswith(f"{one}.") for one in allowed)


def surroundings(tree: ast.Module) -> set[str]:
    """The clock, the arguments and the environment, where a module names them."""
    named = {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    taken = {name.rpartition(".")[2] for name in imports(tree)}
    return (named | taken) & CLOCK_AND_SURROUNDINGS


def functions() -> list[tuple[str, int]]:
    """Every function with its number of lines, its documentation left out."""
    return [
        (f"{path}: {node.name}", (node.end_lineno or node.lineno) - node.lineno + 1 - _documentation(node))
        for path, tree in MODULES.items()
        for node in ast.walk(tree)
        if isinstance(node, Function)
    ]


def _documentation(node: Function) -> int:
    first = node.body[0]
    held = isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str)
    return (first.end_lineno or first.lineno) - first.lineno + 1 if held else 0


@pytest.mark.parametrize("tool", ONLY_IN)
def test_a_host_is_named_in_its_own_module_only(tool: str) -> None:
    named = {path for path, tree in MODULES.items() if any(within(name, {tool}) for name in imports(tree))}
    assert named <= ONLY_IN[tool]


@pytest.mark.parametrize("path", [path for path in MODULES if path.startswith("macros/")])
def test_macros_know_records_and_html_only(path: str) -> None:
    assert [name for name in imports(MODULES[path]) if not within(name, MACROS_MAY_IMPORT)] == []
    nodes: list[Any] = list(ast.walk(MODULES[path]))
    called = {node.func.id for node in nodes if _calls_a_name(node)}
    assert not {"open", "eval", "exec", "__import__"} & called


def _calls_a_name(node: Any) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name)


@pytest.mark.parametrize("path", [path for path in MODULES if path.startswith("staffguide/documents/")])
def test_documents_know_finished_pages_only(path: str) -> None:
    ours = [name for name in imports(MODULES[path]) if within(name, {"staffguide", "macros"})]
    assert [name for name in ours if not within(name, DOCUMENTS_MAY_IMPORT)] == []


@pytest.mark.parametrize("path", MODULES)
def test_only_the_command_line_reads_the_clock_and_its_surroundings(path: str) -> None:
    assert surroundings(MODULES[path]) <= ALLOWED_SURROUNDINGS.get(path, set())


@pytest.mark.parametrize("path", MODULES)
def test_a_module_is_small_and_opens_with_what_it_owns(path: str) -> None:
    assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) <= MODULE_LINES
    assert ast.get_docstring(MODULES[path])


@pytest.mark.parametrize("path", MODULES)
def test_a_name_says_what_is_inside(path: str) -> None:
    assert not SAYS_NOTHING & {Path(path).stem, *Path(path).parent.parts}


def test_functions_can_be_seen_whole() -> None:
    assert [name for name, lines in functions() if lines > FUNCTION_LINES] == []
    assert median(lines for _, lines in functions()) <= MIDDLE_FUNCTION_LINES


RESTS_ON = {
    "staffguide/problems.py": set[str](),
    "staffguide/colour.py": set[str](),
    "staffguide/records.py": {"staffguide.problems"},
    "staffguide/retirement.py": {"staffguide.records", "staffguide.problems"},
    "staffguide/exercises.py": {"staffguide.records"},
    "staffguide/planning.py": set[str](),
    "staffguide/evaluation_form.py": {"staffguide.records"},
    "staffguide/framework.py": {
        "staffguide.records",
        "staffguide.retirement",
        "staffguide.exercises",
        "staffguide.evaluation_form",
    },
    "staffguide/register.py": {"staffguide.records"},
    "staffguide/identity.py": {"staffguide.records"},
    "staffguide/sections.py": {"staffguide.records"},
    "staffguide/audit_record.py": {"staffguide.records"},
    "staffguide/workshop.py": {"staffguide.records", "staffguide.identity", "staffguide.sections"},
    "staffguide/debrief.py": {"staffguide.records", "staffguide.sections"},
    "staffguide/model.py": {
        "staffguide.debrief",
        "staffguide.records",
        "staffguide.identity",
        "staffguide.sections",
        "staffguide.workshop",
    },
    "staffguide/guide.py": {"staffguide.audit_record", "staffguide.framework"},
    "staffguide/field_types.py": {"staffguide.records"},
    "staffguide/slots.py": {"staffguide.records", "staffguide.problems", "staffguide.field_types"},
}
"""What everything else stands on, and what of ours each of them may stand on in turn."""


@pytest.mark.parametrize("path", RESTS_ON)
def test_the_arrows_point_one_way(path: str) -> None:
    ours = [name for name in imports(MODULES[path]) if within(name, {"staffguide", "macros"})]
    assert [name for name in ours if not within(name, RESTS_ON[path])] == []


class TestTheChecksThemselves:
    """Each check finds the fault that it is there for."""

    def test_a_hidden_import_is_found(self) -> None:
        tree = ast.parse("def f():\n    from mkdocs.config import base\n    import typst as t")
        assert list(imports(tree)) == ["mkdocs.config.base", "typst"]

    def test_a_name_that_only_begins_alike_is_another(self) -> None:
        assert not within("pages.read", {"page"})
        assert within("page.validate_pdf", {"page"})

    @pytest.mark.parametrize("line", ["date.today()", "os.environ['X']", "from os import environ", "sys.argv"])
    def test_a_look_around_is_found(self, line: str) -> None:
        assert surroundings(ast.parse(line))
