"""Practice: a session from start to summary by keyboard, on a phone, in a group, without storage or scripts."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from browser.axe import faults
from browser.conftest import Visit
from browser.serving import Served
from browser.states import PLAIN, SCREENS, State

PRACTICE = "practise/talk-to-the-cqc.html"
NO_OVERFLOW = "() => document.documentElement.scrollWidth <= window.innerWidth"
BLOCKED = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no', 'SecurityError') } })"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError') }"
CLOCK = "window.passed = 0; Date.now = () => 1e12 + window.passed"
"""A clock that goes on only when a test says so."""
LONGER_THAN_A_TICK = 400
KEY = "Object.keys(localStorage).find(key => key.endsWith('/session'))"
KEPT = f"() => localStorage[{KEY}]"
KEEP = f"words => {{ localStorage[{KEY}] = words }}"
FOCUSED = "() => { const it = document.activeElement; return (it.labels?.[0] || it).textContent.trim() }"
HOSTILE = '<img src=x onerror="window.caught=1">'

Opened = Callable[..., Page]


@pytest.fixture
def own(browser: Browser, served: Callable[[str], Served]) -> Iterator[Opened]:
    """The practice page in a browser that has kept nothing yet."""
    contexts = []

    def opened(before: str = "", state: State = PLAIN) -> Page:
        size = {"width": state.width, "height": state.height}
        context = browser.new_context(viewport=size, color_scheme=state.scheme)  # type: ignore[arg-type]
        contexts.append(context)
        if before:
            context.add_init_script(before)
        page = context.new_page()
        page.goto(served("example").address(PRACTICE))
        page.get_by_role("button", name="Start practising").wait_for()
        return page

    yield opened
    for context in contexts:
        context.close()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def begin(page: Page, many: str = "3") -> None:
    page.get_by_label("How many questions?").select_option(many)
    press(page, "Start practising")
    page.get_by_role("button", name="Stop here").wait_for()


def heading(page: Page) -> str:
    return page.locator("[data-tool] h2").first.inner_text()


def question(page: Page) -> str:
    return heading(page).split("\n")[-1].strip()


def mark(page: Page, how: str) -> str:
    page.get_by_label(how, exact=True).check()
    return question(page)


def to_summary(page: Page) -> None:
    press(page, "Stop here")
    press(page, "Show my summary")


def test_a_session_asks_each_question_once_and_comes_back_to_the_not_yet(own: Opened) -> None:
    page = own()
    page.get_by_label("A little ready").check()
    begin(page)
    first = mark(page, "Not yet")
    press(page, "Next question")
    second = mark(page, "Confident")
    press(page, "Next question")
    third = question(page)
    assert len({first, second, third}) == 3
    press(page, "Finish this round")
    assert heading(page) == "Come back to the not yet?" and first in page.locator("[data-tool]").inner_text()
    press(page, "Come back to it")
    assert heading(page).startswith("Question 1 of 1") and question(page) == first
    mark(page, "Nearly")
    press(page, "Finish this round")
    assert heading(page) == "Before you go"
    page.get_by_label("Fairly ready").check()
    press(page, "Show my summary")
    words = page.locator("[data-tool]").inner_text()
    assert "At the start you felt: a little ready." in words and "At the end you felt: fairly ready." in words
    assert words.index("Confident") < words.index(second) < words.index("Nearly") < words.index(first)
    assert words.index("Not marked") < words.index(third)
    assert not any(sign in words for sign in ("%", "score", "per cent", "out of"))


def test_a_whole_session_by_keyboard_alone(own: Opened) -> None:
    page = own()

    def tab_to(name: str) -> None:
        for _ in range(80):
            page.keyboard.press("Tab")
            if page.evaluate(FOCUSED).startswith(name):
                return
        raise AssertionError(f"The keyboard does not reach {name}")

    tab_to("How many questions?")
    page.keyboard.press("Home")
    tab_to("Start practising")
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Stop here").wait_for()
    assert heading(page).startswith("Question 1 of 3")
    assert page.evaluate("() => document.activeElement.tagName") == "H2", "the question is read out"
    tab_to("Think about")
    page.keyboard.press("Enter")
    assert page.locator("[data-tool] details li").first.is_visible()
    tab_to("Confident")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert page.get_by_label("Nearly", exact=True).is_checked()
    for _ in range(2):
        tab_to("Next question")
        page.keyboard.press("Enter")
    tab_to("Finish this round")
    page.keyboard.press("Enter")
    assert heading(page) == "Before you go"
    tab_to("Show my summary")
    page.keyboard.press("Enter")
    assert heading(page) == "Your summary"


def test_hints_are_shown_only_when_asked_for(own: Opened) -> None:
    page = own()
    begin(page)
    hints = page.locator("[data-tool] details")
    assert hints.count() == 2 and not page.locator("[data-tool] details li").first.is_visible()
    page.get_by_text("Evidence that may help").click()
    assert hints.nth(1).locator("p").is_visible() and not hints.nth(0).locator("li").first.is_visible()


def test_the_choice_decides_what_is_asked(own: Opened, served: Callable[[str], Served]) -> None:
    script = (served("example").folder / "practise" / "questions.js").read_text(encoding="utf-8")
    bank = {one["text"]: one for one in json.loads(script.partition("=")[2].rstrip().removesuffix(";"))}
    page = own()
    page.get_by_label("Managers").check()
    for theme in ("Working with people", "Providing support", "Ensuring safety", "Questions that fit"):
        page.get_by_label(theme).uncheck()
    page.get_by_label("How many questions?").select_option("All that fit")
    many = int(page.locator("[data-fill=fitting]").inner_text().split()[0])
    press(page, "Start practising")
    page.get_by_role("button", name="Stop here").wait_for()
    asked = set()
    for place in range(many):
        assert heading(page).startswith(f"Question {place + 1} of {many}")
        asked.add(question(page))
        press(page, "Next question" if place + 1 < many else "Finish this round")
    assert len(asked) == many
    assert all("theme-leadership" in bank[one]["themes"] for one in asked)
    assert {bank[one]["audience"] for one in asked} == {"manager", "everyone"}


def test_the_questions_come_only_when_somebody_begins(own: Opened) -> None:
    page = own()
    assert (
        page.locator("script[src*=questions]").count() == 0 and page.locator("[data-fill=fitting]").inner_text() == ""
    )
    page.get_by_label("How many questions?").focus()
    expect(page.locator("[data-fill=fitting]")).to_have_text(re.compile(r"^\d+ questions fit\.$"))


def test_no_theme_is_a_mistake_that_says_what_to_do(own: Opened) -> None:
    page = own()
    for box in page.get_by_role("group", name="Which themes?").get_by_role("checkbox").all():
        box.uncheck()
    press(page, "Start practising")
    expect(page.locator("[data-fill=fitting]")).to_have_text("No question fits. Choose at least one theme.")
    expect(page.get_by_label("Working with people")).to_be_focused()
    assert not faults(page)


def test_there_is_no_timer_unless_one_is_asked_for(own: Opened) -> None:
    page = own()
    begin(page)
    assert page.get_by_role("timer").count() == 0


def test_the_timer_can_be_paused_and_extended_and_does_nothing_by_itself(own: Opened) -> None:
    page = own(CLOCK)
    page.get_by_label("Show a timer").check()
    begin(page)
    asked, timer = question(page), page.get_by_role("timer")

    def after(seconds: int, words: str) -> None:
        page.evaluate("milliseconds => { window.passed += milliseconds }", seconds * 1000)
        page.wait_for_timeout(LONGER_THAN_A_TICK)
        assert timer.inner_text() == words

    assert timer.inner_text() == "Thinking time: 1:00"
    after(5, "Thinking time: 1:00")  # it waits to be started
    press(page, "Start")
    after(20, "Thinking time: 0:40")
    press(page, "Pause")
    after(60, "Thinking time: 0:40")
    press(page, "Add a minute")
    assert timer.inner_text() == "Thinking time: 1:40"
    press(page, "Start")
    after(200, "Thinking time is over. Take longer if you need it.")
    assert question(page) == asked and page.get_by_role("button", name="Start", exact=True).is_disabled()
    assert page.locator("[role=status].sg-unseen").inner_text() == timer.inner_text()
    press(page, "Add a minute")
    assert timer.inner_text() == "Thinking time: 1:00"
    press(page, "Go on to speaking")
    assert timer.inner_text() == "Speaking time: 2:00"


def test_a_group_has_big_type_and_keeps_its_words_on_paper(own: Opened) -> None:
    page = own()
    page.get_by_label("In a group, with a facilitator").check()
    assert page.get_by_label("Big type, so that a room can read it").is_checked()
    assert not page.get_by_role("group", name="Before you start").is_visible()
    assert page.get_by_text("In a group, ask each person to choose a word").is_visible()
    begin(page)
    size = "() => parseFloat(getComputedStyle(document.querySelector('[data-tool] h2')).fontSize)"
    assert page.evaluate(size) > 40 and not page.get_by_role("banner").is_visible()
    assert not faults(page)
    press(page, "Leave the big type")
    assert page.get_by_role("banner").is_visible() and page.evaluate(size) < 40
    press(page, "Big type for a room")
    press(page, "Stop here")
    assert heading(page) == "Your summary"
    assert page.get_by_role("banner").is_visible()


def test_a_session_is_gone_on_with_after_a_break(own: Opened) -> None:
    page = own()
    begin(page)
    mark(page, "Nearly")
    press(page, "Next question")
    asked = question(page)
    page.reload()
    page.get_by_role("button", name="Carry on").wait_for()
    assert page.get_by_text("You stopped at question 2 of 3 last time.").is_visible()
    press(page, "Carry on")
    assert question(page) == asked
    press(page, "Question before")
    assert page.get_by_label("Nearly", exact=True).is_checked()
    to_summary(page)
    page.reload()
    page.get_by_role("button", name="Start practising").wait_for()
    assert page.get_by_role("button", name="Carry on").count() == 0, "a session that has ended is not kept"


def test_a_session_can_be_forgotten(own: Opened) -> None:
    page = own()
    begin(page)
    page.reload()
    press(page, "Forget it")
    assert page.get_by_role("button", name="Carry on").count() == 0
    page.reload()
    page.get_by_role("button", name="Start practising").wait_for()
    assert page.get_by_role("button", name="Carry on").count() == 0


@pytest.mark.parametrize("trouble", [BLOCKED, FULL], ids=["blocked", "full"])
def test_practice_goes_on_where_nothing_can_be_kept(own: Opened, trouble: str) -> None:
    page = own(trouble)
    begin(page)
    mark(page, "Confident")
    press(page, "Next question")
    expect(page.locator(".sg-notice")).to_have_count(1)
    to_summary(page)
    assert heading(page) == "Your summary"
    assert not faults(page)


@pytest.mark.parametrize("spoilt", ["{", "[]", '{"order": 7, "at": {}}', '{"order": ["gone"], "all": null, "at": 0}'])
def test_what_was_spoilt_is_left_aside(own: Opened, spoilt: str) -> None:
    page = own()
    begin(page)
    page.reload()
    page.get_by_role("button", name="Carry on").wait_for()
    page.evaluate(KEEP, spoilt)
    page.reload()
    page.get_by_role("button", name="Start practising").wait_for()
    assert page.get_by_role("button", name="Carry on").count() == 0
    begin(page)
    assert heading(page).startswith("Question 1 of 3")


def test_hostile_words_stay_words(own: Opened) -> None:
    page = own()
    begin(page)
    page.reload()
    page.get_by_role("button", name="Carry on").wait_for()
    kept = json.loads(page.evaluate(KEPT)) | {"before": HOSTILE, "timer": {"think": HOSTILE}}
    page.evaluate(KEEP, json.dumps(kept))
    page.reload()
    press(page, "Carry on")
    to_summary(page)
    assert HOSTILE.lower() in page.locator("[data-tool]").inner_text()
    assert page.locator("img[src=x]").count() == 0 and not page.evaluate("() => window.caught")


def test_hostile_questions_stay_words(own: Opened) -> None:
    hostile = json.dumps(
        {"id": "q", "text": HOSTILE, "audience": "everyone", "tags": HOSTILE, "themes": ["general"]}
        | {"think": [HOSTILE], "evidence": HOSTILE, "page": "by-theme/general.html#q"}
    )
    page = own(f"Object.defineProperty(window, 'guideQuestions', {{ get: () => [{hostile}], set() {{}} }})")
    begin(page)
    assert question(page) == HOSTILE
    page.get_by_text("Think about", exact=True).click()
    assert page.locator("img[src=x]").count() == 0 and not page.evaluate("() => window.caught")


def test_the_summary_is_saved_as_a_file_and_printed(own: Opened, tmp_path: Path) -> None:
    page = own("window.print = () => { window.printed = document.querySelector('.sg-paper').textContent }")
    begin(page)
    asked = mark(page, "Not yet")
    to_summary(page)
    press(page, "Print this summary")
    assert asked in page.evaluate("() => window.printed")
    with page.expect_download() as saving:
        press(page, "Save it as a text file")
    saving.value.save_as(tmp_path / "summary.txt")
    saved = (tmp_path / "summary.txt").read_text(encoding="utf-8")
    assert saved.startswith("Talk to the CQC") and f"Not yet\n- {asked}" in saved


def test_without_scripts_it_says_what_to_do_with_a_partner(visit: Visit) -> None:
    page = visit("example", PRACTICE, State(scripts=False))
    assert page.get_by_role("heading", name="With a partner and a list").is_visible()
    assert page.locator("form.sg-practice__form").count() == 0
    assert page.get_by_text("Very ready").is_visible()


def test_without_the_questions_it_says_what_to_do_with_a_partner(
    browser: Browser, served: Callable[[str], Served]
) -> None:
    page = browser.new_page()
    page.route("**/practise/questions.js", lambda route: route.abort())
    page.goto(served("example").address(PRACTICE))
    press(page, "Start practising")
    expect(page.locator(".sg-notice")).to_contain_text("Practise with a partner and a list instead.")
    assert page.get_by_role("heading", name="With a partner and a list").is_visible()
    page.close()


def test_it_works_from_a_folder(browser: Browser, built: Callable[[str], Path]) -> None:
    page = browser.new_page()
    page.goto((built("example") / PRACTICE).as_uri())
    begin(page)
    assert heading(page).startswith("Question 1 of 3")
    page.close()


@pytest.mark.parametrize("state", SCREENS, ids=str)
def test_every_state_is_free_of_faults_and_fits(own: Opened, served: Callable[[str], Served], state: State) -> None:
    site = served("example")
    before = len(site.refused), len(site.outside)
    page = own(state=state)

    def check(where: str) -> None:
        assert not faults(page), where
        assert page.evaluate(NO_OVERFLOW), where

    check("choosing")
    page.get_by_label("Show a timer").check()
    check("choosing a timer")
    begin(page)
    check("a question")
    page.get_by_text("Think about", exact=True).click()
    page.get_by_text("Evidence that may help").click()
    mark(page, "Not yet")
    press(page, "Start")
    check("a question with everything open")
    press(page, "Big type for a room")
    check("big type")
    page.reload()
    page.get_by_role("button", name="Carry on").wait_for()
    check("coming back")
    press(page, "Carry on")
    for _ in range(2):
        press(page, "Next question")
    press(page, "Finish this round")
    check("after a round")
    press(page, "Finish here")
    check("before the end")
    press(page, "Show my summary")
    check("the summary")
    assert (len(site.refused), len(site.outside)) == before
