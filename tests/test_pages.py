"""Pages as editors type them, each with the exact words that they get back."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import AS_OF

from staffguide import pages, project, prose
from staffguide.pages import FrontMatter
from staffguide.problems import GuideError
from staffguide.project import Project

TESTS = Path(__file__).parent
ROOT = TESTS.parent
CASES = sorted((TESTS / "cases" / "pages").glob("*.yml"))
HEAD = (
    "---\n"
    "title: A page\n"
    "description: What the page is for.\n"
    "audience: everyone\n"
    "owner: staff guide team\n"
    "reviewed: 2026-11-21\n"
    "review_in: 6 months\n"
    "---\n"
)
START = f"{HEAD}\n# A page\n\n"
"""Put before the body of a case that does not write its own: the body begins on line 12."""
OTHERS = {"guide/introduction.md": START, "guide/case-tracking.md": START, "picture.png": ""}


def write(docs: Path, files: dict[str, str]) -> None:
    for name, content in files.items():
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def messages(docs: Path) -> list[str]:
    """What the check of every page says."""
    found, problems = pages.read_all(docs, docs.parent)
    words = project.vocabulary(includes=list(found))
    files = frozenset(
        path.relative_to(docs).as_posix() for path in docs.rglob("*") if path.is_file() and path.suffix != ".md"
    )
    for page in found.values():
        problems += prose.check(page, words, found, files)
    return [str(problem) for problem in sorted(set(problems))]


def given_files(given: dict[str, Any]) -> dict[str, str]:
    """The files of a case: whole ones, or the words of one page under its front matter and title."""
    if "files" in given:
        return {**OTHERS, **given["files"]}
    return {**OTHERS, "page.md": given["page"] if "page" in given else START + given["body"]}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_each_mistake_is_told_in_these_words(case: Path, tmp_path: Path) -> None:
    given = yaml.safe_load(case.read_text(encoding="utf-8"))
    write(tmp_path / "docs", given_files(given))
    assert messages(tmp_path / "docs") == given["expect"]


def test_every_case_is_read() -> None:
    assert len(CASES) >= 40


def test_our_own_pages_have_no_problems() -> None:
    assert messages(ROOT / "docs") == []
