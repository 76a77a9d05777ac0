"""One Chromium for all tests here, the finished sites on a server, and a page that a test can send anywhere."""

import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest
from chromium import find
from playwright.sync_api import Browser, Page, sync_playwright

from browser.serving import Served, serving
from browser.states import PLAIN, State, show
from browser.templates import one_of_each


class Visit(Protocol):
    """Shows a page of a council's site in a state of the reader's choosing."""

    def __call__(self, slug: str, page: str, state: State = PLAIN) -> Page: ...


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    executable = find()
    assert executable, "There is no Chromium for the browser tests: run make browser"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def served(built: Callable[[str], Path]) -> Iterator[Callable[[str], Served]]:
    """A council's finished site on the air, put there the first time that a test asks for it."""
    sites: dict[str, Served] = {}
    with ExitStack() as stack:

        def serve(slug: str) -> Served:
            if slug not in sites:
                sites[slug] = stack.enter_context(serving(built(slug)))
            return sites[slug]

        yield serve


@pytest.fixture(scope="session")
def templates(served: Callable[[str], Served]) -> Callable[[str], list[str]]:
    """A few pages of a council's site that between them show everything that the look knows."""
    return lambda slug: one_of_each(served(slug))


@pytest.fixture(scope="session")
def _tabs(browser: Browser) -> Iterator[dict[bool, Page]]:
    """Two pages to use again and again: one whose scripts run, and one whose scripts never arrive."""
    running, still = browser.new_context(), browser.new_context()
    still.route("**/*.js", lambda route: route.abort())
    yield {True: running.new_page(), False: still.new_page()}
    running.close()
    still.close()


@pytest.fixture
def visit(_tabs: dict[bool, Page], served: Callable[[str], Served]) -> Visit:
    def visited(slug: str, page: str, state: State = PLAIN) -> Page:
        return show(_tabs[state.scripts], served(slug).address(page), state)

    return visited


@pytest.fixture
def blank(_tabs: dict[bool, Page]) -> Callable[[str], Page]:
    """A page of a test's own HTML, for what a check has to catch."""

    def filled(html: str) -> Page:
        page = _tabs[True]
        page.goto("about:blank")
        page.set_viewport_size({"width": 320, "height": 600})
        page.emulate_media(color_scheme="light")
        page.set_content(html)
        return page

    return filled


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str]) -> Callable[[str], None]:
    """Prints a line that nobody can overlook, even where pytest is quiet."""

    def said(line: str) -> None:
        with capfd.disabled():
            print(f"\n{line}", file=sys.stderr)

    return said
