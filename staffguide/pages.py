"""Pages: reads the Markdown files with their front matter."""

import re
from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import StringConstraints, ValidationError

from staffguide import yaml_lines
from staffguide.explain import problems_in
from staffguide.problems import Problem
from staffguide.records import Record, Text, ask

Audience = Literal[
    "everyone",
    "frontline",
    "managers",
    "principal social workers",
    "senior leaders",
    "lead officers",
    "partners",
    "editors",
]
DECKS = "slides/"
"""The folder of the decks: pages that become slides, and are not in the site."""
Tool = Literal["checklists", "star", "worksheet", "question-bank", "practice", "planner", "evaluation", "results"]
Months = Annotated[str, StringConstraints(pattern=r"^([1-9]|1[0-9]|2[0-4]) months?$")]


class FrontMatter(Record):
    """What stands at the top of every page."""

    title: Text = ask("give the page a title", "The five stages", max_length=80)
    description: Text = ask(
        "say in one sentence what the page is for", "What happens at each stage, and what we do.", max_length=200
    )
    audience: Audience = ask("say who the page is for", "everyone")
    owner: Text = ask("name the role that looks after the page", "staff guide team")
    reviewed: date = ask("give the date of the last review", "2026-11-21")
    review_in: Months = ask("say when to review it again", "6 months")
    show_if: Text | None = ask(
        "name the setting that must be filled for the page to appear", "council.director.message", default=None
    )
    tools: tuple[Tool, ...] = ask("name the tools that people use on the page", "[checklists]", default=())


Origin = tuple[str, int]
"""A line of a file, as messages name it."""


@dataclass(frozen=True)
class Page:
    """A page as written. `path` is relative to docs/; `file` is what messages call it; `above` counts the
    lines of front matter over `body`; `lines` gives the line of each setting in it.

    A page put together from several files has an entry in `origins` for each line of its body.
    """

    path: str
    file: str
    meta: FrontMatter
    body: str
    above: int
    lines: Mapping[str, int]
    origins: tuple[Origin, ...] = ()


Matter = TypeVar("Matter", bound=Record)


@dataclass(frozen=True)
class Split:
    """A file with its front matter apart: the settings as read, their lines, and what stands below them."""

    settings: yaml_lines.YamlFile
    body: str
    above: int

    def matter(self, model: type[Matter]) -> tuple[Matter | None, list[Problem]]:
        """The front matter as a record, or what is wrong with it."""
        try:
            return model.model_validate(self.settings.data), []
        except ValidationError as error:
            return None, list(problems_in(error, self.settings, model))


FENCE = re.compile(r"^---\s*$")


def split(path: Path, shown: str) -> tuple[Split | None, list[Problem]]:
    """Part a file from its front matter; `shown` is its name for messages."""
    text, problems = yaml_lines.read_text(path, shown)
    if text is None or problems:
        return None, problems
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines[1:], 1) if FENCE.match(line)), 0) if FENCE.match(lines[0]) else 0
    if not end:
        return None, [
            Problem(
                shown,
                1,
                "",
                "the page needs its front matter: title, description, audience and so on between two lines of ---",
            )
        ]
    file, problems = yaml_lines.parse("\n" + "\n".join(lines[1:end]), shown)
    if file is None or problems:
        return None, problems
    return Split(file, "\n".join(lines[end + 1 :]), end + 1), []


def read(
    path: Path, inside: Path, shown: str, model: type[FrontMatter] = FrontMatter
) -> tuple[Page | None, list[Problem]]:
    """Read one page. `inside` is its docs folder; `shown` the name for messages."""
    parted, problems = split(path, shown)
    if parted is None:
        return None, problems
    meta, problems = parted.matter(model)
    if meta is None:
        return None, problems
    numbers = {name: parted.settings.line((name,)) for name in model.model_fields}
    return Page(path.relative_to(inside).as_posix(), shown, meta, parted.body, parted.above, numbers), []


def located(problem: Problem, page: Page) -> Problem:
    """The problem where its words were typed, if the page was put together from several files."""
    if not page.origins or problem.path != page.file or not 0 < problem.line - page.above <= len(page.origins):
        return problem
    file, line = page.origins[problem.line - page.above - 1]
    return replace(problem, path=file, line=line)


def next_review(meta: FrontMatter) -> date:
    """The date of the page's next review: the last one plus the months it gives, or the last day of that month."""
    months = meta.reviewed.month - 1 + int(meta.review_in.split()[0])
    year, month = meta.reviewed.year + months // 12, months % 12 + 1
    return date(year, month, min(meta.reviewed.day, monthrange(year, month)[1]))


def read_all(docs: Path, root: Path) -> tuple[dict[str, Page], list[Problem]]:
    """Every page under a docs folder by its path, and the problems of those that cannot be read."""
    pages: dict[str, Page] = {}
    problems: list[Problem] = []
    for path in sorted(docs.rglob("*.md")):
        page, wrong = read(path, docs, path.relative_to(root).as_posix())
        problems.extend(wrong)
        if page:
            pages[page.path] = page
    return pages, problems


def apart(found: Mapping[str, Page]) -> tuple[dict[str, Page], dict[str, Page]]:
    """The pages of the site, and the decks."""
    decks = {path: page for path, page in found.items() if path.startswith(DECKS)}
    return {path: page for path, page in found.items() if path not in decks}, decks
