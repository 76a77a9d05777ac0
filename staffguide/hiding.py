"""Which national pages a council leaves out, and which no guide can do without."""

from collections.abc import Collection, Iterator
from pathlib import Path

from staffguide import yaml_lines
from staffguide.problems import Problem, did_you_mean, found

FIELD = "hide_pages"
KEPT = {
    "index.md": "every guide needs its home page",
    "search.md": "every page leads to it",
    "accessibility-statement.md": "the law asks for it",
}
"""Pages that cannot be left out, and why."""
QUESTIONS = "practise/"
"""Questions lead to each other's pages: they are left out together, by the switch for practice."""


def wrong(
    root: Path, slug: str, hidden: Collection[str], national: Collection[str], own: Collection[str]
) -> list[Problem]:
    """What is wrong with a council's list of pages to leave out."""
    told = [(number, message) for number, path in enumerate(hidden) for message in _faults(path, national, own)]
    if not told:
        return []
    shown = f"councils/{slug}/council.yml"
    file, _ = yaml_lines.read(root / shown, shown)
    line = file.line if file else lambda _: 1
    return [Problem(shown, line((FIELD, number)), f"{FIELD}[{number + 1}]", message) for number, message in told]


def _faults(path: str, national: Collection[str], own: Collection[str]) -> Iterator[str]:
    if path not in national:
        yield f"there is no national page of this path: {did_you_mean(path, national)} {found(path)}"
    elif path in KEPT:
        yield f"this page cannot be left out: {KEPT[path]} {found(path)}"
    elif path.startswith(QUESTIONS):
        yield f'leave out all practice pages with "practice: no" under "features", or none {found(path)}'
    elif path in own:
        yield f"the council has this page as its own in its docs folder: keep it there or leave it out {found(path)}"
