"""The workshop planner, as a lead officer uses it: what it works out, keeps and gives away; also without scripts."""

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from xml.etree import ElementTree

import pytest
from icalendar import Calendar
from playwright.sync_api import Browser, BrowserContext, Page

from browser.axe import faults
from browser.serving import Served
from browser.test_tools_checklists import HOSTILE, NO_STORAGE, download, kept, opened, said, site, sure
from browser.test_tools_checklists import person as someone

__all__ = ["site", "someone"]  # fixtures that are used by name

PLANNER = "tool-2/planner.html"
TODAY = "2026-11-16T09:00:00"
"""Before every step of the example council, so that nothing has passed."""
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PAGE = """() => {
  const tidy = (words) => words.replace(/\\s+/g, ' ').trim();
  const shown = (one) => tidy([...one.childNodes].map(node => node.hidden ? '' : node.textContent).join('|'));
  const parts = 'caption, tr:not([hidden]), [data-out], [data-line], [data-message]';
  return ['needs', 'calendar', 'days', 'order', 'invitation'].map(name =>
    [...document.querySelectorAll(`[data-part=${name}]:is(div) :is(${parts})`)].map(shown));
}"""
"""What the page comes to, part by part. Text outside any element has no `hidden`, so it counts."""


@pytest.fixture
def person(someone: BrowserContext) -> Iterator[BrowserContext]:
    someone.clock.set_fixed_time(TODAY)
    yield someone


def fill(tab: Page, name: str, words: str) -> None:
    tab.locator(f"#plan-{name}").fill(words)


def rows(tab: Page, table: str) -> list[list[str]]:
    found = tab.locator(f'[data-table="{table}"] tbody tr:visible').all()
    return [[cell.split("\n")[0] for cell in row.locator("th, td").all_inner_texts()] for row in found]


def summary(tab: Page) -> str:
    return tab.locator("[data-out=summary]").inner_text()


def invitation(tab: Page) -> str:
    return tab.locator("[data-invitation]").inner_text()


def shown_with(browser: Browser, site: Served, scripts: bool) -> list[list[str]]:
    context = browser.new_context(java_script_enabled=True)
    context.clock.set_fixed_time(TODAY)
    tab = context.new_page()
    if not scripts:
        tab.route("**/*.js", lambda route: route.abort())
    tab.goto(site.address(PLANNER))
    told: list[list[str]] = tab.evaluate(PAGE)
    context.close()
    return told


@pytest.mark.parametrize("slug", ["example", "awkward", "bare"])
def test_the_script_says_what_the_build_says(browser: Browser, served: Callable[[str], Served], slug: str) -> None:
    still, running = (shown_with(browser, served(slug), scripts) for scripts in (False, True))
    assert still == running
    assert min(map(len, still)) > 3


def test_a_plan_follows_what_people_change(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, PLANNER)
    assert summary(tab).startswith("6 sessions for 125 people. That takes 12 facilitator places")
    fill(tab, "people-1", "201")
    fill(tab, "size", "20")
    fill(tab, "line", "19")
    assert rows(tab, "needs")[0] == ["social workers", "201", "11", "19", "2", "402"]
    tab.get_by_label("Mix services in one session").check()
    assert rows(tab, "needs") == [
        ["Staff, services mixed", "223", "12", "19", "2", "446"],
        ["Managers", "18", "1", "18", "1", "36"],
    ]
    assert "Services are mixed" in invitation(tab) and "same kind of work" not in invitation(tab)
    tab.get_by_label("Delivery model").select_option("cascade")
    assert rows(tab, "needs")[0][0] == "Staff, services mixed (managers pass it on)"
    assert summary(tab).startswith("1 session for 18 people.") and "Managers run 12 sessions more" in summary(tab)
    assert "pass it on to their own teams" in invitation(tab)
    tab.get_by_role("button", name="Add a group").click()
    tab.keyboard.type("reviewing team")
    fill(tab, "people-6", "7")
    assert rows(tab, "needs")[0][1] == "230"
    assert "1 session for 18 people" in said(tab)


@pytest.mark.parametrize("minutes", [60, 90, 97, 120, 240])
def test_the_running_order_adds_up(person: BrowserContext, site: Served, minutes: int) -> None:
    tab = opened(person, site, PLANNER)
    fill(tab, "minutes", str(minutes))
    fill(tab, "start", "13:30")
    order = rows(tab, "order")
    assert sum(int(row[1]) for row in order) == minutes
    assert order[0][2] == "1:30pm" and len(order) == (10 if minutes < 90 else 11)
    assert f"add up to {minutes} minutes" in tab.locator("[data-out=check]").inner_text()
    assert f"lasts {minutes} minutes" in invitation(tab)


