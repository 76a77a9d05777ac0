"""The page follows what readers have set: contrast themes, less motion, and paper."""

from collections.abc import Callable
from io import BytesIO

import pypdfium2
import pytest
from playwright.sync_api import Page

from browser.conftest import Visit
from browser.probes import ask, told
from browser.states import State

CONTRAST = State(contrast_theme=True)
PAPER = State(paper=True)
CHAPTER = "guide/introduction.html"
PAGE = '<!doctype html><html lang="en"><title>x</title><style>{}</style><body><p>Words</p></body></html>'
CHROME = (".sg-skip", ".sg-bar__tools", ".sg-nav", ".sg-toc", ".sg-turn", "dialog", "button")


def test_a_contrast_theme_shows_the_present_page_without_our_colours(visit: Visit) -> None:
    page = visit("example", CHAPTER, CONTRAST)
    (present,) = ask(page, "look", ".sg-nav__link[aria-current]", "border-left-color")
    others = ask(page, "look", ".sg-nav__link:not([aria-current])", "border-left-color")
    assert others
    assert present not in others
    assert ask(page, "look", ".sg-nav__link[aria-current]", "font-weight") == ["700"]


def test_a_contrast_theme_keeps_edges_where_we_drew_with_colour(visit: Visit) -> None:
    page = visit("example", "index.html", CONTRAST)
    paper = ask(page, "look", "body", "background-color")[0]
    for one in (".sg-bar", ".sg-button", ".sg-bar__button", ".sg-footer"):
        edges = [ask(page, "look", one, f"border-{side}-color")[0] for side in ("top", "bottom")]
        assert any(edge != paper for edge in edges), one


def test_nothing_moves(visit: Visit, templates: Callable[[str], list[str]]) -> None:
    less = State(less_motion=True)
    assert not [line for name in templates("example") for line in told(visit("example", name, less), name, "moving")]


def test_movement_is_caught(blank: Callable[[str], Page]) -> None:
    assert ask(blank(PAGE.format("p { transition: color 1s }")), "moving")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_paper_leaves_out_what_only_a_screen_needs(visit: Visit, scheme: str) -> None:
    page = visit("example", CHAPTER, State(scheme=scheme, paper=True))  # type: ignore[arg-type]
    assert not [found for one in CHROME for found in ask(page, "visible", one)]
    assert ask(page, "visible", "h1")
    assert ask(page, "look", "body", "color") == ["rgb(0, 0, 0)"]


def test_paper_says_who_looks_after_the_page(visit: Visit) -> None:
    page = visit("example", CHAPTER, PAPER)
    (block,) = ask(page, "visible", ".sg-review")
    assert "Looked after by" in block


def test_paper_says_where_a_link_leads(visit: Visit) -> None:
    page = visit("example", "guide/finding-out-more.html", PAPER)
    addresses = page.evaluate(
        "[...document.querySelectorAll('.sg-words a[href^=http]')].map(a => a.getAttribute('href'))"
    )
    shown = ask(page, "look", ".sg-words a[href^=http]", "content", "::after")
    assert addresses
    assert all(address in said for address, said in zip(addresses, shown, strict=True))
    assert set(ask(page, "look", ".sg-words a:not([href^=http])", "content", "::after")) <= {"none", "normal"}


FOLDED = "<details><summary>Short</summary><p>Folded away</p></details>"


@pytest.mark.parametrize("scripts", [True, False], ids=["with script", "without script"])
def test_what_is_folded_away_is_printed(visit: Visit, scripts: bool) -> None:
    page = visit("example", CHAPTER, State(scripts=scripts))
    page.evaluate("html => document.querySelector('.sg-words').insertAdjacentHTML('afterbegin', html)", FOLDED)
    printed = words_of(page)
    assert "Folded away" in printed
    assert page.evaluate("document.querySelector('details').open") is False, "the screen is as it was"


def test_a_printed_page_holds_its_heading_and_its_review_and_no_menu(visit: Visit) -> None:
    printed = words_of(visit("example", CHAPTER))
    assert "Looked after by" in printed
    assert "Skip to the page" not in printed
    assert "On this page" not in printed


def words_of(page: Page) -> str:
    """The words of the page as the browser prints it."""
    page.emulate_media(media="print")
    document = pypdfium2.PdfDocument(BytesIO(page.pdf()))
    words = " ".join(sheet.get_textpage().get_text_bounded() for sheet in document)
    document.close()
    return words
