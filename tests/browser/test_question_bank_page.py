"""The filters of the question bank: by keyboard, on a phone, shared by address, without scripts, with hostile words."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.axe import faults
from browser.conftest import Visit
from browser.serving import Served
from browser.states import PHONE, SCREENS, State

ALL, THEME = "practise/all-questions.html", "practise/by-theme/leadership.html"
STILL = State(scripts=False)
HOSTILE = '"><img src=x onerror="window.caught=1">'
NO_OVERFLOW = "() => document.documentElement.scrollWidth <= window.innerWidth"


def shown(page: Page) -> int:
    return page.locator("[data-entries] > li:visible").count()


def counted(page: Page) -> str:
    return page.locator("[data-fill=count]").inner_text()


def said(page: Page) -> str:
    return page.locator("[role=status].sg-unseen").inner_text()


@pytest.fixture
def own(browser: Browser, served: Callable[[str], Served]) -> Iterator[Callable[..., Page]]:
    """A page of its own, for a test that changes what the browser may do."""
    contexts = []

    def opened(address: str, before: str = "", **options: object) -> Page:
        context = browser.new_context(**options)  # type: ignore[arg-type]
        contexts.append(context)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.goto(served("example").address(address))
        return page

    yield opened
    for context in contexts:
        context.close()


def test_a_choice_narrows_the_list_counts_it_and_stands_in_the_address(visit: Visit) -> None:
    page = visit("example", ALL)
    every = shown(page)
    page.get_by_label("Who it is for").select_option("managers")
    some = shown(page)
    assert 0 < some < every and counted(page) == f"Shown: {some} of {every} questions."
    assert page.get_by_label("Who it is for").locator("option:checked").inner_text() == f"For managers ({some})"
    assert page.url.endswith("?audience=managers")
    page.get_by_label("Words in the question").fill("wait")
    assert 0 < shown(page) < some
    assert "text=wait" in page.url


def test_the_count_is_announced_once_the_typing_stops(visit: Visit) -> None:
    page = visit("example", ALL)
    page.get_by_label("Words in the question").press_sequentially("wait", delay=20)
    assert said(page) == ""
    expect(page.locator("[role=status].sg-unseen")).to_have_text(counted(page))


def test_an_address_that_was_shared_gives_the_same_list(visit: Visit) -> None:
    page = visit("example", ALL)
    page.get_by_label("Quality statement").select_option("qs-equity")
    page.get_by_label("Kind of question").select_option("asked")
    address, some = page.url, shown(page)
    assert some
    page.goto("about:blank")
    page.goto(address)
    assert shown(page) == some
    assert page.get_by_label("Kind of question").input_value() == "asked"


def test_an_address_with_nonsense_shows_everything(visit: Visit) -> None:
    every = shown(visit("example", ALL))
    page = visit("example", f"{ALL}?audience=nobody&theme=%3Cb%3E&other=1")
    assert shown(page) == every and page.get_by_label("Who it is for").input_value() == ""


def test_hostile_words_stay_words(visit: Visit) -> None:
    page = visit("example", f"{ALL}?text=%22%3E%3Cimg%20src%3Dx%20onerror%3D%22window.caught%3D1%22%3E")
    assert page.get_by_label("Words in the question").input_value() == HOSTILE
    assert shown(page) == 0 and not page.evaluate("() => window.caught")
    assert page.locator("img[src=x]").count() == 0


def test_a_statement_keeps_questions_that_have_their_home_elsewhere(visit: Visit) -> None:
    page = visit("example", THEME)
    page.get_by_label("Quality statement").select_option("qs-learning")
    assert page.get_by_text("These fit here too").locator("visible=true").count()
    link = page.locator("li:visible > a[href*='working-with-people.html#']").first
    link.click()
    assert page.locator("li:target details").get_attribute("open") is not None


def test_nothing_that_fits_is_said_and_can_be_mended(visit: Visit) -> None:
    page = visit("example", ALL)
    every = shown(page)
    page.get_by_label("Words in the question").fill("zzzz")
    assert shown(page) == 0 and counted(page).startswith("No question fits.")
    assert page.get_by_role("heading", level=2).locator("visible=true").count() == 0
    assert page.get_by_role("button", name="Print this selection").is_disabled()
    page.get_by_role("button", name="Clear the filters").click()
    assert shown(page) == every and "?" not in page.url


def test_a_link_to_a_question_shows_it_whatever_the_filters(visit: Visit) -> None:
    page = visit("example", f"{THEME}?text=zzzz#q-governance-03")
    item = page.locator("#q-governance-03")
    assert item.is_visible() and item.locator("details li").first.is_visible()


def test_it_works_by_keyboard_alone(visit: Visit) -> None:
    page = visit("example", ALL)
    every = shown(page)
    page.get_by_label("Words in the question").focus()
    page.keyboard.type("team")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    assert 0 < shown(page) < every
    for _ in range(4):
        page.keyboard.press("Tab")
    assert page.get_by_role("button", name="Clear the filters").evaluate("one => one === document.activeElement")
    page.keyboard.press("Enter")
    assert shown(page) == every
    page.get_by_label("Words in the question").focus()
    page.keyboard.type("team")
    page.keyboard.press("Enter")
    assert page.url.split("?")[0].endswith(ALL), "Enter must not send the form anywhere"


def test_without_scripts_the_list_is_whole(visit: Visit, served: Callable[[str], Served]) -> None:
    page = visit("example", ALL, STILL)
    assert page.locator("form.sg-bank__filters").count() == 0
    assert shown(page) == (served("example").folder / ALL).read_text(encoding="utf-8").count(".html#q-")
    page = visit("example", THEME, STILL)
    page.locator("#q-governance-01 summary").click()
    assert page.locator("#q-governance-01 details li").first.is_visible()


def test_the_list_is_copied_as_text(own: Callable[..., Page]) -> None:
    page = own(f"{THEME}?text=supervision", permissions=["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Copy as text").click()
    expect(page.locator("[data-fill=count]")).to_have_text("The list is copied as text.")
    copied = page.evaluate("() => navigator.clipboard.readText()")
    assert "Exampleton Council" in copied and "?text=supervision" in copied
    assert copied.count("\n- ") == shown(page) and "    Evidence: " in copied


def test_the_text_is_shown_where_copying_is_refused(own: Callable[..., Page]) -> None:
    refuse = "navigator.clipboard.writeText = () => Promise.reject(Error()); document.execCommand = () => false"
    page = own(f"{ALL}?text=supervision", refuse)
    page.get_by_role("button", name="Copy as text").click()
    box = page.get_by_label("The list as text")
    expect(box).to_be_focused()
    assert box.input_value().count("\n- ") == shown(page)
    assert not faults(page)


def test_only_the_selection_is_printed(visit: Visit) -> None:
    page = visit("example", f"{THEME}?text=supervision", State(paper=True))
    some = shown(page)
    assert 0 < some < 20
    assert not page.locator(".sg-bank__filters").is_visible() and not page.locator(".sg-actions").is_visible()


def test_a_page_opened_from_a_folder_filters_too(browser: Browser, built: Callable[[str], Path]) -> None:
    page = browser.new_page()
    page.goto((built("example") / ALL).as_uri() + "?audience=frontline")
    assert counted(page).startswith("Shown: ")
    page.get_by_label("Words in the question").fill("carer")
    assert shown(page)
    page.close()


@pytest.mark.parametrize("state", SCREENS, ids=str)
@pytest.mark.parametrize(
    "address", [ALL, f"{ALL}?audience=managers&text=wait", f"{ALL}?text=zzzz", f"{THEME}#q-governance-03"]
)
def test_every_state_is_free_of_faults(visit: Visit, address: str, state: State) -> None:
    page = visit("example", address, state)
    assert not faults(page)
    assert page.evaluate(NO_OVERFLOW)


def test_a_phone_shows_one_filter_under_another(visit: Visit) -> None:
    page = visit("example", ALL, PHONE)
    lefts = {round(one.bounding_box()["x"]) for one in page.locator(".sg-bank__field").all() if one.is_visible()}  # type: ignore[index]
    assert len(lefts) == 1


def test_nothing_is_refused_and_nothing_is_missing(visit: Visit, served: Callable[[str], Served]) -> None:
    site = served("example")
    for address in (ALL, f"{THEME}#q-governance-03"):
        before = len(site.refused), len(site.outside)
        visit("example", address)
        assert (len(site.refused), len(site.outside)) == before
