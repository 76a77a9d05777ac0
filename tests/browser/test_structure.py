"""Every page is built as assistive technology expects, its addresses lead somewhere, and it does not grow too large."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from browser.budgets import BUDGETS
from staffguide import structure

SLUGS = ("example", "awkward", "bare")
GOOD = """<!doctype html><html lang="en-GB"><head><title>Page - Guide - Council</title></head><body><header></header>
<nav aria-label="Contents"><a href="a.html" aria-current="page">A</a></nav><main><h1 id="a">A</h1><h2>B</h2>
<table class="sg-table"><caption>C</caption><thead><tr><th scope="col">D</th></tr></thead></table></main>
<footer></footer></body></html>"""
BROKEN = {
    "0 headings": GOOD.replace("h1", "h2"),
    "2 headings": GOOD.replace("</h1>", "</h1><h1>Again</h1>"),
    "h3 follows h1": GOOD.replace("h2", "h3"),
    "is empty": GOOD.replace("<h2>B", "<h2>"),
    "landmarks of the kind main": GOOD.replace("</main>", "</main><main></main>"),
    "landmarks of the kind footer": GOOD.replace("<footer></footer>", ""),
    '2 <nav> named "Contents"': GOOD.replace("<main>", '<main><nav aria-label="Contents"></nav>'),
    '1 <nav> named ""': GOOD.replace(' aria-label="Contents"', ""),
    "has no caption": GOOD.replace("<caption>C</caption>", ""),
    "without a scope": GOOD.replace(' scope="col"', ""),
    "no header row": GOOD.replace("thead", "tbody"),
    "the language": GOOD.replace("en-GB", "en"),
    "the title": GOOD.replace("Page - Guide - Council", "Page"),
    "takes its own place": GOOD.replace("<a ", '<a tabindex="1" '),
    "holds a style": GOOD.replace("<h2>", '<h2 style="color: red">'),
    "holds a style or a script": GOOD.replace("<h2>", '<h2 onclick="x()">'),
    "two elements": GOOD.replace("<h2>", '<h2 id="a">'),
    "marked as the present page": GOOD.replace("</nav>", '<a href="b.html" aria-current="page">B</a></nav>'),
}


def pages(folder: Path) -> dict[str, str]:
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.html")}


def test_a_good_page_has_no_faults() -> None:
    assert not list(structure.faults(structure.read(GOOD)))


@pytest.mark.parametrize("broken", BROKEN)
def test_the_reading_catches(broken: str) -> None:
    assert any(broken in fault for fault in structure.faults(structure.read(BROKEN[broken])))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_page_is_well_built(built: Callable[[str], Path], slug: str) -> None:
    found = {name: list(structure.faults(structure.read(text))) for name, text in pages(built(slug)).items()}
    assert not {name: faults for name, faults in found.items() if faults}


@pytest.mark.parametrize("slug", SLUGS)
def test_no_two_pages_have_the_same_title(built: Callable[[str], Path], slug: str) -> None:
    titles = Counter(structure.title(structure.read(text)) for text in pages(built(slug)).values())
    assert not [title for title, times in titles.items() if times > 1]


def test_a_page_marks_itself_in_the_contents(built: Callable[[str], Path]) -> None:
    page = structure.read((built("example") / "guide" / "introduction.html").read_text(encoding="utf-8"))
    (present,) = page.xpath("//nav//a[@aria-current='page']")
    assert present.get("href").endswith("introduction.html")


@pytest.mark.parametrize("slug", SLUGS)
def test_every_address_leads_somewhere(built: Callable[[str], Path], slug: str) -> None:
    folder = built(slug)
    ids = {name: set(structure.read(text).xpath("//@id")) for name, text in pages(folder).items()}
    found = [f"{name}: {fault}" for name in ids for fault in structure.broken_addresses(folder, name, ids)]
    assert not found


def test_addresses_that_lead_nowhere_are_caught(tmp_path: Path) -> None:
    wrong = ("gone.html", "/index.html", "../outside.html", "#gone", "javascript:x()", "//elsewhere.example/a")
    right = ("page.html#here", "https://a.example", "mailto:a@b")
    links = "".join(f'<a href="{address}">x</a>' for address in (*wrong, *right))
    (tmp_path / "page.html").write_text(f'<p id="here">{links}</p>')
    found = list(structure.broken_addresses(tmp_path, "page.html", {"page.html": {"here"}}))
    assert [fault.split('"')[1] for fault in found] == list(wrong)


@pytest.mark.parametrize("slug", SLUGS)
def test_no_page_is_too_large(built: Callable[[str], Path], slug: str) -> None:
    sizes = {name: len(text.encode()) for name, text in pages(built(slug)).items() if name not in BUDGETS.long_pages}
    assert not {name: size for name, size in sizes.items() if size > BUDGETS.page}


@pytest.mark.parametrize("slug", SLUGS)
def test_paths_suit_every_file_system(built: Callable[[str], Path], slug: str) -> None:
    paths = [path.relative_to(built(slug)).as_posix() for path in built(slug).rglob("*")]
    assert not [path for path in paths if len(path) > BUDGETS.path]
    alike = Counter(path.casefold() for path in paths)
    assert not [path for path, times in alike.items() if times > 1]
