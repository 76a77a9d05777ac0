"""Holds the scripts that people work with to their rules: small, classic, offline, and never making markup of words."""

import re
from pathlib import Path

import pytest

from staffguide.publication import TOOL_SCRIPTS

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "overrides" / "assets" / "tools"
SCRIPTS = sorted(FOLDER.glob("*.js"))
MOST_BYTES = 30_000
"""What the scripts of one tool may weigh together, as they are written."""
HEAVIER = {"planner": 42_000, "results": 40_000}
"""The planner works out what others only keep, and writes Word and calendar files besides. The results read files that
anybody may have written, add them up and write them for Word."""
WIDEST = 160

NEVER = {
    "markup from words": r"(?:inner|outer)HTML\b|insertAdjacentHTML|document\.write|ContextualFragment|DOMParser",
    "code from words": r"\beval\(|new Function|setTimeout\(\s*[\"'`]",
    "the network": r"\bfetch\(|XMLHttpRequest|WebSocket|EventSource|Beacon|https?://(?!schemas\.|purl\.|www\.w3\.org/)",
    "modules, which files opened from a disk cannot load": r"^\s*(?:import|export)\b|\bimport\(",
    "dialogs of the browser": r"\b(?:alert|confirm|prompt)\(",
    "inline styles": r"\.style\b|cssText|[\"']style[\"']:",
    "leftovers": r"console\.|debugger|\bvar\b|[^=!]==[^=]|!=[^=]",
}


def test_every_script_is_used_and_every_used_one_exists() -> None:
    assert {script.stem for script in SCRIPTS} == {name for names in TOOL_SCRIPTS.values() for name in names}


@pytest.mark.parametrize("tool", TOOL_SCRIPTS)
def test_a_tool_is_light(tool: str) -> None:
    assert sum((FOLDER / f"{name}.js").stat().st_size for name in TOOL_SCRIPTS[tool]) < HEAVIER.get(tool, MOST_BYTES)


@pytest.mark.parametrize("script", SCRIPTS, ids=lambda script: script.stem)
def test_a_script_keeps_to_the_rules(script: Path) -> None:
    text = script.read_text(encoding="utf-8")
    assert text.startswith("/* "), "say first what it owns"
    assert text.count('"use strict";') == 1
    code = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    broken = [name for name, pattern in NEVER.items() if re.search(pattern, code, re.MULTILINE)]
    assert not broken
    assert not [line for line in text.splitlines() if len(line) > WIDEST or line != line.rstrip()]


@pytest.mark.parametrize("name", NEVER)
def test_the_rules_catch(name: str) -> None:
    broken = {
        "markup from words": "box.innerHTML = words",
        "code from words": "eval(words)",
        "the network": 'fetch("/x")',
        "modules, which files opened from a disk cannot load": 'import x from "y"',
        "dialogs of the browser": "confirm(words)",
        "inline styles": "box.style.color = 1",
        "leftovers": "console.log(1)",
    }[name]
    assert re.search(NEVER[name], broken, re.MULTILINE)
