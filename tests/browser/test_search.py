"""Search as readers meet it: from a folder, under a strict policy, without scripts, with slips and hostile words."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import ROOT
from playwright.sync_api import Browser, Page, expect

from browser.serving import Served
from staffguide import load

Site = Callable[[str], Served]


@contextmanager
def reader(browser: Browser, **settings: object) -> Iterator[Page]:
    """A reader's own window, in which nothing may go wrong unheard and nothing be asked for elsewhere."""
    context = browser.new_context(**settings)  # type: ignore[arg-type]
    page, trouble = context.new_page(), list[str]()
    page.on("pageerror", lambda error: trouble.append(str(error)))
    page.on("console", lambda message: trouble.append(message.text) if message.type in ("error", "warning") else None)
    page.on("dialog", lambda dialog: trouble.append(dialog.message))
    yield page
    context.close()
    assert trouble == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with reader(browser) as page:
        yield page


def search(page: Page, served: Served, query: str) -> list[str]:
    """The titles that a search leads to, by its address."""
    page.goto(served.address(f"search.html?q={quote(query)}"))
    expect(page.get_by_role("status")).not_to_have_text("Searching.")
    expect(page.get_by_role("status")).not_to_have_text("")
    return page.locator(".sg-results__title").all_text_contents()


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("SAB", "glossary.html#term-sab"),
        ("s42", "glossary.html#term-section-42"),
        ("DASS", "glossary.html#term-dass"),
        ("PSW", "glossary.html#term-psw"),
        ("I statements", "glossary.html#term-i-statement"),
        ("what will they ask me", "guide/when-the-cqc-is-here.html"),
        ("what will they ask me", "practise/index.html"),
        ("what will they ask me", "tool-1/learning-and-questions.html"),
        ("personal budget", "glossary.html#term-direct-payment"),
        ("safegarding", "framework/statements/safeguarding.html"),
        ("case trakcing", "guide/case-tracking.html"),
        ("Safeguarding", "framework/statements/safeguarding.html"),
    ],
)
def test_what_people_type_leads_to_the_page(typed: str, address: str, page: Page, served: Site) -> None:
    site = served("example")
    search(page, site, typed)
    links = page.locator(".sg-results > li:nth-child(-n+3) a").evaluate_all("all => all.map(one => one.href)")
    assert any(one.startswith(site.address(address)) for one in links), links


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("s42", r"^\d+ pages found\.$"),
        ("assessment", r"^Here are the best 20 of \d+ pages\.$"),
        ("safegarding", r"^No page has “safegarding”\. Here are (the best 20 of )?\d+ pages with “safeguarding”\.$"),
        ("zzqqx", r"^No page has “zzqqx”\. Check the spelling, or try another word for the same thing\.$"),
        ("the", r"^These words stand on nearly every page\. Add a word that says what you are looking for\.$"),
    ],
)
def test_what_was_found_is_announced(typed: str, said: str, page: Page, served: Site) -> None:
    search(page, served("example"), typed)
    expect(page.get_by_role("status")).to_have_text(re.compile(said))
    expect(page).to_have_title(re.compile(f"^{typed} - Search - "))
    expect(page.get_by_role("searchbox")).to_have_value(typed)


def test_the_box_in_the_band_leads_to_the_results_by_keyboard_alone(page: Page, served: Site) -> None:
    site = served("example")
    page.goto(site.address("guide/case-tracking.html"))
    page.get_by_role("searchbox", name="Words to look for").focus()
    page.keyboard.type("case tracking & more?")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search.html?q=*")
    expect(page.get_by_role("searchbox")).to_have_value("case tracking & more?")
    expect(page.locator(".sg-results > li").first).to_be_visible()
    page.get_by_role("searchbox").focus()
    for name in ("Search", "Case tracking"):
        page.keyboard.press("Tab")
        assert name in page.evaluate("document.activeElement.textContent")
    page.keyboard.press("Enter")
    page.wait_for_url("**/guide/case-tracking.html*")
    page.go_back()
    expect(page.locator(".sg-results > li").first).to_be_visible()


def test_a_small_screen_has_a_link_in_place_of_the_box(browser: Browser, served: Site) -> None:
    with reader(browser, viewport={"width": 320, "height": 600}) as page:
        page.goto(served("example").address("index.html"))
        expect(page.get_by_role("searchbox")).to_be_hidden()
        page.get_by_role("link", name="Search").click()
        page.wait_for_url("**/search.html")
        page.get_by_role("searchbox").fill("case tracking")
        page.get_by_role("button", name="Search").click()
        expect(page.locator(".sg-results > li").first).to_be_visible()
        assert page.evaluate("document.documentElement.scrollWidth") <= 320


def test_nothing_is_loaded_before_somebody_searches_and_nothing_from_elsewhere(page: Page, served: Site) -> None:
    site = served("example")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.address("search.html"))
    assert not [one for one in asked if "search/index.js" in one or "/vendor/" in one]
    search(page, site, "SAB")
    assert len([one for one in asked if "search/index.js" in one or "/vendor/" in one]) == 2
    assert [one for one in asked if not one.startswith(site.base)] == []
    assert site.refused == []


def test_it_works_from_a_folder(browser: Browser, built: Callable[[str], Path]) -> None:
    with reader(browser) as page:
        page.goto((built("example") / "guide" / "introduction.html").as_uri())
        page.get_by_role("searchbox").fill("safegarding")
        page.keyboard.press("Enter")
        expect(page.locator(".sg-results > li").first).to_be_visible()
        page.locator(".sg-results a").first.click()
        expect(page.locator("h1")).to_have_text("Safeguarding")


def test_a_councils_words_are_shown_as_text(page: Page, served: Site) -> None:
    assert "King's <b>Llanfair</b> {{ 7*7 }} *stars*" in load.council(ROOT / "tests", "awkward").name
    search(page, served("awkward"), "Llanfair")
    assert "<b>Llanfair</b> {{ 7*7 }} *stars*" in page.locator(".sg-results").inner_text()
    assert page.locator(".sg-results :not(a, li, p, span, mark)").count() == 0
    assert page.locator(".sg-results mark", has_text="Llanfair").count()


@pytest.mark.parametrize(
    "typed", ["<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "%", "a" * 3000, "\\", "'"]
)
def test_what_a_reader_types_is_shown_as_text(typed: str, page: Page, served: Site) -> None:
    search(page, served("awkward"), typed)
    expect(page.get_by_role("searchbox")).to_have_value(typed)
    assert page.locator(".sg-main img, .sg-main script").count() == 0


def test_without_scripts_a_link_leads_to_words_that_help(browser: Browser, served: Site) -> None:
    with reader(browser, java_script_enabled=False) as page:
        page.goto(served("example").address("guide/case-tracking.html"))
        expect(page.get_by_role("searchbox")).to_be_hidden()
        page.get_by_role("link", name="Search").click()
        expect(page.locator(".sg-words")).to_contain_text("it needs scripts")
        expect(page.get_by_role("searchbox")).to_be_hidden()
        page.get_by_role("link", name="A to Z").first.click()
        expect(page.locator("h1")).to_have_text("A to Z of pages")


def test_an_index_that_does_not_load_is_owned_up_to(browser: Browser, served: Site) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.route("**/search/index.js", lambda route: route.abort())
    search(page, served("example"), "SAB")
    expect(page.get_by_role("status")).to_contain_text("Search did not load.")
    expect(page.locator(".sg-words")).to_be_visible()
    context.close()
