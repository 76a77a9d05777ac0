"""Every way to publish, opened from a disk: links, search and a tool work there, and the one file passes axe."""

import shutil
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from conftest import AS_OF
from playwright.sync_api import Browser, Page, expect

from browser.axe import faults
from browser.test_search import reader
from staffguide import bundle
from staffguide.serve import serving

Built = Callable[[str], Path]


@pytest.fixture(scope="module")
def site(built: Built, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A finished site alone in its folder, so that what is packed beside it disturbs nobody."""
    return Path(shutil.copytree(built("example"), tmp_path_factory.mktemp("bundles") / "example"))


def from_zip(site: Path) -> Path:
    """The guide as somebody has it who took everything out of the zip file."""
    with zipfile.ZipFile(bundle.make(site, "zip", AS_OF)) as archive:
        archive.extractall(site.parent / "taken out")
    return site.parent / "taken out" / "example-guide" / "guide" / "index.html"


def from_aspx(site: Path) -> Path:
    return bundle.make(site, "aspx", AS_OF) / "index.aspx"


@pytest.fixture(scope="module", params=(from_zip, from_aspx), ids=("zip", "aspx"))
def first_page(request: pytest.FixtureRequest, site: Path) -> Path:
    made: Path = request.param(site)
    return made


@pytest.fixture
def page(browser: Browser, first_page: Path) -> Iterator[Page]:
    """The first page of the packed guide. A browser shows .aspx from a disk as text, so this one is sent as HTML."""
    with reader(browser) as page:
        if first_page.suffix == ".aspx":
            page.route(
                "**/*.aspx*",
                lambda route: route.fulfill(
                    path=Path(first_page.parent, route.request.url.partition("/site/")[2].partition("?")[0]),
                    content_type="text/html; charset=utf-8",
                ),
            )
            page.route("**/site/**/*.{js,css,svg,json}", lambda route: _from_disk(route, first_page.parent))
            page.goto("http://library.example/site/index.aspx")
        else:
            page.goto(first_page.as_uri())
        yield page


def _from_disk(route: object, folder: Path) -> None:
    url = route.request.url.partition("/site/")[2].partition("?")[0]  # type: ignore[attr-defined]
    route.fulfill(path=folder / url)  # type: ignore[attr-defined]


def test_links_lead_on(page: Page, first_page: Path) -> None:
    page.get_by_role("link", name="Start reading").click()
    expect(page.locator("h1")).to_have_text("Introduction")
    page.locator(".sg-turn__link--on").click()
    expect(page.locator(".sg-place")).to_have_text("Part 2 of 13")
    page.locator(".sg-bar__home").click()
    expect(page.get_by_role("link", name="Start reading")).to_be_visible()
    assert page.url.endswith(first_page.name)
    assert page.evaluate("getComputedStyle(document.querySelector('.sg-bar')).borderBottomWidth") == "4px"


def test_search_finds_a_page_and_leads_there(page: Page) -> None:
    page.get_by_role("searchbox").fill("safegarding")
    page.keyboard.press("Enter")
    page.locator(".sg-results a").first.click()
    expect(page.locator("h1")).to_have_text("Safeguarding")


def test_practice_asks_a_question_and_links_to_its_home(page: Page, first_page: Path) -> None:
    page.goto(page.url.replace(first_page.name, f"practise/talk-to-the-cqc{first_page.suffix}"))
    page.get_by_role("button", name="Start practising").click()
    link = page.get_by_role("link", name="See it in the bank")
    expect(link).to_be_visible()
    assert f"{first_page.suffix}#q-" in str(link.get_attribute("href"))


def test_a_checklist_keeps_what_is_ticked(page: Page, first_page: Path) -> None:
    page.goto(page.url.replace(first_page.name, f"checklists/for-teams{first_page.suffix}"))
    page.locator("input[type=checkbox]").first.check()
    page.wait_for_timeout(500)  # it is written a moment later
    page.reload()
    expect(page.locator("input[type=checkbox]").first).to_be_checked()


def test_the_bank_filters_its_questions(page: Page, first_page: Path) -> None:
    page.goto(page.url.replace(first_page.name, f"practise/all-questions{first_page.suffix}"))
    box = page.locator(".sg-bank__filters input[type=search]")
    box.fill("advocate")
    expect(page.locator("[role=status]").first).not_to_be_empty()


@pytest.fixture(scope="module")
def one_file(site: Path) -> Path:
    return bundle.make(site, "single-file", AS_OF)


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_the_one_file_passes_axe(scheme: str, width: int, browser: Browser, one_file: Path) -> None:
    with reader(browser, color_scheme=scheme, viewport={"width": width, "height": 900}) as page:
        page.goto(one_file.as_uri())
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_one_file_asks_for_nothing_and_its_links_lead_within(browser: Browser, one_file: Path) -> None:
    asked: list[str] = []
    with reader(browser) as page:
        page.on("request", lambda request: asked.append(request.url))
        page.goto(one_file.as_uri())
        page.locator("#contents").get_by_role("link", name="Case tracking").first.click()
        expect(page.locator("#guide-case-tracking h2").first).to_be_in_viewport()
        page.locator("#guide-case-tracking").get_by_role("link", name="Back to the contents").click()
        expect(page.get_by_role("heading", name="Contents", exact=True)).to_be_in_viewport()
        assert page.locator(".sg-bar__logo").evaluate("one => one.naturalWidth") > 0
        assert page.evaluate("getComputedStyle(document.querySelector('.sg-bar')).borderBottomWidth") == "4px"
    assert [one for one in asked if not one.startswith(("data:", one_file.as_uri()))] == []


def test_the_preview_shows_what_to_mend_over_the_page_and_takes_it_away(browser: Browser, project: Path) -> None:
    path = project / "docs" / "guide" / "case-tracking.md"
    good = path.read_text(encoding="utf-8")
    with serving(project, "example", AS_OF, 0, lambda _: None) as address, reader(browser) as page:
        page.goto(f"{address}guide/case-tracking.html")
        path.write_text(good + "\nA sentence that is new.\n", encoding="utf-8")
        expect(page.get_by_text("A sentence that is new.")).to_be_visible()
        panel = page.get_by_role("alert")
        expect(panel).to_be_empty()
        path.write_text(good + "\n{{ theems() }}\n\n<b>x</b>\n", encoding="utf-8")
        expect(panel).to_contain_text("3 problems to mend")
        expect(panel).to_contain_text('unknown macro "theems": did you mean "themes"?')
        expect(panel.locator("code").first).to_contain_text("docs/guide/case-tracking.md:")
        assert panel.locator("b").count() == 0, "what an editor wrote is shown as text"
        assert faults(page) == []
        expect(page.get_by_text("A sentence that is new.")).to_be_attached()
        path.write_text(good, encoding="utf-8")
        expect(panel).to_be_empty()
        expect(page.get_by_text("A sentence that is new.")).not_to_be_attached()
        page.goto("about:blank")  # the stream ends before the preview does
