"""Asks axe what is wrong with the page that is shown."""

from collections.abc import Iterator
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

OPTIONS = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    },
    "rules": {"target-size": {"enabled": True}},  # off until somebody asks for it
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch the style sheets again and put them into the page, which the policy refuses
}
RUN = "options => axe.run(document, options)"
SHOWN = 3
"""Places of one fault that are told."""


def faults(page: Page) -> list[str]:
    """Every violation on the page, whatever its impact, in a line each. Works where the page's own scripts do not."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return [line for found in page.evaluate(RUN, OPTIONS)["violations"] for line in _told(found)]


def _told(found: dict[str, Any]) -> Iterator[str]:
    nodes = found["nodes"]
    for node in nodes[:SHOWN]:
        place = " ".join(str(part) for part in node["target"])
        yield f"{found['id']} ({found['impact']}): {place}: {' '.join(node['failureSummary'].split())}"
    if len(nodes) > SHOWN:
        yield f"{found['id']}: and {len(nodes) - SHOWN} more"
