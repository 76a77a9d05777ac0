"""Documents that need not be made again: a build over an older one gives what a fresh one gives, and does less."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from staffguide import press, reuse

ROOT = Path(__file__).parent.parent
PARTS = ("docs", "framework", "overrides", "mkdocs.yml", "documents.yml")
DOCUMENTS = {"when-the-cqc-is-here", "scrutiny-briefing"}
SHEET, BRIEFING = "downloads/when-the-cqc-is-here.pdf", "downloads/scrutiny-briefing.pdf"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The project with the example council and two documents, to change at will."""
    root = tmp_path / "project"
    root.mkdir()
    for part in (ROOT / name for name in PARTS):
        (shutil.copytree if part.is_dir() else shutil.copy)(part, root / part.name)
    shutil.copytree(ROOT / "councils" / "example", root / "councils" / "example")
    return root


def built(root: Path, target: Path) -> dict[str, Any]:
    """The manifest of a build into `target`, with two documents alone."""
    opened = press.open_press(root, date(2026, 11, 21))
    # All but two are switched off by a setting that the example has not got.
    few = (
        plan if plan.id in DOCUMENTS else plan.model_copy(update={"show_if": "council.sample"})
        for plan in opened.shared.documents
    )
    opened.shared = replace(opened.shared, documents=tuple(few))
    assert opened.build("example", target, "").problems == ()
    return dict(json.loads((target / "manifest.json").read_text(encoding="utf-8")))


def inodes(target: Path) -> dict[str, int]:
    return {name: (target / name).stat().st_ino for name in (SHEET, BRIEFING)}


def edited(path: str, old: str, new: str) -> Callable[[Path], None]:
    def edit(root: Path) -> None:
        text = (root / path).read_text(encoding="utf-8")
        assert old in text
        (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    return edit


CHANGES = {
    "nothing": (lambda _: None, set[str]()),
    "a word of a page that is in no document": (edited("docs/support.md", "\n## ", "\n## More: "), set[str]()),
    "a word of a page in one document": (edited("docs/on-the-day.md", "\n## ", "\n## Now: "), {SHEET}),
    "a value on every document": (
        edited("councils/example/council.yml", "owner: ", "owner: new "),
        {SHEET, BRIEFING},
    ),
    "the logo": (edited("councils/example/logo.svg", "</svg>", "<g/></svg>"), {SHEET, BRIEFING}),
}


@pytest.mark.parametrize("change", CHANGES)
def test_a_build_over_an_older_one_gives_what_a_fresh_one_gives(change: str, project: Path, tmp_path: Path) -> None:
    edit, touched = CHANGES[change]
    target, fresh = tmp_path / "out", tmp_path / "fresh"
    built(project, target)
    before = inodes(target)
    edit(project)
    manifest = built(project, target)
    assert {name for name, inode in inodes(target).items() if inode != before[name]} == touched
    assert manifest == built(project, fresh)
    assert all((target / name).read_bytes() == (fresh / name).read_bytes() for name in manifest["files"])


def test_a_file_that_somebody_changed_is_made_again(project: Path, tmp_path: Path) -> None:
    target = tmp_path / "out"
    good = built(project, target)["files"][SHEET]
    (target / SHEET).write_bytes(b"changed by hand")
    assert built(project, target)["files"][SHEET] == good


@pytest.mark.parametrize("manifest", ["", "[]", '{"documents": [1], "files": {}}', '{"documents": [], "files": 1}'])
def test_a_manifest_that_is_not_ours_is_passed_over(manifest: str, tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text(manifest, encoding="utf-8")
    assert reuse.last(tmp_path) == reuse.Last(tmp_path)
