"""A page asks for nothing outside its folder, keeps nothing with the reader, breaks no policy, and is light."""

import gzip
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from playwright.sync_api import Error as BrowserError

from browser.budgets import BUDGETS
from browser.serving import REPORTS, UNDER, Served, serving

QUIET = 100
"""Milliseconds after which what a page does by itself is done."""


@dataclass(frozen=True)
class Journey:
    """What came of looking at pages: addresses asked for, reports, the browser's complaints, and what it keeps."""

    asked: list[str]
    outside: list[str]
    refused: list[str]
    complaints: list[str]
    kept: list[str]


def travel(browser: Browser, served: Served, pages: Iterable[str]) -> Journey:
    """Look at the pages one after another, as a reader who comes for the first time."""
    start, told = len(served.asked), len(served.refused)
    asked: list[str] = []
    complaints: list[str] = []
    with browser.new_context() as context:
        context.on("request", lambda request: asked.append(request.url))
        context.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        context.on("weberror", lambda error: complaints.append(str(error.error)))
        page = context.new_page()
        for name in pages:
            page.goto(served.address(name))
        page.wait_for_timeout(QUIET)
        kept = [f"cookie {cookie['name']}" for cookie in context.cookies()]
        with suppress(BrowserError):
            kept += page.evaluate("[...Object.keys(localStorage), ...Object.keys(sessionStorage)]")
    missing = [path for path in served.asked[start:] if not path.startswith(UNDER) or served.file(path) is None]
    beyond = [address for address in asked if not address.startswith((served.base, served.origin + REPORTS))]
    return Journey(asked, [*missing, *beyond], served.refused[told:], complaints, kept)


@pytest.fixture(scope="module")
def journeys(browser: Browser, served: Callable[[str], Served]) -> Callable[[str], Journey]:
    return cache(lambda slug: travel(browser, served(slug), served(slug).pages))


@pytest.mark.parametrize("slug", ["example", "awkward"])
def test_no_request_leaves_the_folder_or_finds_nothing(journeys: Callable[[str], Journey], slug: str) -> None:
    assert len(journeys(slug).asked) > 10
    assert not journeys(slug).outside


@pytest.mark.parametrize("slug", ["example", "awkward"])
def test_the_policy_refuses_nothing_and_the_browser_is_content(journeys: Callable[[str], Journey], slug: str) -> None:
    assert not journeys(slug).refused
    assert not journeys(slug).complaints


@pytest.mark.parametrize("slug", ["example", "awkward"])
def test_nothing_is_kept_with_the_reader(journeys: Callable[[str], Journey], slug: str) -> None:
    assert not journeys(slug).kept


def test_a_page_that_does_all_this_is_caught(browser: Browser, tmp_path: Path) -> None:
    (tmp_path / "index.html").write_text(
        '<!doctype html><title>x</title><script>alert(1)</script><p style="color: red">x</p>'
        '<img src="/outside.png" alt=""><img src="missing.png" alt=""><img src="http://localhost:9/else.png" alt="">'
        '<script src="bad.js"></script>'
    )
    (tmp_path / "bad.js").write_text('document.cookie = "a=b"; localStorage.setItem("c", "d"); nothing.here();')
    with serving(tmp_path) as served:
        journey = travel(browser, served, ["index.html"])
    assert {"/outside.png", "/a/b/missing.png"} <= set(journey.outside)
    assert {kind for kind in ("script-src-elem", "style-src-attr", "img-src") if kind in str(journey.refused)} == {
        "script-src-elem",
        "style-src-attr",
        "img-src",
    }
    assert any("nothing is not defined" in complaint for complaint in journey.complaints)
    assert journey.kept == ["cookie a", "c"]


def test_the_site_works_from_a_folder_without_a_server(browser: Browser, built: Callable[[str], Path]) -> None:
    complaints: list[str] = []
    asked: list[str] = []
    with browser.new_context(viewport={"width": 320, "height": 600}) as context:
        context.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        context.on("request", lambda request: asked.append(request.url))
        page = context.new_page()
        page.goto((built("example") / "index.html").as_uri())
        page.get_by_role("button", name="Menu").click()
        page.get_by_role("navigation", name="Contents of the guide").get_by_role("link").nth(1).click()
        assert page.get_by_role("heading", level=1).is_visible()
    assert not complaints
    assert not [address for address in asked if not address.startswith("file:")]


def test_a_first_view_is_light(browser: Browser, served: Callable[[str], Served]) -> None:
    site = served("example")
    rest = _weight(site, travel(browser, site, ["index.html"]).asked, without="index.html")
    heavy = {}
    for name in site.pages:
        plain, pressed = (one + other for one, other in zip(rest, _sizes(site.folder / name), strict=True))
        if name not in BUDGETS.long_pages and (plain > BUDGETS.first_view or pressed > BUDGETS.first_view_compressed):
            heavy[name] = (plain, pressed)
    assert not heavy


def _weight(site: Served, addresses: Iterable[str], without: str) -> tuple[int, int]:
    """What the files behind the addresses weigh, as they are and compressed."""
    files = {found for address in addresses if (found := site.file(address.removeprefix(site.origin).split("?")[0]))}
    sizes = [_sizes(file) for file in files if file.name != without]
    return sum(plain for plain, _ in sizes), sum(pressed for _, pressed in sizes)


def _sizes(file: Path) -> tuple[int, int]:
    content = file.read_bytes()
    return len(content), len(gzip.compress(content))
