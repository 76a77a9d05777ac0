"""A draft is as fit to read as the guide, says what it is in every state, and gives out files that say it too."""

import io
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from conftest import AS_OF
from playwright.sync_api import Browser, Page

from browser.axe import faults
from browser.probes import ask
from browser.serving import Served, serving
from browser.states import PLAIN, SCREENS, STILL, State, show
from staffguide import press

PAGES = ("index.html", "support.html", "guide/getting-ready.html", "guide/message-from-the-director.html", "about.html")


@pytest.fixture(scope="module")
def draft(whole_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    target = tmp_path_factory.mktemp("draft") / "bare-DRAFT"
    made = press.open_press(whole_project, AS_OF, documents=False, draft=True).build("bare", target, "")
    assert not made.problems
    with serving(target) as served:
        yield served


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    with browser.new_context() as context:
        yield context.new_page()


@pytest.mark.parametrize("state", [*SCREENS, STILL[1], State(contrast_theme=True)], ids=str)
def test_pages_with_gaps_are_free_of_faults(tab: Page, draft: Served, state: State) -> None:
    for name in PAGES:
        assert faults(show(tab, draft.address(name), state)) == []
        assert ask(tab, "sideways") == [] and tab.get_by_text("Draft: for checking only").is_visible()
    assert not draft.refused


def test_a_gap_stands_out_without_colour(tab: Page, draft: Served) -> None:
    for state in (PLAIN, State(contrast_theme=True), State(paper=True)):
        gap = show(tab, draft.address("support.html"), state).locator("mark.sg-gap").first
        assert gap.evaluate("one => getComputedStyle(one).borderTopStyle") == "dashed"
        assert gap.inner_text().startswith("To fill in: ")


def test_every_printed_page_says_that_it_is_a_draft(tab: Page, draft: Served) -> None:
    printed = show(tab, draft.address("support.html"), PLAIN).pdf()
    with pypdfium2.PdfDocument(io.BytesIO(printed)) as pdf:
        assert len(pdf) > 1
        assert all("DRAFT: for checking only" in page.get_textpage().get_text_bounded() for page in pdf)


def test_a_file_that_a_tool_saves_is_named_a_draft(tab: Page, draft: Served) -> None:
    show(tab, draft.address("checklists/for-managers.html"), PLAIN)
    with tab.expect_download() as download:
        tab.get_by_role("button", name="Save as CSV for a spreadsheet").click()
    assert download.value.suggested_filename.endswith("-DRAFT.csv")
