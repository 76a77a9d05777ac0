"""Pages work in a browser as nginx sends them with our file: nothing is refused, nothing is missing."""

import re

from playwright.sync_api import Browser

PAGES = ("index.html", "guide/the-five-stages.html", "practise/all-questions.html", "checklists/for-individuals.html")


def test_pages_work_under_nginx(on_nginx: str, browser: Browser) -> None:
    complaints: list[str] = []
    with browser.new_context() as context:
        context.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        page = context.new_page()
        for name in PAGES:
            page.goto(on_nginx + name)
            assert page.get_by_role("heading", level=1).is_visible()
        page.goto(on_nginx + "search.html?q=safeguarding")
        page.get_by_role("status").filter(has_text=re.compile(r"\d+ ")).wait_for()
    assert not complaints
