"""Pages: reads the Markdown files with their front matter, and checks what an editor wrote in them."""

import re
from calendar import monthrange
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Annotated, Literal
from urllib.parse import unquote, urlsplit

from pydantic import StringConstraints, ValidationError

from staffguide import expressions, yaml_lines
from staffguide.explain import problems_in
from staffguide.expressions import Vocabulary
from staffguide.problems import Problem, did_you_mean, found
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


@dataclass(frozen=True)
class Page:
    """A page as written. `path` is relative to docs/; `file` is what messages call it; `above` counts the
    lines of front matter over `body`."""

    path: str
    file: str
    meta: FrontMatter
    body: str
    above: int


FENCE = re.compile(r"^---\s*$")


def read(path: Path, inside: Path, shown: str) -> tuple[Page | None, list[Problem]]:
    """Read one page. `inside` is its docs folder; `shown` the name for messages."""
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
    try:
        meta = FrontMatter.model_validate(file.data)
    except ValidationError as error:
        return None, list(problems_in(error, file, FrontMatter))
    return Page(path.relative_to(inside).as_posix(), shown, meta, "\n".join(lines[end + 1 :]), end + 1), []


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


def check(page: Page, words: Vocabulary, known: Mapping[str, Page], files: frozenset[str]) -> list[Problem]:
    """Every problem in one page. `known` are the pages and `files` the other files that a link may lead to."""
    problems = expressions.check(page.body, words, page.file, page.above)
    for number, line in _prose(page.body):
        where = page.above + number
        problems += [
            Problem(page.file, where, "", text)
            for text in (*_raw_html(line), *_block_in_sentence(line, words), *_links(line, page, known, files))
        ]
    return problems + [Problem(page.file, page.above + number, "", text) for number, text in _headings(page)]


CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
BRACES = re.compile(r"\{\{.*?\}\}|\{%.*?%\}")


def _prose(body: str) -> Iterator[tuple[int, str]]:
    """The lines of a page that are not code, with what stands in backquotes taken out. Lines count from 1."""
    fenced = False
    for number, line in enumerate(body.split("\n"), 1):
        if line.lstrip().startswith(("```", "~~~")):
            fenced = not fenced
        elif not fenced:
            yield number, CODE.sub("", line)


TAG = re.compile(r"<(?:[A-Za-z][\w:-]*(?=[\s>/]|$)|/[A-Za-z]|!--|!\[|\?)[^>]*>?")


def _raw_html(line: str) -> Iterator[str]:
    for tag in TAG.findall(BRACES.sub("", line)):
        yield f"HTML cannot be used in a page: write Markdown or call a macro {found(tag)}"


CALL = re.compile(r"\{\{-?\s*(\w+)\(")


def _block_in_sentence(line: str, words: Vocabulary) -> Iterator[str]:
    """A block macro fills a paragraph, a list entry or a cell: it cannot stand among other words."""
    for name in CALL.findall(line):
        alone = re.fullmatch(r"\s*(?:[-*+]\s+|\d+\.\s+|:\s+)?\{\{.*\}\}\s*", line) and line.count("{{") == 1
        if name in words.blocks and not alone:
            yield f'the macro "{name}" makes a block: put it on a line of its own'


LINK = re.compile(r"(!?)\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^)\s>]*)>?(?:\s+\"[^\"]*\")?\s*\)")


def _links(line: str, page: Page, known: Mapping[str, Page], files: frozenset[str]) -> Iterator[str]:
    shielded = BRACES.sub("braces", line)
    for picture, text, target in LINK.findall(shielded):
        if picture and not text.strip():
            yield f"the picture has no description: put it between the square brackets {found(target)}"
        if not picture and not text.strip():
            yield f"the link has no words: say where it goes between the square brackets {found(target)}"
        yield from _target(target, page, known, files)


def _target(target: str, page: Page, known: Mapping[str, Page], files: frozenset[str]) -> Iterator[str]:
    parts = urlsplit(target)
    if (
        target.startswith("braces")
        or parts.scheme in ("http", "https", "mailto", "tel")
        or (not parts.path and parts.fragment)
    ):
        return
    if parts.scheme or target.startswith(("/", "\\")) or not parts.path:
        yield f"a link goes to a page here or to a full web address, such as ../guide/introduction.md {found(target)}"
        return
    resolved = _resolve(page.path, unquote(parts.path))
    if resolved not in known and resolved not in files:
        yield f'there is no page "{resolved}": {did_you_mean(resolved, [*known, *files])} {found(target)}'


def _resolve(path: str, target: str) -> str:
    """A relative link as a path inside docs/. A link that climbs out keeps its dots and so matches nothing."""
    parts: list[str] = list(PurePosixPath(path).parent.parts)
    for part in PurePosixPath(target).parts:
        if part == ".." and parts and parts[-1] != "..":
            parts.pop()
        elif part != ".":
            parts.append(part)
    return "/".join(parts)


HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*$")


def _headings(page: Page) -> Iterator[tuple[int, str]]:
    """One first-level heading that is the title, no skipped level, and an id of its own where a value stands in it."""
    levels: list[int] = []
    for number, line in _prose(page.body):
        heading = HEADING.match(line)
        if not heading:
            continue
        level, text = len(heading[1]), heading[2]
        if not levels and (level != 1 or text != page.meta.title):
            yield number, f'start the page with its title as the first heading: "# {page.meta.title}" {found(line)}'
        elif levels and level == 1:
            yield number, f"a page has one first-level heading: use ## here {found(line)}"
        elif levels and level > levels[-1] + 1:
            yield number, f"a heading level is left out: use {'#' * (levels[-1] + 1)} here {found(line)}"
        if "{{" in text and not re.search(r"\{:?\s*#[\w-]+[^}]*\}$", text):
            yield (
                number,
                f"a heading that holds a value needs an id of its own, such as {{: #our-council }} {found(line)}",
            )
        levels.append(level)
    if not levels:
        yield 1, f'the page has no heading: start it with "# {page.meta.title}"'
