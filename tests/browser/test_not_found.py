"""A wrong address gets a page that is whole, wherever it stands: overrides/404.html says why it is so plain."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Response

from browser.serving import Served
from browser.test_network import travel

WRONG = ("gone.html", "guide/gone.html", "guide/very/deep/down/gone.html", "guide/gone/", "404.html")


@pytest.mark.parametrize("address", WRONG)
@pytest.mark.parametrize("slug", ["example", "awkward"])
def test_it_is_whole_at_any_depth(browser: Browser, served: Callable[[str], Served], slug: str, address: str) -> None:
    site = served(slug)
    with browser.new_context() as context:
        page = context.new_page()
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        answer = page.goto(site.address(address))
        assert isinstance(answer, Response)
        assert answer.status == (200 if address == "404.html" else 404)
        assert page.get_by_role("heading", level=1, name="Page not found").is_visible()
        assert page.get_by_text("Your guide to CQC assessment").first.is_visible()
        assert page.get_by_role("listitem").count() >= 3
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert len(asked) == 1, "it fetches nothing: from there, no address of ours is known"


def test_it_names_no_address_that_depends_on_where_it_stands(served: Callable[[str], Served]) -> None:
    text = (served("example").folder / "404.html").read_text(encoding="utf-8")
    assert "src=" not in text
    assert "href=" not in text


def test_it_is_dark_for_readers_who_prefer_that(browser: Browser, served: Callable[[str], Served]) -> None:
    with browser.new_context(color_scheme="dark") as context:
        page = context.new_page()
        page.goto(served("example").address("gone.html"))
        canvas = "getComputedStyle(document.documentElement).colorScheme"
        assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches")
        assert page.evaluate(canvas) in {"normal", "light dark"}
        assert page.evaluate("getComputedStyle(document.body).color") == "rgb(255, 255, 255)"


def test_it_keeps_to_the_policy(browser: Browser, served: Callable[[str], Served]) -> None:
    journey = travel(browser, served("example"), ["guide/gone.html"])
    assert not journey.refused
    assert journey.outside == ["/a/b/guide/gone.html"]
