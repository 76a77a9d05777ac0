"""Checklists and the worksheet, as people work through them: what is kept, shown, taken away and brought back."""

import csv
import io
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser.axe import faults
from browser.serving import Served

MANAGERS = "checklists/for-managers.html"
TICKS = "checklists/for-individuals.html"
WORKSHEET = "checklists/self-assessment-worksheet.html"
HOSTILE = "<img src=x onerror=\"document.title='gone'\"><b>bold</b> & =1+1"
SCOPE = "example/staff-guide"
NO_STORAGE = """for (const name of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, name, { get() { throw new DOMException("closed", "SecurityError"); } });
}"""
FULL = 'Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };'
NO_PRINTER = """window.print = () => {
  const paper = document.querySelector(".sg-paper");
  window.printed = paper.innerText;
  window.fields = [...paper.querySelectorAll("[data-field]")].map(
    one => one.checked || (one.type === "text" && one.value));
};"""


@pytest.fixture
def site(served: Callable[[str], Served]) -> Served:
    return served("example")


@pytest.fixture
def person(browser: Browser) -> Iterator[BrowserContext]:
    """Somebody with a browser of their own, in which nothing is kept yet."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(NO_PRINTER)
    yield context
    context.close()


def opened(person: BrowserContext, site: Served, page: str) -> Page:
    tab = person.new_page()
    tab.goto(site.address(page))
    return tab


def kept(tab: Page) -> dict[str, str]:
    tab.evaluate("() => window.dispatchEvent(new Event('pagehide'))")
    return dict(tab.evaluate("() => ({ ...localStorage })"))


def answer(tab: Page, id: str, words: str) -> None:
    tab.locator(f'[data-item="{id}"]').get_by_label(words, exact=True).check()


def write(tab: Page, id: str, label: str, words: str) -> None:
    place = tab.locator(f'[data-item="{id}"]')
    if not place.get_by_label(label).is_visible():
        place.locator("summary").click()
    place.get_by_label(label).fill(words)


def download(tab: Page, button: str) -> Path:
    with tab.expect_download() as waited:
        tab.get_by_role("button", name=button).click()
    return waited.value.path()


def sure(tab: Page, button: str) -> None:
    tab.get_by_role("dialog").get_by_role("button", name=button).click()
    tab.locator("dialog").wait_for(state="detached")


def bring(tab: Page, name: str, content: str) -> None:
    tab.get_by_label("File, as CSV or JSON").set_input_files(
        {"name": name, "mimeType": "text/plain", "buffer": content.encode()}
    )


def said(tab: Page) -> str:
    tab.wait_for_function("() => document.querySelector('[role=status].sg-unseen').textContent")
    return tab.locator("[role=status].sg-unseen").inner_text()


def test_answers_are_there_again_after_a_reload(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, MANAGERS)
    assert tab.locator(".sg-total").inner_text().startswith("0 of 52 answered")
    answer(tab, "chk-m01", "Yes")
    answer(tab, "chk-m02", "Not yet")
    write(tab, "chk-m02", "Action", HOSTILE)
    assert tab.locator(".sg-total").inner_text() == "2 of 52 answered: 1 yes, 1 not yet."
    assert tab.locator(".sg-progress").first.inner_text() == "2 of 2 answered: 1 yes, 1 not yet."
    tab.reload()
    assert tab.locator(".sg-total").inner_text() == "2 of 52 answered: 1 yes, 1 not yet."
    place = tab.locator('[data-item="chk-m02"]')
    assert place.locator("summary").inner_text() == "Evidence and action (written)"
    assert place.locator('[data-field="action"]').input_value() == HOSTILE
    assert not site.refused


def test_only_what_needs_action(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, MANAGERS)
    only = tab.get_by_label("Show only what needs action")
    only.check()
    assert tab.locator(".sg-empty").inner_text().startswith("Nothing is answered partly or not yet.")
    assert not faults(tab)
    only.uncheck()
    answer(tab, "chk-m01", "Yes")
    answer(tab, "chk-m03", "Partly")
    only.check()
    assert tab.locator("[data-item]:visible").count() == 1
    answer(tab, "chk-m03", "Yes")
    assert tab.locator('[data-item="chk-m03"]').is_visible(), "it must not vanish from under somebody's hands"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
@pytest.mark.parametrize("page", [MANAGERS, TICKS, WORKSHEET])
def test_every_state_is_free_of_faults(
    person: BrowserContext, site: Served, page: str, width: int, scheme: str
) -> None:
    tab = opened(person, site, page)
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    assert not faults(tab)
    tab.evaluate("() => document.querySelectorAll('details').forEach(one => { one.open = true; })")
    tab.locator("[data-field]").first.check() if page != WORKSHEET else tab.locator("[type=radio]").first.check()
    assert not faults(tab)
    for place in tab.locator("[data-item]").all():
        place.locator("[type=radio], [type=checkbox]").last.check()
        place.locator("textarea").first.fill("A long wordwithoutanyplacetobreakitapart" * 4)
    assert not faults(tab)
    assert tab.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    tab.get_by_role("button", name="Clear all answers").click()
    assert tab.get_by_role("dialog").is_visible()
    assert not faults(tab)
    tab.keyboard.press("Escape")
    bring(tab, "bad.json", "{")
    tab.locator(".sg-error:visible").wait_for()
    assert not faults(tab)


def test_clearing_asks_first(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, TICKS)
    tab.locator("[type=checkbox][data-field]").first.check()
    clear = tab.get_by_role("button", name="Clear all answers")
    clear.click()
    assert tab.evaluate("() => document.activeElement.textContent") == "Cancel"
    tab.keyboard.press("Enter")
    tab.locator("dialog").wait_for(state="detached")
    assert tab.locator(".sg-total").inner_text() == "1 of 14 done."
    assert clear.evaluate("one => one === document.activeElement")
    clear.click()
    sure(tab, "Clear all answers")
    assert tab.locator(".sg-total").inner_text() == "0 of 14 done."
    assert not [key for key in kept(tab) if key.startswith("sg/")]


def test_a_file_brings_everything_to_another_device(person: BrowserContext, browser: Browser, site: Served) -> None:
    tab = opened(person, site, MANAGERS)
    answer(tab, "chk-m01", "Partly")
    write(tab, "chk-m01", "Evidence", HOSTILE)
    write(tab, "chk-m01", "Due date", "2027-01-31")
    for button, name in (("Save as CSV for a spreadsheet", "a.csv"), ("Save as JSON", "a.json")):
        content = download(tab, button).read_text(encoding="utf-8")
        other = browser.new_page()
        other.goto(site.address(MANAGERS))
        bring(other, name, content)
        assert "answers 1 of the items" in other.get_by_role("dialog").inner_text()
        sure(other, "Put them here")
        place = other.locator('[data-item="chk-m01"]')
        assert place.get_by_label("Partly").is_checked()
        assert place.locator('[data-field="evidence"]').input_value() == HOSTILE
        assert place.locator('[data-field="due"]').input_value() == "2027-01-31"
        assert other.title() != "gone"
        other.close()


def test_a_saved_table_is_safe_in_a_spreadsheet(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, MANAGERS)
    write(tab, "chk-m01", "Evidence", "=1+1")
    rows = list(csv.DictReader(io.StringIO(download(tab, "Save as CSV").read_text(encoding="utf-8-sig"))))
    assert len(rows) == 52
    assert rows[0]["id"] == "chk-m01"
    assert rows[0]["group"] == "Vision and values"
    assert rows[0]["evidence"] == "'=1+1"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.json", "{"),
        ("a.json", '{"entries": {"chk-zz": {"answer": "yes"}}}'),
        ("a.json", '{"entries": {"__proto__": {"answer": "yes"}, "chk-m01": {"answer": "<b>yes</b>"}}}'),
        ("a.csv", 'id,answer\n"unfinished'),
        ("a.csv", ""),
        ("a.exe", "MZ\x00\x01"),
    ],
)
def test_a_file_that_is_no_use_says_what_to_do(person: BrowserContext, site: Served, name: str, content: str) -> None:
    tab = opened(person, site, MANAGERS)
    bring(tab, name, content)
    tab.locator(".sg-error:visible").wait_for()
    assert "Choose one that you saved here" in tab.locator(".sg-error").inner_text()
    assert "Choose one" in said(tab)
    assert tab.locator(".sg-total").inner_text() == "0 of 52 answered."


def test_paper_blank_filled_and_for_the_team(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, MANAGERS)
    answer(tab, "chk-m02", "Not yet")
    write(tab, "chk-m02", "Action", f"Talk in July. {HOSTILE}")
    write(tab, "chk-m02", "Owner", "team manager")
    tab.get_by_role("button", name="Print what is filled in").click()
    printed = tab.evaluate("() => window.printed")
    assert "Vision and values" in printed and HOSTILE in printed and "team manager" in printed
    assert "My service has clear aims" not in printed
    tab.get_by_role("button", name="Print a team summary").click()
    printed = tab.evaluate("() => window.printed")
    assert "1 of 52 answered: 1 not yet." in printed and "Talk in July." in printed
    tab.get_by_role("button", name="Print a blank copy").click()
    assert "My service has clear aims" in tab.evaluate("() => window.printed")
    assert not any(tab.evaluate("() => window.fields"))
    assert tab.locator('[data-item="chk-m02"]').get_by_label("Not yet").is_checked()
    assert tab.locator(".sg-paper").count() == 0


def test_two_tabs_at_once(person: BrowserContext, site: Served) -> None:
    one, other = opened(person, site, MANAGERS), opened(person, site, MANAGERS)
    answer(one, "chk-m01", "Yes")
    write(other, "chk-m02", "Evidence", "From the other tab")
    kept(one), kept(other)
    other.wait_for_function("() => document.querySelector('.sg-total').textContent.startsWith('1 of 52')")
    assert other.locator('[data-item="chk-m01"]').get_by_label("Yes").is_checked()
    one.reload()
    assert one.locator('[data-item="chk-m02"] [data-field="evidence"]').input_value() == "From the other tab"
    assert one.locator('[data-item="chk-m01"]').get_by_label("Yes").is_checked()


def keep(person: BrowserContext, entries: dict[str, str]) -> None:
    script = "".join(f"localStorage.setItem({json.dumps(key)}, {json.dumps(value)});" for key, value in entries.items())
    person.add_init_script(f"if (!localStorage.getItem('seeded')) {{ {script} localStorage.setItem('seeded', '1'); }}")


def test_an_older_editions_answers_count(person: BrowserContext, site: Served) -> None:
    keep(
        person,
        {
            f"sg/{SCOPE}/2025.2/checklists/chk-m01": '{"answer": "partly", "evidence": "From last year"}',
            f"sg/{SCOPE}/2025.2/checklists/chk-gone": '{"answer": "yes"}',
            "sg/oldham/staff-guide/2025.2/checklists/chk-m02": '{"answer": "yes"}',
        },
    )
    tab = opened(person, site, MANAGERS)
    assert tab.locator(".sg-total").inner_text() == "1 of 52 answered: 1 partly."
    assert tab.locator('[data-item="chk-m01"] [data-field="evidence"]').input_value() == "From last year"
    assert not tab.locator(".sg-notice").count()


def test_spoilt_entries_are_told_once_and_the_rest_works(person: BrowserContext, site: Served) -> None:
    version = opened(person, site, MANAGERS).locator("html").get_attribute("data-store").rpartition("/")[2]  # type: ignore[union-attr]
    keep(
        person,
        {
            f"sg/{SCOPE}/{version}/checklists/chk-m01": "{half",
            f"sg/{SCOPE}/{version}/checklists/chk-m02": '{"answer": ["yes"], "evidence": {"a": 1}}',
            f"sg/{SCOPE}/{version}/checklists/chk-m03": '{"answer": "yes"}',
        },
    )
    tab = opened(person, site, MANAGERS)
    assert tab.locator(".sg-notice").count() == 1
    assert tab.locator('[data-item="chk-m03"]').get_by_label("Yes").is_checked()
    assert not faults(tab)
    answer(tab, "chk-m01", "Not yet")
    tab.reload()
    assert tab.locator('[data-item="chk-m01"]').get_by_label("Not yet").is_checked()


def test_a_quarter_of_a_megabyte_of_notes(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, MANAGERS)
    notes = "Notes on a long page. " * 12_000
    write(tab, "chk-m01", "Evidence", notes)
    tab.reload()
    assert tab.locator('[data-item="chk-m01"] [data-field="evidence"]').input_value() == notes


@pytest.mark.parametrize(("script", "words"), [(NO_STORAGE, "does not let the page keep"), (FULL, "")])
def test_without_storage_it_is_said_once_and_everything_else_works(
    person: BrowserContext, site: Served, script: str, words: str
) -> None:
    person.add_init_script(script)
    tab = opened(person, site, MANAGERS)
    answer(tab, "chk-m01", "Yes")
    answer(tab, "chk-m02", "Partly")
    tab.locator(".sg-notice").wait_for()
    assert words in tab.locator(".sg-notice").inner_text()
    assert tab.locator(".sg-notice").count() == 1
    assert tab.locator(".sg-total").inner_text() == "2 of 52 answered: 1 yes, 1 partly."
    assert '"partly"' in download(tab, "Save as JSON").read_text(encoding="utf-8")
    assert not faults(tab)


def test_a_shared_computer_keeps_nothing(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, MANAGERS)
    answer(tab, "chk-m01", "Yes")
    assert kept(tab)
    tab.get_by_label("This is a shared computer").check()
    sure(tab, "Keep nothing")
    answer(tab, "chk-m02", "Yes")
    assert not kept(tab)
    assert tab.locator(".sg-total").inner_text() == "2 of 52 answered: 2 yes."
    assert not faults(tab)
    tab.goto(site.address("index.html"))
    tab.goto(site.address(MANAGERS))
    assert tab.locator(".sg-total").inner_text() == "0 of 52 answered."
    assert tab.get_by_label("This is a shared computer").is_checked()


def test_the_keyboard_alone_will_do(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, MANAGERS)
    tab.get_by_label("Show only what needs action").focus()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Space")
    tab.keyboard.press("ArrowRight")
    assert tab.locator('[data-item="chk-m01"]').get_by_label("Partly").is_checked()
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.type("By hand")
    for _ in range(2):
        tab.keyboard.press("Tab")
    tab.keyboard.type("team manager")
    tab.keyboard.press("Enter")
    assert site.address(MANAGERS) == tab.url, "what somebody types never gets into the address"
    entry = json.loads(next(value for key, value in kept(tab).items() if key.endswith("chk-m01")))
    assert entry == {"answer": "partly", "evidence": "By hand", "owner": "team manager"}


def test_without_scripts_it_is_a_form_for_paper(browser: Browser, site: Served) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(site.address(MANAGERS))
    assert tab.get_by_label("Yes", exact=True).count() == 52
    tab.get_by_label("Not yet").first.check()
    assert tab.locator("form:has([data-item])").count() == 0
    tab.emulate_media(media="print")
    assert tab.get_by_label("Evidence").first.is_visible()
    context.close()


def test_an_edited_item_keeps_its_answer(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, MANAGERS)
    answer(tab, "chk-m01", "Yes")
    kept(tab)
    tab.route(
        f"**/{MANAGERS}",
        lambda route: route.fulfill(
            response=(answered := route.fetch()),
            body=answered.text().replace("My service has clear aims.", "New words."),
        ),
    )
    tab.reload()
    place = tab.locator('[data-item="chk-m01"]')
    assert "New words." in place.inner_text()
    assert place.get_by_label("Yes").is_checked()


def score(tab: Page, scores: list[int]) -> None:
    for place, given in zip(tab.locator("section[data-item]").all(), scores, strict=True):
        place.locator(f'[type=radio][value="{given}"]').check()


def test_the_overall_picture_is_worked_out_and_drawn(person: BrowserContext, site: Served) -> None:
    """Brief framework.md, section 10: eight scores of 3 and one of 4 make 78 per cent."""
    tab = opened(person, site, WORKSHEET)
    overall = tab.locator("[data-overall]")
    assert overall.inner_text().startswith("Add up the nine scores")
    tab.locator("[type=radio]").first.check()
    assert overall.inner_text().startswith("1 of 9 statements have a score.")
    score(tab, [3] * 8 + [4])
    assert "78 per cent" in overall.inner_text() and "“good”" in overall.inner_text()
    assert tab.locator(".sg-own-view").is_visible()
    rows = tab.locator("[data-row]").all()
    assert [row.locator("td").first.inner_text() for row in rows] == ["3"] * 8 + ["4"]
    assert rows[8].locator("td").last.inner_text() == "an exceptional standard"
    drawing = tab.locator("[data-chart]")
    assert drawing.get_attribute("aria-hidden") == "true"
    assert drawing.locator(".sg-fill-brand").count() == 28
    tab.reload()
    assert "78 per cent" in overall.inner_text()


def test_the_worksheets_file_comes_back(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, WORKSHEET)
    score(tab, [2] * 9)
    content = download(tab, "Save as CSV").read_text(encoding="utf-8")
    tab.get_by_role("button", name="Clear all answers").click()
    sure(tab, "Clear all answers")
    assert tab.locator("[data-overall]").inner_text().startswith("Add up the nine scores")
    bring(tab, "w.csv", content)
    sure(tab, "Put them here")
    assert "50 per cent" in tab.locator("[data-overall]").inner_text()


@pytest.mark.parametrize("page", [MANAGERS, TICKS, WORKSHEET])
def test_it_works_from_a_disk(person: BrowserContext, site: Served, page: str) -> None:
    tab = person.new_page()
    errors: list[str] = []
    tab.on("pageerror", lambda error: errors.append(str(error)))
    tab.goto((site.folder / page).as_uri())
    tab.locator("[type=radio], [type=checkbox][data-field]").first.check()
    tab.wait_for_timeout(400)
    tab.reload()
    assert tab.locator("[type=radio], [type=checkbox][data-field]").first.is_checked()
    assert not errors
