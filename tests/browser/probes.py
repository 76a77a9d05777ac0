"""Asks a shown page what probes.js can tell of it."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

SCRIPT = (Path(__file__).parent / "probes.js").read_text(encoding="utf-8")
CALL = "([name, given]) => window.probes[name](...given)"

PATIENCE, PAUSE = 5000, 25
"""Milliseconds."""

WIDER_SPACING = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    * { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
    p { margin-bottom: 2em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""
"""What WCAG 1.4.12 lets a reader set, in a way that the policy does not stop."""
TWICE_THE_SIZE = "() => { document.documentElement.style.fontSize = '225%' }"
"""Text at 200 per cent of ours, as a reader sets it in the browser."""


def ask(page: Page, name: str, *given: str) -> Any:
    """The answer of one function of probes.js."""
    if not page.evaluate("() => 'probes' in window"):
        page.evaluate(SCRIPT)
    return page.evaluate(CALL, [name, list(given)])


def until(page: Page, condition: str) -> None:
    """Wait for a condition. Playwright's own way evaluates words as code, which the policy refuses."""
    for _ in range(PATIENCE // PAUSE):
        if page.evaluate(f"() => Boolean({condition})"):
            return
        page.wait_for_timeout(PAUSE)
    raise AssertionError(f"This never came true: {condition}")


def told(page: Page, where: str, *names: str) -> list[str]:
    """What several functions find, each in a line that says where."""
    return [f"{where}: {name}: {found}" for name in names for found in ask(page, name)]