def test_a_visit_moves_the_calendar(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, PLANNER)
    assert (
        "18 January 2027, the earliest day to expect after the notice" in tab.locator("[data-out=basis]").inner_text()
    )
    fill(tab, "visit", "2027-04-12")
    days = {row[0]: row[2] for row in rows(tab, "calendar")}
    assert days["The CQC's visit begins"] == "Monday 12 April 2027"
    assert days["Send a last reminder"] == "Thursday 8 April 2027"
    assert days["Report to senior leaders"] == "Thursday 7 January 2027", "the council's own date stays"
    assert not [day for day in days.values() if day.startswith(("Saturday", "Sunday"))]
    assert len(rows(tab, "days")) == 6
    fill(tab, "visit", "2027-04-11")
    assert rows(tab, "calendar")[-1][2] == "Sunday 11 April 2027", "the visit is when the CQC says, also on a Sunday"
    assert rows(tab, "calendar")[-2][2] == "Thursday 8 April 2027"
    fill(tab, "visit", "2026-11-01")
    assert "earlier than the notice" in tab.locator("[data-out=basis]").inner_text()
    fill(tab, "visit", "2026-12-14")
    assert "Some of these days have passed" in tab.locator("[data-out=basis]").inner_text()
    fill(tab, "visit", "2026-11-20")
    assert "days for workshops have passed" in tab.locator("[data-out=basis]").inner_text()
    assert rows(tab, "days")[0] == ["Session 1", "", "", ""]


def test_a_number_out_of_bounds_is_told_where_it_stands(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, PLANNER)
    fill(tab, "size", "40")
    error = tab.locator("#plan-size-error")
    assert error.inner_text() == "Give a whole number from 5 to 25."
    assert "plan-size-error" in (tab.locator("#plan-size").get_attribute("aria-describedby") or "")
    assert rows(tab, "needs")[0][2] == "4", "counted with 25"
    assert not faults(tab)
    fill(tab, "size", "10")
    assert error.count() == 0
    fill(tab, "people-1", "-3")
    fill(tab, "people-2", "99999999")
    assert rows(tab, "needs")[0][:3] == ["occupational therapists", "20000", "2000"]


def test_a_plan_is_there_again_and_can_be_cleared(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, PLANNER)
    assert not kept(tab), "nothing is kept before anything is changed"
    fill(tab, "people-1", "30")
    fill(tab, "role-4", HOSTILE)
    fill(tab, "people-4", "5")
    tab.get_by_role("button", name="Add a group").click()
    fill(tab, "people-6", "9")
    tab.locator("#plan-managers-6").check()
    fill(tab, "leads", "Both of us")
    assert json.loads(next(iter(kept(tab).values())))["people-1"] == "30"
    tab.reload()
    assert [row[:2] for row in rows(tab, "needs")][-2:] == [[HOSTILE, "5"], ["Group 6", "9"]]
    assert tab.locator("#plan-managers-6").is_checked() and "It is led by Both of us." in invitation(tab)
    assert tab.title() != "gone" and not site.refused
    tab.get_by_role("button", name="Clear my changes").click()
    sure(tab, "Cancel")
    assert tab.locator("#plan-people-1").input_value() == "30"
    tab.get_by_role("button", name="Clear my changes").click()
    sure(tab, "Clear my changes")
    assert tab.locator("#plan-people-1").input_value() == "85" and "practice development leads" in invitation(tab)
    assert not [key for key in kept(tab) if key.startswith("sg/")]


def test_dates_for_a_calendar(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, PLANNER)
    fill(
        tab,
        "role-1",
        "One, two; three \\ four\tand words that go on and on until the line is too long for any calendar Ŵ🎉",
    )
    data = download(tab, "Save dates for a calendar").read_bytes()
    assert b"\r\n" in data and not re.search(rb"(?<!\r)\n", data)
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    calendar = Calendar.from_ical(data)
    events = list(calendar.walk("VEVENT"))
    assert calendar["VERSION"] == "2.0" and not calendar.errors and not [one for one in events if one.errors]
    assert len({str(one["UID"]) for one in events}) == len(events) == 10 + 6
    assert all("DTSTAMP" in one and str(one["UID"]).endswith("@example.staff-guide.2026.1") for one in events)
    visit = next(one for one in events if str(one["SUMMARY"]) == "The CQC's visit begins")
    assert (visit["DTSTART"].dt, visit["DTEND"].dt) == (date(2027, 1, 18), date(2027, 1, 19))
    first = next(one for one in events if str(one["SUMMARY"]).startswith("Workshop: One, two; three \\ four"))
    assert str(first["SUMMARY"]).endswith("Ŵ🎉, 1 of 4")
    assert first["DTSTART"].dt == datetime(2026, 12, 10, 10) and first["DTEND"].dt == datetime(2026, 12, 10, 12)


