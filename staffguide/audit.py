"""Audits a council's finished site in a real browser: axe on every page in every state, and how each page is built.

The browser and axe are for developers only. Nothing else needs them; a machine without them is told what to install.
"""

import shutil
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from staffguide import audit_file, load, press, structure
from staffguide.audit_record import Audit, Checker, Finding
from staffguide.problems import GuideError, Problem

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
STANDARDS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS: Mapping[str, Any] = {
    "runOnly": {"type": "tag", "values": list(STANDARDS)},
    "rules": {"target-size": {"enabled": True}},  # off until somebody asks for it
    "resultTypes": ["violations"],
    "preload": False,  # it would fetch the style sheets again and put them into the page, which the policy refuses
}
RUN = "options => axe.run(document, options)"
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
HEIGHT = 900
LACKING = (
    "install what an audit needs: uv sync --all-groups, then make browser, or name a Chromium with CHROMIUM=/path/to/it"
)

Found = tuple[str, str, str]
"""A rule, the page that breaks it, and the place in that page."""


@dataclass(frozen=True)
class State:
    """One way to see a page."""

    scheme: Literal["light", "dark"]
    width: int

    def __str__(self) -> str:
        return f"{self.scheme} at {self.width} pixels"


STATES = (State("light", 1280), State("light", 320), State("dark", 1280), State("dark", 320))


def run(root: Path, slug: str, as_of: date, named: str = "") -> tuple[Audit, Path]:
    """Build the council's site in a corner, audit it, and keep the record. `named` is a browser that somebody chose."""
    kept = audit_file.read(root, slug)
    facts = load.framework(root).edition
    with TemporaryDirectory() as name:
        site = Path(name) / slug
        outcome = press.open_press(root, as_of).build(slug, site, "")
        if outcome.problems:
            raise GuideError(outcome.problems)
        pages = sorted(path for path in site.rglob("*.html"))
        checkers, found = _looked_at(site, pages, named)
    record = Audit(
        tested_on=as_of,
        edition=facts.version,
        facts_checked=facts.facts_checked,
        checkers=(*checkers, Checker(name="Staff guide structure rules", version=version("staffguide"))),
        standards=STANDARDS,
        pages=len(pages),
        states=tuple(map(str, STATES)),
        checks=len(pages) * len(STATES) + len(pages),
        findings=tuple(_summed(found)),
        known_problems=kept.known_problems if kept else (),
    )
    return record, audit_file.write(root, slug, record)


def chromium(named: str = "") -> Path | None:
    """The browser to drive: the one that somebody named, else one on the path, else Playwright's own."""
    if named:
        return Path(named)
    installed = next((path for name in NAMES if (path := shutil.which(name))), None)
    return Path(installed) if installed else _playwrights_own()


def _playwrights_own() -> Path | None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.exists() else None


def violations(page: "Page") -> list[dict[str, Any]]:
    """All that axe has against the page that is shown, whatever its impact, even where the page's own scripts fail."""
    from axe_playwright_python.base import AXE_SCRIPT

    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return list(page.evaluate(RUN, dict(OPTIONS))["violations"])


def _looked_at(site: Path, pages: Sequence[Path], named: str) -> tuple[list[Checker], list[Found]]:
    """Every page in every state, with the versions of what looked."""
    try:
        from playwright.sync_api import sync_playwright

        browser = chromium(named)
    except ImportError:
        browser = None
    if browser is None or not browser.is_file():
        raise GuideError([Problem("pyproject.toml", 1, "dependency-groups", LACKING)])
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=browser)
        view = opened.new_page()
        found = [one for path in pages for one in _of_page(view, path, path.relative_to(site).as_posix())]
        checkers = [
            Checker(name="axe-core", version=view.evaluate("() => axe.version")),
            Checker(name="Chromium", version=opened.version),
        ]
        opened.close()
    return checkers, found


def _of_page(view: "Page", path: Path, name: str) -> Iterator[Found]:
    for fault in structure.faults(structure.read(path.read_text(encoding="utf-8"))):
        yield f"structure: {fault}", name, name
    for state in STATES:
        view.set_viewport_size({"width": state.width, "height": HEIGHT})
        view.emulate_media(color_scheme=state.scheme)
        view.goto(path.as_uri())
        view.evaluate(SETTLED)
        for one in violations(view):
            yield one["id"], name, " ".join(str(part) for part in one["nodes"][0]["target"])


def _summed(found: Sequence[Found]) -> Iterator[Finding]:
    """One finding for each rule: on how many pages, and the first place."""
    by_rule: dict[str, dict[str, str]] = defaultdict(dict)
    for rule, page, place in found:
        by_rule[rule].setdefault(page, place)
    for rule, places in sorted(by_rule.items()):
        page, place = next(iter(places.items()))
        yield Finding(rule=rule, pages=len(places), place=f"{page}: {place}"[:400])


def told(audit: Audit, file: Path) -> str:
    """The outcome in a few lines for whoever ran it."""
    lines = [f"{one.rule}: {one.pages} pages, such as {one.place}" for one in audit.findings]
    summary = f"{audit.pages} pages, {audit.checks} checks, {len(audit.findings)} rules broken."
    return "\n".join([*lines, summary, f"Kept in {file}"])
