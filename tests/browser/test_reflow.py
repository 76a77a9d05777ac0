"""Nothing is lost on a small screen, at 400 per cent or with changed text, and targets are large enough."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from browser.conftest import Visit
from browser.probes import TWICE_THE_SIZE, WIDER_SPACING, ask, told, until
from browser.serving import Served
from browser.states import PHONE, SETTLED, STILL, ZOOMED, State

PAGE = '<!doctype html><html lang="en"><title>x</title><body>{}</body></html>'
CLAMPED = "width: 5em; overflow: hidden; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 1"
BROKEN = {
    "sideways": '<p style="width: 999px">Words that go on</p>',
    "cut": '<p style="height: 9px; overflow: hidden">Words that do not fit</p>',
    "small": '<p><a href="/a" style="font-size: 9px">Tiny</a></p>',
    "crowded": '<a href="/a" style="font-size: 9px; display: block">A</a><a href="/b" style="font-size: 9px">B</a>',
}


CHANGES = {
    "wider spacing on a phone": (WIDER_SPACING, 320),
    "wider spacing on a desk": (WIDER_SPACING, 1280),
    "letters twice the size in half a window": (TWICE_THE_SIZE, 640),
    "letters twice the size on a desk": (TWICE_THE_SIZE, 1280),
}


@pytest.mark.parametrize("probe", BROKEN)
def test_the_probe_catches(blank: Callable[[str], Page], probe: str) -> None:
    assert ask(blank(PAGE.format(BROKEN[probe])), probe)


def test_a_link_in_a_sentence_may_be_as_small_as_the_sentence(blank: Callable[[str], Page]) -> None:
    assert not ask(blank(PAGE.format('<p>Words with <a href="/a" style="font-size: 9px">a link</a>.</p>')), "small")


def test_a_line_that_a_clamp_leaves_out_is_caught(blank: Callable[[str], Page]) -> None:
    assert ask(blank(PAGE.format(f'<p style="{CLAMPED}">Words that need some lines</p>')), "cut")


@pytest.mark.parametrize("slug", ["example", "awkward", "bare"])
@pytest.mark.parametrize("width", [320, 480, 700, 1024, 1280])
def test_no_words_of_the_frame_are_cut(visit: Visit, slug: str, width: int) -> None:
    assert not ask(visit(slug, "guide/introduction.html", State(width=width)), "cut")


@pytest.mark.parametrize("slug", ["example", "awkward"])
def test_no_page_scrolls_sideways_at_400_per_cent(visit: Visit, served: Callable[[str], Served], slug: str) -> None:
    found = []
    for name in served(slug).pages:
        found += told(visit(slug, name, ZOOMED), name, "sideways", "cut")
    assert not found


def test_without_scripts_no_page_scrolls_sideways(visit: Visit, templates: Callable[[str], list[str]]) -> None:
    found = []
    for name in templates("example"):
        found += told(visit("example", name, STILL[1]), name, "sideways", "cut")
    assert not found


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("slug", ["example", "awkward", "bare"])
def test_readers_may_change_the_text(
    visit: Visit, templates: Callable[[str], list[str]], slug: str, change: str
) -> None:
    script, width = CHANGES[change]
    found = []
    for name in templates(slug)[:6]:
        page = visit(slug, name, State(width=width))
        page.evaluate(script)
        page.evaluate(SETTLED)
        found += told(page, f"{name} at {width}", "sideways", "cut")
    assert not found


@pytest.mark.parametrize("state", [State(), PHONE], ids=str)
def test_targets_are_large_enough(visit: Visit, templates: Callable[[str], list[str]], state: State) -> None:
    assert not [line for name in templates("example") for line in told(visit("example", name, state), name, "small")]


def test_targets_in_the_open_menu_are_large_enough(visit: Visit) -> None:
    page = visit("example", "index.html", PHONE)
    page.get_by_role("button", name="Menu").click()
    assert not ask(page, "small")


def test_the_band_at_the_top_leaves_room_for_the_words(visit: Visit) -> None:
    """On a window of 320 by 256 nothing stays in place over the words while they scroll."""
    page = visit("example", "guide/introduction.html", ZOOMED)
    page.mouse.wheel(0, 1500)
    until(page, "scrollY > 500")
    fixed = page.evaluate(
        """() => [...document.querySelectorAll("body *")]
          .filter(one => ["fixed", "sticky"].includes(getComputedStyle(one).position) && one.checkVisibility())
          .reduce((sum, one) => sum + one.getBoundingClientRect().height, 0)"""
    )
    assert fixed <= 64
