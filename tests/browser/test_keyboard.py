"""Everything can be done, seen and left again by keyboard alone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from browser.conftest import Visit
from browser.keyboard import faults, focused, walk
from browser.probes import ask, told, until
from browser.serving import Served
from browser.states import PHONE, STILL, State

CHAPTER = "guide/introduction.html"
SINGLE_KEYS = ("f", "s", "/", "p", ",", "n", ".")
CONTROL = "<button>One</button>"
PAGE = '<!doctype html><html lang="en"><title>x</title><style>{style}</style><body>{body}</body></html>'
BROKEN = {
    "shows no ring": PAGE.format(style=":focus { outline: 0 }", body=CONTROL),
    "has a ring of 1": PAGE.format(style=":focus { outline: 3px solid #eee !important }", body=CONTROL),
    "of which": PAGE.format(
        style="button { all: unset } :focus { outline: 3px solid black !important } p { overflow: hidden; width: 2em }",
        body=f"<p>{CONTROL}</p>",
    ),
    "something covers it": PAGE.format(
        style="div { position: fixed; inset: 0; background: white }", body=f"{CONTROL}<div></div>"
    ),
    "comes out of order": PAGE.format(style="", body=f'{CONTROL}<button tabindex="1">Two</button>{CONTROL}'),
    "never reaches": PAGE.format(
        style="", body=f'{CONTROL}<button onfocus="this.blur()">Two</button><button>Three</button>'
    ),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_the_walk_catches(blank: Callable[[str], Page], broken: str) -> None:
    page = blank(BROKEN[broken])
    assert any(broken in fault for fault in faults(page, walk(page, most=5)))


@pytest.mark.parametrize("state", [State(), PHONE, State("dark"), State(contrast_theme=True), STILL[1]], ids=str)
def test_the_keyboard_reaches_everything_in_order_and_shows_where_it_is(
    visit: Visit, templates: Callable[[str], list[str]], state: State
) -> None:
    chosen = templates("example") if state == PHONE else templates("example")[:3]
    found = []
    for name in chosen:
        page = visit("example", name, state)
        found += [f"{name}: {fault}" for fault in faults(page, walk(page))]
    assert not found


def test_the_keyboard_finds_its_way_back(visit: Visit) -> None:
    page = visit("example", CHAPTER)
    there = walk(page)
    page.locator("footer a").last.focus()
    back = walk(page, "Shift+Tab")
    rest = there[:-1]
    assert [stop.name for stop in back[: len(rest)]] == [stop.name for stop in reversed(rest)]


@pytest.mark.parametrize("state", [State(), PHONE, STILL[0]], ids=str)
def test_the_first_stop_leads_past_the_contents(visit: Visit, state: State) -> None:
    page = visit("example", CHAPTER, state)
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the page")
    assert skip.bounding_box()["width"] > 24  # type: ignore[index]
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main article').contains(document.activeElement)")
    before = page.evaluate("document.activeElement.compareDocumentPosition(document.querySelector('main'))")
    assert before & 8, "the article is what holds the next stop"


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_menu_opens_and_escape_gives_the_keyboard_back(visit: Visit, key: str) -> None:
    page = visit("example", CHAPTER, PHONE)
    menu, contents = page.get_by_role("button", name="Menu"), page.locator("#sg-nav")
    assert menu.get_attribute("aria-expanded") == "false"
    assert not contents.is_visible()
    menu.focus()
    page.keyboard.press(key)
    assert menu.get_attribute("aria-expanded") == "true"
    assert contents.is_visible()
    page.keyboard.press("Tab")
    assert page.evaluate("document.getElementById('sg-nav').contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert menu.get_attribute("aria-expanded") == "false"
    assert not contents.is_visible()
    assert page.evaluate("document.activeElement.matches('[data-menu]')")


def test_an_open_menu_is_no_trap(visit: Visit) -> None:
    page = visit("example", CHAPTER, PHONE)
    page.get_by_role("button", name="Menu").click()
    contents = [("sg-nav__link" in stop.name) for stop in walk(page)]
    assert any(contents), "the contents come next"
    assert not contents[-1], "and then what follows them"


def test_a_closed_menu_holds_no_stop(visit: Visit) -> None:
    page = visit("example", CHAPTER, PHONE)
    assert not [stop for stop in walk(page) if "sg-nav" in stop.name]


def test_a_menu_left_open_does_no_harm_when_the_window_grows(visit: Visit) -> None:
    page = visit("example", CHAPTER, PHONE)
    page.get_by_role("button", name="Menu").click()
    page.set_viewport_size({"width": 1280, "height": 900})
    assert page.locator("#sg-nav").is_visible()
    page.set_viewport_size({"width": 320, "height": 900})
    until(page, "!document.getElementById('sg-nav').checkVisibility()")
    assert page.get_by_role("button", name="Menu").get_attribute("aria-expanded") == "false"


def test_without_scripts_the_menu_is_a_link_to_the_contents(visit: Visit) -> None:
    page = visit("example", CHAPTER, STILL[1])
    assert not page.locator("#sg-nav").is_visible()
    page.get_by_role("link", name="Menu").focus()
    page.keyboard.press("Enter")
    assert page.locator("#sg-nav").is_visible()


@pytest.mark.parametrize("key", SINGLE_KEYS)
def test_a_single_key_does_nothing(visit: Visit, key: str) -> None:
    page = visit("example", CHAPTER)
    state = "[location.href, scrollY, document.activeElement.outerHTML, !!document.querySelector(':modal')]"
    for place in ("body", "main a"):
        page.locator(place).first.focus()
        before = page.evaluate(state)
        page.keyboard.press(key)
        page.wait_for_timeout(30)
        assert page.evaluate(state) == before


@pytest.mark.parametrize("state", [PHONE, STILL[1]], ids=str)
def test_what_scrolls_sideways_can_be_reached_and_has_a_name(
    visit: Visit, served: Callable[[str], Served], state: State
) -> None:
    pages = [name for name in served("example").pages if "sg-scroll" in (served("example").folder / name).read_text()]
    assert pages
    assert not [line for name in pages for line in told(visit("example", name, state), name, "mute")]


def test_arrow_keys_scroll_what_is_too_wide(visit: Visit) -> None:
    page = visit("example", "guide/the-care-act.html", PHONE)
    region = page.locator(".sg-scroll[tabindex]").first
    region.focus()
    page.keyboard.press("ArrowRight")
    until(page, "document.activeElement.scrollLeft > 0")
    assert focused(page).width >= 2  # type: ignore[union-attr]


def test_what_fits_is_no_stop(visit: Visit) -> None:
    page = visit("example", "guide/scores-and-ratings.html")
    fits = "[...document.querySelectorAll('.sg-scroll')].filter(one => one.scrollWidth <= one.clientWidth)"
    assert page.evaluate(f"{fits}.length") > 0
    assert page.evaluate(f"{fits}.filter(one => one.tabIndex >= 0 || one.hasAttribute('role')).length") == 0


def test_a_stop_that_scrolls_without_a_name_is_caught(blank: Callable[[str], Page]) -> None:
    wide = '<div class="sg-scroll" style="overflow: auto"><p style="width: 999px">Wide</p></div>'
    assert ask(blank(PAGE.format(style="", body=wide)), "mute")


# The search box is walked through in test_search.py, beside the rest of search.
