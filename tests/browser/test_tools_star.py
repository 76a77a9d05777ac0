"""The STAR builder, as people use it: several examples, a word of care, files to take away, and nothing left behind."""

import zipfile
from collections.abc import Callable
from xml.etree import ElementTree

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from browser.axe import faults
from browser.serving import Served
from browser.test_tools_checklists import (
    HOSTILE,
    NO_STORAGE,
    download,
    kept,
    opened,
    person,
    said,
    site,
    sure,
)

__all__ = ["person", "site"]  # fixtures that are used by name

STAR = "practise/star.html"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def write(tab: Page, label: str, words: str) -> None:
    tab.get_by_label(label, exact=True).fill(words)


def two_examples(tab: Page) -> None:
    write(tab, "A name for this example", "The move")
    write(tab, "Situation", "A woman in her eighties was in hospital.")
    tab.get_by_label("Theme and quality statement").select_option(label="Safeguarding")
    tab.get_by_role("button", name="Start another example").click()
    write(tab, "A name for this example", HOSTILE)
    write(tab, "Result", "First line.\nSecond line.")


def test_several_examples_are_kept(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, STAR)
    assert tab.get_by_text("No example yet.").is_visible()
    assert tab.get_by_role("button", name="Save as text").is_disabled()
    two_examples(tab)
    assert tab.locator(".sg-example").all_inner_texts() == ["The move", HOSTILE]
    tab.reload()
    assert tab.locator(".sg-example").all_inner_texts() == ["The move", HOSTILE]
    assert tab.get_by_label("Situation").input_value() == "A woman in her eighties was in hospital."
    shown = tab.get_by_label("Theme and quality statement").input_value()
    assert shown == "Ensuring safety within the system: Safeguarding"
    tab.get_by_role("button", name=HOSTILE).click()
    assert tab.get_by_label("Result").input_value() == "First line.\nSecond line."
    assert tab.title() != "gone"
    assert not site.refused


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_every_state_is_free_of_faults(person: BrowserContext, site: Served, width: int, scheme: str) -> None:
    tab = opened(person, site, STAR)
    tab.set_viewport_size({"width": width, "height": 900})
    tab.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    assert not faults(tab)
    two_examples(tab)
    write(tab, "Situation", "Mrs Brown " + "wordwithoutanyplacetobreak" * 9)
    tab.locator("#star-situation-sign:visible").wait_for()
    assert not faults(tab)
    assert tab.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
    tab.get_by_role("button", name="Clear all examples").click()
    assert not faults(tab)


def test_a_gentle_word_when_a_text_may_tell_who_somebody_is(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, STAR)
    write(tab, "Action", "I visited Margaret at 12 Acacia Avenue.")
    tab.locator("#star-action-sign:visible").wait_for()
    assert "an address, a name" in tab.locator("#star-action-sign").inner_text()
    assert "may tell who somebody is" in said(tab)
    assert "star-action-sign" in (tab.get_by_label("Action").get_attribute("aria-describedby") or "")
    assert kept(tab), "it is said, and nothing is stopped"
    write(tab, "Action", "I visited a woman at home.")
    tab.locator("#star-action-sign").wait_for(state="hidden")


def test_files_to_take_away(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, STAR)
    two_examples(tab)
    text = download(tab, "Save as text").read_text(encoding="utf-8")
    assert "A woman in her eighties was in hospital." in text and HOSTILE in text
    with zipfile.ZipFile(download(tab, "Save for Word")) as archive:
        assert archive.testzip() is None
        parts = {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist()}
    types = {part.get("PartName", "")[1:] for part in parts["[Content_Types].xml"]} - {""}
    assert types == {"word/document.xml", "word/styles.xml", "docProps/core.xml"} <= set(parts)
    paragraphs = [
        (paragraph.find(f".//{WORD}pStyle").get(f"{WORD}val"), "".join(paragraph.itertext()))  # type: ignore[union-attr]
        for paragraph in parts["word/document.xml"].iter(f"{WORD}p")
    ]
    assert paragraphs[0] == ("Title", "My STAR examples")
    assert ("Heading1", "The move") in paragraphs and ("Heading1", HOSTILE) in paragraphs
    assert ("Normal", "Second line.") in paragraphs
    styles = {style.get(f"{WORD}styleId") for style in parts["word/styles.xml"].iter(f"{WORD}style")}
    assert {kind for kind, _ in paragraphs} <= styles


def test_printing_shows_all_examples_and_nothing_else(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, STAR)
    two_examples(tab)
    tab.get_by_role("button", name="Print my examples").click()
    printed = tab.evaluate("() => window.printed")
    assert "The move" in printed and HOSTILE in printed and "Menu" not in printed


def test_clearing_asks_first(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, STAR)
    two_examples(tab)
    tab.get_by_role("button", name="Clear this example").click()
    sure(tab, "Clear this example")
    assert tab.locator(".sg-example").all_inner_texts() == ["The move"]
    tab.get_by_role("button", name="Clear all examples").click()
    sure(tab, "Cancel")
    assert tab.locator(".sg-example").count() == 1
    tab.get_by_role("button", name="Clear all examples").click()
    sure(tab, "Clear all examples")
    assert tab.get_by_text("No example yet.").is_visible()
    assert tab.get_by_label("Situation").input_value() == ""
    assert not [key for key in kept(tab) if key.startswith("sg/")]


def test_a_shared_computer_keeps_nothing(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, STAR)
    tab.get_by_label("This is a shared computer").check()
    two_examples(tab)
    assert not kept(tab)
    assert tab.evaluate("() => JSON.stringify(sessionStorage)") == '{"sg/shared":"on"}'
    assert "Second line." in download(tab, "Save as text").read_text(encoding="utf-8")
    assert "Nothing is kept." in tab.locator(".sg-keeping").inner_text()
    assert not faults(tab)


def test_two_tabs_keep_each_others_examples(person: BrowserContext, site: Served) -> None:
    one, other = opened(person, site, STAR), opened(person, site, STAR)
    write(one, "Situation", "From one")
    write(other, "Situation", "From the other")
    kept(one), kept(other)
    one.wait_for_function("() => document.querySelectorAll('.sg-example').length === 2")
    one.reload()
    assert sorted(one.locator(".sg-example").all_inner_texts()) == ["From one", "From the other"]


def test_without_storage_everything_else_works(person: BrowserContext, site: Served) -> None:
    person.add_init_script(NO_STORAGE)
    tab = opened(person, site, STAR)
    two_examples(tab)
    assert tab.locator(".sg-notice").count() == 1
    assert "The move" in download(tab, "Save as text").read_text(encoding="utf-8")


def test_the_keyboard_alone_will_do(person: BrowserContext, site: Served) -> None:
    tab = opened(person, site, STAR)
    tab.get_by_role("button", name="Start another example").press("Enter")
    tab.keyboard.type("By hand")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    tab.keyboard.type("A situation")
    assert tab.url == site.address(STAR), "what somebody types never gets into the address"
    assert tab.locator(".sg-example").all_inner_texts() == ["By hand"]
    assert tab.get_by_label("Situation").input_value() == "A situation"


def test_without_scripts_it_is_a_sheet_of_paper(browser: Browser, served: Callable[[str], Served]) -> None:
    context = browser.new_context(java_script_enabled=False)
    tab = context.new_page()
    tab.goto(served("example").address(STAR))
    assert tab.get_by_role("textbox").count() >= 7
    assert tab.locator("form:has([data-field])").count() == 0
    context.close()
