"""Pages as editors type them, each with the exact words that they get back."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import AS_OF
from markdown import markdown

from staffguide import pages, project, prose
from staffguide.pages import FrontMatter, Page
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


# What shows only when a page meets a council's values


@pytest.fixture(scope="module")
def shared(whole_project: Path) -> Project:
    return project.open_project(whole_project)


def page_of(source: str) -> Page:
    """A page of these words under seven lines of front matter."""
    numbers = dict.fromkeys(FrontMatter.model_fields, 2)
    return Page(
        "page.md", "docs/page.md", FrontMatter.model_validate(yaml.safe_load(HEAD.strip("-\n"))), source, 7, numbers
    )


def complaints(shared: Project, slug: str, source: str) -> list[str]:
    """What expanding one page for a council complains of."""
    made = project.edition(shared, slug, AS_OF)
    expanded = project.expanded_page(shared, made.guide, page_of(source))
    return [str(problem) for problem in expanded.problems]


@pytest.mark.parametrize(
    ("slug", "source", "expected"),
    [
        ("example", "{{ council.director.name }} {{ council.assessment.status }} {{ council.reviewed }}", []),
        (
            "bare",
            "one\n{{ council.director.name }}",
            [
                'docs/page.md:9: this council has not given what "name" belongs to: put the line inside '
                "{% if ... %} and {% endif %}, or the council's file needs it"
            ],
        ),
        ("bare", "{% if council.director %}{{ council.director.name }}{% endif %}{{ council.sample }}", []),
        (
            "example",
            "one\n\n{{ council.type | date }}",
            ['docs/page.md:10: "| date" takes a date, and this value is of another kind'],
        ),
        (
            "example",
            "{{ council.type | words }}",
            ['docs/page.md:8: "| words" takes a number, and this value is of another kind'],
        ),
        (
            "bare",
            "{{ council.sample | date }}",
            ['docs/page.md:8: "| date" takes a date, and this value is not given by this council'],
        ),
        (
            "example",
            "{% if council.reviewed > 5 %}x{% endif %}",
            ["docs/page.md:8: the two values are of different kinds, or one is not given"],
        ),
        (
            "example",
            'one\n{{ term("cqcc") }}\n{{ theme("theme-leadershipp") }}',
            [
                'docs/page.md:9: there is no term "cqcc": did you mean "cqc"?',
                'docs/page.md:10: there is no theme "theme-leadershipp": did you mean "theme-leadership"?',
            ],
        ),
        (
            "example",
            "{% for a in council.priorities %}{% for b in council.priorities %}"
            + "x" * 50_000
            + "{% endfor %}{% endfor %}",
            ["docs/page.md:1: the page has grown far too long: look for a loop inside a loop"],
        ),
    ],
    ids=["right", "missing", "guarded", "date", "words", "absent", "compared", "ids", "runaway"],
)
def test_a_page_that_does_not_fit_a_councils_values_is_explained(
    shared: Project, slug: str, source: str, expected: list[str]
) -> None:
    assert complaints(shared, slug, source) == expected


@pytest.mark.parametrize(
    "source",
    [
        "{{ council.__class__ }}",
        "{{ council._fields }}",
        "{{ council.name.__class__ }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ themes.__globals__ }}",
        "{{ ''.join([council.name]) }}",
        "{{ council.name ~ 'x' }}",
        "{{ '%s' % council.name }}",
        "{{ council.name | upper }}",
        "{{ council.name[:2] }}",
        "{{ council.name == 'x' }}",
        "{{ cycler('a').__init__ }}",
        "{% include '../council.yml' %}",
    ],
)
def test_the_sandbox_holds_where_the_check_is_passed_by(shared: Project, source: str) -> None:
    """Nothing but the check stands before this, so both walls are tried."""
    made = project.edition(shared, "awkward", AS_OF)
    page = page_of(source)
    expanded = project.expanded_page(shared, made.guide, page)
    assert expanded.problems
    assert "Æthel" not in expanded.markdown
    assert prose.check(page, project.vocabulary(), {}, frozenset())


# The second wall: what the check might miss does no harm


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ('Words.\n{: onclick="alert(1)" style="x" .note #there }', '<p class="note" id="there">Words.</p>'),
        ("[a](javascript:alert)", "<p><a>a</a></p>"),
        ("[a][b]\n\n[b]: JavaScript:alert", "<p><a>a</a></p>"),
        ("[a](<java\nscript:alert>)", "<p><a>a</a></p>"),
        ("[a](java&#115;cript&colon;alert)", "<p><a>a</a></p>"),
        ("![a](data:image/svg+xml,x)", '<p><img alt="a" /></p>'),
        ("[a](https://x.example)", '<p><a href="https://x.example">a</a></p>'),
        ("[a](b.md#c:d)", '<p><a href="b.md#c:d">a</a></p>'),
    ],
)
def test_what_could_do_harm_is_left_out(source: str, expected: str) -> None:
    assert markdown(source, extensions=["attr_list", "staffguide.plain_markdown"]) == expected
