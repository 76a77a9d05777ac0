"""Tells what axe has against the page that is shown."""

from collections.abc import Iterator
from typing import Any

from playwright.sync_api import Page

from staffguide.audit import violations

SHOWN = 3
"""Places of one fault that are told."""


def faults(page: Page) -> list[str]:
    """Every violation on the page, whatever its impact, in a line each."""
    return [line for found in violations(page) for line in _told(found)]


def _told(found: dict[str, Any]) -> Iterator[str]:
    nodes = found["nodes"]
    for node in nodes[:SHOWN]:
        place = " ".join(str(part) for part in node["target"])
        yield f"{found['id']} ({found['impact']}): {place}: {' '.join(node['failureSummary'].split())}"
    if len(nodes) > SHOWN:
        yield f"{found['id']}: and {len(nodes) - SHOWN} more"
