"""No page has a fault that axe can see, in any state; and axe does see the faults that it should."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from browser.axe import faults
from browser.conftest import Visit
from browser.serving import Served
from browser.states import PHONE, SCREENS, STILL, State

CORNERS = [SCREENS[0], SCREENS[3]]
"""The two states that between them hold both schemes and both widths: every page is seen in these."""
TEMPLATE_STATES = [
    *(("example", state) for state in [SCREENS[1], SCREENS[2], STILL[1], STILL[2]]),
    *(("awkward", state) for state in [*SCREENS, STILL[1]]),
    *(("bare", state) for state in CORNERS),
]
"""Each template in the other states, and with councils that are hard on a page: too much to say, and hardly any."""

NOWHERE = "no/such/page.html"
GOOD = """<!doctype html><html lang="en-GB"><head><title>A page</title></head>
<body><main><h1>A page</h1><p>Words with <a href="/one">one link</a>.</p></main></body></html>"""
BROKEN = {
    "color-contrast": GOOD.replace("<p>", '<p style="color: #999; background: #fff">'),
    "image-alt": GOOD.replace("</p>", '</p><img src="data:,">'),
    "link-name": GOOD.replace("one link", ""),
    "landmark-no-duplicate-main": GOOD.replace("</body>", "<main><p>Again.</p></main></body>"),
    "landmark-unique": GOOD.replace("</main>", '</main><nav><a href="/1">1</a></nav><nav><a href="/2">2</a></nav>'),
    "html-has-lang": GOOD.replace(' lang="en-GB"', ""),
    "heading-order": GOOD.replace("</p>", "</p><h4>Too deep</h4>"),
    "label": GOOD.replace("</p>", '</p><input type="text">'),
    "document-title": GOOD.replace("<title>A page</title>", ""),
    "region": GOOD.replace("</main>", "</main><p>Nowhere.</p>"),
    "scrollable-region-focusable": GOOD.replace(
        "<p>", '<div style="width: 99px; height: 9px; overflow: scroll"><p style="width: 999px">Wide words</p></div><p>'
    ),
    "target-size": GOOD.replace(
        "</p>",
        '</p><a href="/a" style="display: block; height: 9px; overflow: hidden">a</a>'
        '<a href="/b" style="display: block; height: 9px; overflow: hidden">b</a>',
    ),
    "button-name": GOOD.replace("</p>", "</p><button></button>"),
    "empty-table-header": GOOD.replace("</p>", "</p><table><tr><th></th></tr><tr><td>1</td></tr></table>"),
    "aria-hidden-focus": GOOD.replace("</p>", '</p><div aria-hidden="true"><button>Hidden</button></div>'),
    "tabindex": GOOD.replace("<a ", '<a tabindex="3" '),
}


def named(state: State) -> str:
    return str(state)


def seen(page: Page, where: str) -> list[str]:
    return [f"{where}: {fault}" for fault in faults(page)]


@pytest.mark.parametrize("state", CORNERS, ids=named)
def test_every_page_is_free_of_faults(visit: Visit, served: Callable[[str], Served], state: State) -> None:
    pages = served("example").pages
    assert not [fault for page in pages for fault in seen(visit("example", page, state), page)]


@pytest.mark.parametrize(("slug", "state"), TEMPLATE_STATES, ids=str)
def test_every_template_is_free_of_faults(
    visit: Visit, templates: Callable[[str], list[str]], slug: str, state: State
) -> None:
    assert not [fault for page in templates(slug) for fault in seen(visit(slug, page, state), page)]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("slug", ["example", "awkward"])
def test_the_open_menu_is_free_of_faults(visit: Visit, slug: str, scheme: str) -> None:
    page = visit(slug, "guide/introduction.html", State(scheme=scheme, width=320))  # type: ignore[arg-type]
    page.get_by_role("button", name="Menu").click()
    assert page.get_by_role("navigation", name="Contents of the guide").is_visible()
    assert not faults(page)


def test_the_menu_that_opens_without_scripts_is_free_of_faults(visit: Visit) -> None:
    page = visit("example", "guide/introduction.html", STILL[1])
    page.get_by_role("link", name="Menu").click()
    assert page.get_by_role("navigation", name="Contents of the guide").is_visible()
    assert not faults(page)


@pytest.mark.parametrize("state", [*SCREENS, *STILL], ids=named)
@pytest.mark.parametrize("slug", ["example", "awkward"])
def test_the_page_for_a_wrong_address_is_free_of_faults(visit: Visit, slug: str, state: State) -> None:
    assert not faults(visit(slug, NOWHERE, state))


def test_a_contrast_theme_brings_no_faults(visit: Visit, templates: Callable[[str], list[str]]) -> None:
    state = State(contrast_theme=True)
    assert not [fault for page in templates("example") for fault in seen(visit("example", page, state), page)]


def test_axe_finds_nothing_in_a_good_page(blank: Callable[[str], Page]) -> None:
    assert not faults(blank(GOOD))


@pytest.mark.parametrize("rule", BROKEN)
def test_axe_catches(blank: Callable[[str], Page], rule: str) -> None:
    assert any(fault.startswith(f"{rule} ") for fault in faults(blank(BROKEN[rule])))


def test_axe_sees_what_a_narrow_screen_hides(visit: Visit) -> None:
    """The state really reaches the page: the menu is there at 320 pixels and not at 1280."""
    assert visit("example", "index.html", PHONE).get_by_role("button", name="Menu").is_visible()
    assert not visit("example", "index.html").get_by_role("button", name="Menu").is_visible()


# Search has its states too (open, with results, without, its own page): they are tested beside it, in test_search.py.
