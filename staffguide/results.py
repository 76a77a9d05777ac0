"""What a build of many councils came to: the table, the report as data, and the page to browse them from."""

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import htpy

from macros.dates import written
from macros.numbers import counted
from staffguide import output
from staffguide.press import Outcome

REPORT = "report.json"
INDEX = "index.html"
STYLES = "index.css"
SHEETS = ("assets/tokens.css", "index/all-councils.css")
"""The style sheets of the index page, in overrides/: its looks are those of the guides."""


def line(outcome: Outcome, done: int, of: int) -> str:
    """One council's progress: how many are done, and how it went."""
    went = f"{counted(len(outcome.problems), 'problem')}" if outcome.problems else f"{outcome.seconds:.1f} s"
    return f"{done} of {of}  {outcome.slug}: {went}"


def table(outcomes: Sequence[Outcome]) -> str:
    """A row for each council, and the sums."""
    wide = max(len("Council"), *(len(one.slug) for one in outcomes))
    head = f"{'Council':<{wide}}  {'Pages':>5}  {'Documents':>9}  {'Problems':>8}  {'Seconds':>7}"
    rows = [f"{one.slug:<{wide}}  {_numbers(one)}" for one in outcomes]
    return "\n".join([head, *rows, summary(outcomes)])


def _numbers(one: Outcome) -> str:
    if one.unchanged:
        return f"{'unchanged':>16}"
    return f"{one.pages:>5}  {one.documents:>9}  {len(one.problems):>8}  {one.seconds:>7.2f}"


def summary(outcomes: Sequence[Outcome]) -> str:
    """How many were published, left as they were, and stopped by problems."""
    failed = sum(bool(one.problems) for one in outcomes)
    same = sum(one.unchanged for one in outcomes)
    published = len(outcomes) - failed - same
    if same and same == len(outcomes):
        return f"Nothing has changed: {counted(same, 'council')} left as they were."
    parts = [f"{counted(published, 'council')} published", f"{same} unchanged", f"{failed} stopped by problems"]
    return ", ".join(part for part, number in zip(parts, (1, same, failed), strict=True) if number) + "."


def write(out: Path, outcomes: Sequence[Outcome], as_of: date, overrides: Path) -> None:
    """The report, and the index page with its styles, beside the folders; not where nothing was built."""
    shown = [one for one in outcomes if not one.problems and (one.name or (out / one.slug).is_dir())]
    if not all(one.unchanged for one in outcomes) or not (out / REPORT).is_file():
        _once(out / REPORT, json.dumps(_record(outcomes, as_of), indent=2, ensure_ascii=False) + "\n")
    _once(out / STYLES, "\n".join((overrides / name).read_text(encoding="utf-8") for name in SHEETS))
    _once(out / INDEX, _page([(one.slug, _name(out, one)) for one in shown], as_of))


def _once(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        output.write_whole(path, text)


def _record(outcomes: Sequence[Outcome], as_of: date) -> dict[str, object]:
    return {
        "as_of": as_of.isoformat(),
        "councils": [
            {
                "council": one.slug,
                "published": not one.problems,
                "unchanged": one.unchanged,
                "pages": one.pages,
                "documents": one.documents,
                "problems": [str(problem) for problem in one.problems],
                "seconds": round(one.seconds, 2),
            }
            for one in outcomes
        ],
    }


def _name(out: Path, outcome: Outcome) -> str:
    """The council's name: as built, or as the last build kept it."""
    if outcome.name:
        return outcome.name
    kept = json.loads((out / outcome.slug / output.MANIFEST).read_text(encoding="utf-8"))
    return str(kept.get("name", outcome.slug))


def _page(councils: Sequence[tuple[str, str]], as_of: date) -> str:
    """A plain page, good without its styles too: a heading, how many, and a link to each council's guide."""
    entries = [htpy.li[htpy.a(href=f"{slug}/index.html")[name]] for slug, name in councils]
    page = htpy.html(lang="en-GB")[
        htpy.head[
            htpy.meta(charset="utf-8"),
            htpy.meta(name="viewport", content="width=device-width, initial-scale=1"),
            htpy.title["All councils - Your guide to CQC assessment"],
            htpy.link(rel="stylesheet", href=STYLES),
        ],
        htpy.body[
            htpy.main[
                htpy.h1["Your guide to CQC assessment: all councils"],
                htpy.p[f"{counted(len(councils), 'guide')}, built for {written(as_of)}."],
                htpy.ul[entries] if entries else None,
            ]
        ],
    ]
    return f"{page}\n"