def test_a_spreadsheet_runs_nothing(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, PLANNER)
    fill(tab, "role-1", '=HYPERLINK("x")')
    fill(tab, "role-2", "@SUM(A1)")
    text = download(tab, "Save as CSV").read_text(encoding="utf-8-sig")
    table = list(csv.reader(io.StringIO(text)))
    assert {len(row) for row in table} == {8}
    assert not [cell for row in table for cell in row if cell.startswith(("=", "@", "+", "-"))]
    kinds = [row[0] for row in table[1:]]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "What it takes": 3,
        "Calendar": 10,
        "Session": 6,
        "Running order": 11,
    }
    assert sum(int(row[4]) for row in table if row[0] == "Running order") == 120


def test_the_plan_in_word_and_on_paper_says_what_the_screen_says(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, PLANNER)
    fill(tab, "bring", HOSTILE)
    with zipfile.ZipFile(download(tab, "Save for Word")) as archive:
        assert archive.testzip() is None
        document = ElementTree.fromstring(archive.read("word/document.xml"))
    tables = list(document.iter(f"{WORD}tbl"))
    assert len(tables) == 4
    assert all(one.find(f"{WORD}tr/{WORD}trPr/{WORD}tblHeader") is not None for one in tables)
    words = " ".join("".join(one.itertext()) for one in document.iter(f"{WORD}p"))
    for part in (
        "6 sessions for 125 people",
        "Thursday 10 December 2026",
        "10:05am",
        f"Please bring {HOSTILE}.",
        "These workshops are for you",
    ):
        assert part in words
    tab.get_by_role("button", name="Print the plan").click()
    printed = tab.evaluate("() => window.printed")
    assert "6 sessions for 125 people" in printed and HOSTILE in printed and "Add a group" not in printed


def test_the_invitation_can_be_copied(person: BrowserContext, site: Served) -> None:
    person.grant_permissions(["clipboard-read", "clipboard-write"])
    tab = opened(person, site, PLANNER)
    tab.get_by_role("button", name="Copy the invitation").click()
    assert said(tab) == "The invitation is copied."
    text = tab.evaluate("() => navigator.clipboard.readText()")
    assert text.startswith("Why come. ") and "To fill in" not in text and text.count("\n\n") >= 14


def test_a_shared_computer_keeps_nothing(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, PLANNER)
    tab.get_by_label("This is a shared computer").check()
    fill(tab, "people-1", "30")
    assert not kept(tab) and rows(tab, "needs")[0][1] == "30"


def test_without_storage_everything_else_works(person: BrowserContext, site: Served) -> None:
    person.add_init_script(NO_STORAGE)
    tab = opened(person, site, PLANNER)
    fill(tab, "people-1", "30")
    assert rows(tab, "needs")[0][1] == "30" and tab.locator(".sg-notice").count() == 1


def test_two_tabs_show_the_same_plan(person: BrowserContext, site: Served) -> None:
    one, other = opened(person, site, PLANNER), opened(person, site, PLANNER)
    fill(one, "people-1", "30")
    kept(one)
    other.wait_for_function("() => document.querySelector('#plan-people-1').value === '30'")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_every_state_is_free_of_faults(
    person: BrowserContext, served: Callable[[str], Served], width: int, scheme: str
) -> None:
    tab = opened(person, served("awkward" if width == 320 else "example"), PLANNER)
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    assert not faults(tab)
    fill(tab, "role-1", "wordwithoutanyplacetobreak" * 9)
    fill(tab, "minutes", "7")
    fill(tab, "when", "wordwithoutanyplacetobreak" * 9)
    tab.get_by_role("button", name="Add a group").click()
    assert not faults(tab)
    assert tab.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    tab.get_by_role("button", name="Clear my changes").click()
    assert not faults(tab)


def test_the_keyboard_alone_will_do(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, PLANNER)
    tab.locator("#plan-role-4").focus()
    tab.keyboard.type("reviewers")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.type("40")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    assert tab.url == site.address(PLANNER), "what somebody types never gets into the address"
    assert rows(tab, "needs")[3][:3] == ["reviewers", "40", "2"] and tab.locator("#plan-managers-4").is_checked()


def test_without_scripts_it_is_a_worksheet(browser: Browser, served: Callable[[str], Served]) -> None:
    context = browser.new_context(java_script_enabled=False)
    for slug, listed in (("example", "6 sessions for 125 people."), ("bare", "Nobody is listed yet.")):
        tab = context.new_page()
        tab.goto(served(slug).address(PLANNER))
        assert summary(tab).startswith(listed)
        assert tab.locator("form:has([data-field])").count() == 0 and tab.get_by_role("button", name="Add").count() == 0
        assert tab.get_by_label("Role or team").count() >= 4
        assert sum(int(row[1]) for row in rows(tab, "order")) == 120
    assert "To fill in: how people get a place." in invitation(tab)
    context.close()
