"""The evaluation as a lead officer runs it: forms on one device and on several, the files, and what comes of them."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from answers import HOSTILE, OWN, a_file, a_reply, write
from conftest import AS_OF, ROOT
from playwright.sync_api import Browser, BrowserContext, Page

from browser.axe import faults
from browser.serving import Served
from browser.test_tools_checklists import (
    FULL,
    NO_STORAGE,
    download,
    kept,
    opened,
    person,
    said,
    site,
    sure,
)
from browser.test_tools_checklists import (
    HOSTILE as MARKUP,
)
from macros import evaluation_report
from staffguide import evaluate_command, evaluation, evaluation_output, load
from staffguide.evaluation_files import collect

__all__ = ["person", "site"]  # fixtures that are used by name

FORM, LEADERS, RESULTS = "tool-4/evaluation-form.html", "tool-4/leaders-form.html", "tool-4/results.html"
PEOPLE = 12
FINISH = "Finish, and clear the form for the next person"


def name_session(tab: Page) -> None:
    tab.get_by_label("Session", exact=True).fill("Social workers, morning")
    tab.get_by_label("Date", exact=True).fill("2027-02-03")


def choose(tab: Page, question: str, words: str) -> None:
    tab.get_by_role("group", name=question).get_by_label(words, exact=True).check()


def answer(tab: Page, n: int) -> None:
    """What the n-th person says."""
    choose(tab, "What kind of job do you do?", "I manage a team or a service" if n % 3 else "Something else")
    choose(tab, "At the start: how confident", ("1 Not confident", "2 A little confident", "3 Fairly confident")[n % 3])
    choose(tab, "At the end: how confident", ("3 Fairly confident", "4 Confident", "5 Very confident")[n % 3])
    choose(tab, "I know how the CQC assesses us", ("Fully", "Partly")[n % 2])
    choose(tab, OWN, "Fully")
    choose(tab, "Was there enough time to practise?", "Too little")
    tab.get_by_label("What was most useful?").fill(f"{MARKUP} number {n}")
    tab.get_by_label("Is there anything that senior leaders should hear?").fill(f"Said by {n}")
    if n % 2:
        choose(tab, "How may we use these words?", "Quote")


def saved(tab: Page, button: str, folder: Path) -> dict[str, Any]:
    """The file that a button gives, put into the folder under the name that it comes with."""
    with tab.expect_download() as waited:
        tab.get_by_role("button", name=button).click()
    folder.mkdir(exist_ok=True)
    place = folder / waited.value.suggested_filename
    waited.value.save_as(place)
    found: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return found


def test_twelve_people_evaluate_a_workshop(person: BrowserContext, site: Served, tmp_path: Path) -> None:
    """Eight on one device, four each on their own; the page and the command come to the same."""
    folder = tmp_path / "answers"
    tab = opened(person, site, FORM)
    name_session(tab)
    for n in range(8):
        answer(tab, n)
        tab.get_by_role("button", name=FINISH).click()
        assert tab.locator(".sg-done").inner_text().startswith(f"Thank you. {n + 1} repl")
        assert tab.locator(".sg-done").evaluate("one => one === document.activeElement")
        assert (
            not tab.locator("[data-ask]:checked").count()
            and tab.get_by_label("What was most useful?").input_value() == ""
        )
        assert tab.get_by_label("Session", exact=True).input_value() == "Social workers, morning"
    assert len(saved(tab, "Save 8 replies as a file", folder)["replies"]) == 8
    for n in range(8, PEOPLE):
        answer(tab, n)
        assert len(saved(tab, "Save my answers as a file", folder)["replies"]) == 1
        tab.get_by_role("button", name="Clear this form").click()
    assert len(list(folder.iterdir())) == 5
    write(folder, "notes.txt", "not an answer")

    results = opened(person, site, RESULTS)
    results.get_by_label("Files of answers").set_input_files(sorted(folder.iterdir()))
    results.locator(".sg-report h3").first.wait_for()
    form = load.framework(ROOT).evaluation
    sums = evaluation.summary(collect(evaluate_command.given(folder), form, "example"), form)
    assert sums["forms"][0]["replies"] == PEOPLE and sums["forms"][0]["confidence"]["shown"]
    assert [name for name, _ in sums["refused"]] == ["notes.txt"]
    assert shown(results) == [block for block in evaluation_report.report(sums, form) if block[0] != "chart"]
    assert results.locator(".sg-report svg rect").count() == 10
    assert results.title() != "gone" and not results.locator(".sg-report b").count()

    results.get_by_role("button", name="Print the summary for senior leaders").click()
    printed = results.evaluate("() => window.printed")
    assert (
        "Exampleton Council" in printed
        and "Said by 1" in printed
        and "Said by 2" not in printed
        and "number 1" not in printed
    )
    assert download(results, "Save the summary for Word").read_bytes()[:2] == b"PK"
    assert not site.refused


def shown(tab: Page) -> list[Any]:
    """The blocks of the report as they stand on the page."""
    blocks: list[Any] = tab.evaluate("""() => [...document.querySelector(".sg-report").children].flatMap((one) => {
      const words = (part) => part.textContent, rows = (part) => [...part.rows].map((row) => [...row.cells].map(words));
      const table = one.querySelector("table");
      if (/^H\\d$/.test(one.tagName)) return [["h", Number(one.tagName[1]) - 1, words(one)]];
      if (one.tagName === "UL") return [["list", [...one.children].map(words)]];
      if (one.tagName === "FIGURE") return [];
      if (table) return [["table", words(table.caption), rows(table.tHead)[0], rows(table.tBodies[0])]];
      return [["p", words(one)]];
    })""")
    return blocks


def test_what_is_missing_is_listed_and_led_to(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, FORM)
    tab.get_by_role("button", name=FINISH).click()
    errors = tab.locator(".sg-errors")
    assert errors.evaluate("one => one === document.activeElement")
    assert [link.inner_text() for link in errors.get_by_role("link").all()] == [
        "Give the session a name, such as Social workers, morning.",
        "Give the date of the session.",
        "Answer at least one question.",
    ]
    errors.get_by_role("link").first.press("Enter")
    session = tab.get_by_label("Session", exact=True)
    assert session.evaluate("one => one === document.activeElement") and session.get_attribute("aria-invalid") == "true"
    assert not faults(tab)
    session.fill("Morning")
    assert session.get_attribute("aria-invalid") is None
    assert [key for key in kept(tab) if not key.endswith("/session")] == []
    name_session(tab)
    answer(tab, 1)
    tab.get_by_role("button", name=FINISH).click()
    assert errors.is_hidden() and len(kept(tab)) == 2


def test_replies_outlast_a_reload_and_are_cleared_only_when_asked(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, FORM)
    name_session(tab)
    answer(tab, 1)
    tab.get_by_role("button", name=FINISH).click()
    tab.reload()
    assert tab.get_by_text("Social workers, morning, 3 February 2027: 1 reply").is_visible()
    other = opened(person, site, LEADERS)
    choose(other, "How useful was the scoping meeting?", "Very useful")
    other.get_by_role("button", name=FINISH).click()
    tab.get_by_text("Social workers, morning, 3 February 2027, senior leaders: 1 reply").wait_for()
    tab.get_by_role("button", name="Clear all replies on this device").click()
    sure(tab, "Cancel")
    assert tab.locator(".sg-saved li").count() == 2
    tab.get_by_role("button", name="Clear all replies on this device").click()
    sure(tab, "Clear all replies")
    assert not tab.locator(".sg-saved li").count() and said(tab)
    assert not [key for key in kept(tab) if key.startswith("sg/")]


def test_the_next_person_sees_nothing_of_the_last(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, FORM)
    name_session(tab)
    answer(tab, 4)
    assert not any("Said by" in entry for entry in kept(tab).values()), "unfinished answers are kept nowhere"
    tab.get_by_role("button", name=FINISH).click()
    assert "Said by" not in tab.locator("main").inner_text()
    tab.on("dialog", lambda dialog: dialog.accept())
    answer(tab, 5)
    tab.reload()
    assert (
        not tab.locator("[data-ask]:checked").count() and tab.get_by_label("What was most useful?").input_value() == ""
    )


@pytest.mark.parametrize("trouble", [NO_STORAGE, FULL])
def test_without_room_answers_can_still_be_saved(
    person: BrowserContext, site: Served, trouble: str, tmp_path: Path
) -> None:
    person.add_init_script(trouble)
    tab = opened(person, site, FORM)
    name_session(tab)
    answer(tab, 2)
    tab.get_by_role("button", name=FINISH).click()
    assert tab.locator(".sg-notice").count() == 1
    assert saved(tab, "Save 1 reply as a file", tmp_path)["replies"][0]["answers"]["ev-before"] == 3


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_every_state_is_free_of_faults(
    person: BrowserContext, site: Served, width: int, scheme: str, tmp_path: Path
) -> None:
    chance = random.Random(2)
    write(tmp_path, "a.json", a_file([a_reply(chance, **{"ev-most": "word" * 60}) for _ in range(12)]))
    write(tmp_path, "b.txt", "no")
    for page in (FORM, LEADERS, RESULTS):
        tab = opened(person, site, page)
        tab.set_viewport_size({"width": width, "height": 900})
        tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        assert not faults(tab)
        if page == RESULTS:
            tab.get_by_label("Files of answers").set_input_files(sorted(tmp_path.iterdir()))
            tab.locator(".sg-report h3").first.wait_for()
        else:
            name_session(tab)
            choose(
                tab,
                "How useful was the debrief?" if page == LEADERS else "Was there enough time",
                "Very useful" if page == LEADERS else "Enough",
            )
            tab.get_by_role("button", name=FINISH).click()
        assert not faults(tab)
        assert tab.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")


def test_hostile_files_are_named_and_nothing_of_them_runs(person: BrowserContext, site: Served, tmp_path: Path) -> None:
    for name in ("deep.json", "scale.json", "zip.zip", "leeds.json"):
        write(tmp_path, name, HOSTILE[name][0])
    write(tmp_path, "good.json", a_file([{"id": "1" * 32, "answers": {"ev-most": MARKUP}}]))
    tab = opened(person, site, RESULTS)
    tab.get_by_label("Files of answers").set_input_files(sorted(tmp_path.iterdir()))
    tab.get_by_text(MARKUP).wait_for()
    for name in ("deep.json", "scale.json", "zip.zip", "leeds.json"):
        assert tab.get_by_text(f"{name}: {HOSTILE[name][1]}").is_visible()
    assert said(tab) == "1 reply counted. 4 files are not counted."
    tab.get_by_role("button", name="Clear the results").click()
    assert tab.locator(".sg-report").inner_text() == "" and tab.title() != "gone"


def test_files_can_be_dropped(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, RESULTS)
    content = json.dumps(a_file([{"id": "1" * 32, "answers": {"ev-most": "All of it"}}]))
    dropped = tab.evaluate_handle(
        "(words) => { const data = new DataTransfer(); data.items.add(new File([words], 'a.json')); return data; }",
        content,
    )
    tab.dispatch_event(".sg-drop", "drop", {"dataTransfer": dropped})
    tab.get_by_text("All of it").wait_for()


def test_the_keyboard_alone_will_do(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, FORM)
    tab.get_by_label("Session", exact=True).focus()
    tab.keyboard.type("Morning")
    tab.keyboard.press("Enter")
    tab.get_by_label("Date", exact=True).fill("2027-02-03")
    tab.get_by_role("group", name="At the start").get_by_role("radio").first.focus()
    tab.keyboard.press("ArrowDown")
    tab.get_by_role("button", name=FINISH).press("Enter")
    assert tab.locator(".sg-done").is_visible()
    assert tab.url == site.address(FORM), "what somebody types never gets into the address"


def test_without_scripts_it_is_a_form_to_print(browser: Browser, served: Callable[[str], Served]) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(served("example").address(FORM))
    assert tab.get_by_role("radio").count() > 30 and tab.get_by_role("textbox").count() >= 7
    assert not tab.get_by_role("button", name=FINISH).count() and not tab.locator("form:has([data-ask])").count()
    tab.goto(served("example").address(RESULTS))
    assert tab.get_by_text("This page needs scripts").is_visible()
    context.close()


def test_the_form_as_one_file_works_on_a_phone(
    person: BrowserContext, built: Callable[[str], Path], tmp_path: Path
) -> None:
    place = tmp_path / "evaluation-form.htm"
    place.write_bytes((built("example") / "downloads" / place.name).read_bytes())
    tab = person.new_page()
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    tab.set_viewport_size({"width": 320, "height": 700})
    tab.goto(place.as_uri())
    name_session(tab)
    answer(tab, 3)
    found = saved(tab, "Save my answers as a file", tmp_path / "answers")
    form = load.framework(ROOT).evaluation
    assert (
        len(collect(evaluate_command.given(tmp_path / "answers"), form, "example").replies)
        == len(found["replies"])
        == 1
    )
    assert not faults(tab) and tab.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    assert [url for url in asked if not url.startswith("blob:")] == [place.as_uri()]


@pytest.mark.parametrize("page", [FORM, RESULTS])
def test_it_works_from_a_folder_on_a_disk(page: str, person: BrowserContext, built: Callable[[str], Path]) -> None:
    tab = person.new_page()
    wrong: list[str] = []
    tab.on("pageerror", lambda error: wrong.append(str(error)))
    tab.goto((built("example") / page).as_uri())
    assert tab.get_by_role("button", name=FINISH).count() or tab.get_by_label("Files of answers").count()
    assert not wrong


@pytest.mark.parametrize("width", [1280, 320])
def test_the_pages_of_the_command_are_free_of_faults(width: int, person: BrowserContext, tmp_path: Path) -> None:
    chance = random.Random(4)
    write(tmp_path / "answers", "a.json", a_file([a_reply(chance, **{"ev-most": "word" * 60}) for _ in range(15)]))
    ours = evaluation_output.of_council(ROOT, "example", AS_OF)
    form = ours.framework.evaluation
    sums = evaluation.summary(collect(evaluate_command.given(tmp_path / "answers"), form, "example"), form)
    evaluation_output.write(tmp_path / "out", sums, ours)
    tab = person.new_page()
    tab.set_viewport_size({"width": width, "height": 900})
    for page in ("results.html", "workshop-summary.html"):
        tab.goto((tmp_path / "out" / page).as_uri())
        assert not faults(tab)
        assert tab.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
