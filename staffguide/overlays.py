"""A council's own pages: it may replace or add a page, and replace a section of a national page or add to it.

They are held to the same checks as national pages, and to limits of their own, since they are input from strangers.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from pydantic import model_validator

from staffguide import expressions, headings, overlay_files, pages, prose, yaml_lines
from staffguide.expressions import Vocabulary
from staffguide.headings import Section
from staffguide.overlay_files import Found
from staffguide.pages import FrontMatter, Origin, Page
from staffguide.problems import GuideError, Problem, did_you_mean, found
from staffguide.prose import without_code
from staffguide.records import Record, Text, ask

BASED_ON = "leave this as `guide overlay` wrote it: it tells what the national words were"


class OwnMatter(FrontMatter):
    """What stands at the top of a council's own page."""

    based_on: Text | None = ask(BASED_ON, "4f0c9d3a6b5e7a21", default=None, max_length=16)


class PartMatter(Record):
    """What stands at the top of a part: the section of the national page that it replaces, or comes after."""

    replaces: Text | None = ask("name the section that this replaces by the id of its heading", "help", default=None)
    after: Text | None = ask("name the section that this comes after by the id of its heading", "help", default=None)
    based_on: Text | None = ask(BASED_ON, "4f0c9d3a6b5e7a21", default=None, max_length=16)

    @model_validator(mode="after")
    def _in_one_place(self) -> "PartMatter":
        if bool(self.replaces) == bool(self.after):
            raise ValueError("replaces_or_after")
        return self

    @property
    def section(self) -> str:
        return (self.replaces or self.after or "").removeprefix("#")


@dataclass(frozen=True)
class Part:
    """A file that changes one section of the page at `path`."""

    path: str
    name: str
    file: str
    meta: PartMatter
    body: str
    above: int
    line: int


@dataclass(frozen=True)
class Base:
    """What an overlay stands on: the page, and the section of it for a part. `given` is the digest that it names."""

    name: str
    file: str
    line: int
    path: str
    section: str = ""
    given: str | None = None


@dataclass(frozen=True)
class Overlays:
    """One council's own pages as they will be built, and the pictures beside them, all checked."""

    pages: Mapping[str, Page] = field(default_factory=dict)
    pictures: tuple[str, ...] = ()


def folder(root: Path, slug: str) -> Path:
    """Where a council's own pages and pictures lie."""
    return root / "councils" / slug / overlay_files.FOLDER


def part_of(name: str) -> str:
    """The page that a file such as `guide/introduction.our-helpline.md` is a part of, or nothing."""
    page, _, word = name.removesuffix(".md").partition(".")
    return f"{page}.md" if word else ""


def load(root: Path, slug: str, national: Mapping[str, Page], words: Vocabulary, files: frozenset[str]) -> Overlays:
    """A council's own pages. Raises GuideError with every problem in them."""
    held, problems = overlay_files.find(root, slug)
    own, parts = dict[str, Page](), list[Part]()
    for name in held.words:
        problems += _read(held, name, own, parts)
    made, wrong = _put_together(national, own, parts, words)
    problems += wrong
    if problems:
        raise GuideError(problems)
    whole = {**own, **made}
    known, seen = {**national, **whole}, files | frozenset(held.pictures)
    for page in whole.values():
        problems += [ours(problem, page) for problem in _wrong_in(page, words, known, seen)]
    if problems:
        raise GuideError(problems)
    return Overlays(whole, held.pictures)


def _read(held: Found, name: str, own: dict[str, Page], parts: list[Part]) -> list[Problem]:
    """Read one file into the pages or the parts, or say what is wrong with it."""
    path, shown = held.folder / name, f"{held.shown}/{name}"
    text, problems = yaml_lines.read_text(path, shown)
    if text is None or problems or (problems := overlay_files.too_much(text, shown)):
        return problems
    if page := part_of(name):
        part, problems = _part(path, page, name, shown)
        parts += [part] if part else []
        return problems
    read, problems = pages.read(path, held.folder, shown, OwnMatter)
    if read:
        own[name] = read
    return problems


def _part(path: Path, page: str, name: str, shown: str) -> tuple[Part | None, list[Problem]]:
    parted, problems = pages.split(path, shown)
    if parted is None:
        return None, problems
    meta, problems = parted.matter(PartMatter)
    if meta is None:
        return None, problems
    line = parted.settings.line(("replaces" if meta.replaces else "after",))
    return Part(page, name, shown, meta, parted.body, parted.above, line), []


def _put_together(
    national: Mapping[str, Page], own: Mapping[str, Page], parts: list[Part], words: Vocabulary
) -> tuple[dict[str, Page], list[Problem]]:
    made, problems = dict[str, Page](), list[Problem]()
    for path in dict.fromkeys(part.path for part in parts):
        ones = [part for part in parts if part.path == path]
        if path in own:
            said = f"the council has the whole page {own[path].file}: put the words there"
            problems += [Problem(part.file, 1, "", said) for part in ones]
        elif path not in national:
            said = f'there is no national page "{path}": {did_you_mean(path, national)}'
            problems += [Problem(part.file, 1, "", said) for part in ones]
        else:
            changes = [_change(part, national[path], words) for part in ones]
            problems += [change for change in changes if isinstance(change, Problem)]
            sound = [change for change in changes if not isinstance(change, Problem)]
            problems += _in_each_others_way(sound)
            made[path] = _joined(national[path], sound)
    return made, problems


@dataclass(frozen=True)
class _Change:
    """Lines of the national body, counted from 0, that a part stands in place of; none where it is only added."""

    start: int
    end: int
    part: Part


def _change(part: Part, page: Page, words: Vocabulary) -> _Change | Problem:
    sections = {one.id: one for one in headings.sections(page.body)}
    section, field = sections.get(part.meta.section), "replaces" if part.meta.replaces else "after"
    if section is None:
        near = did_you_mean(part.meta.section, list(sections))
        message = f'there is no heading "{part.meta.section}" in docs/{page.path}: {near}'
        return Problem(part.file, part.line, field, message)
    if part.meta.replaces and section.level == 1:
        message = f"this is the whole page: write it as {part.path} instead, without a second word in the file's name"
        return Problem(part.file, part.line, field, message)
    if _torn(page, section, words):
        message = "the section is shown only to some councils, with what is around it: replace the whole page instead"
        return Problem(part.file, part.line, field, message)
    return _Change(section.start if part.meta.replaces else section.end, section.end, part)


def _torn(page: Page, section: Section, words: Vocabulary) -> bool:
    """Whether a condition or a loop of the page begins outside the section and ends in it, or the other way round."""
    lines = page.body.split("\n")
    pieces = lines[: section.start], lines[section.start : section.end]
    return any(expressions.check("\n".join(piece), words, page.file) for piece in pieces)


def _in_each_others_way(changes: list[_Change]) -> Iterator[Problem]:
    for one in changes:
        for other in changes:
            # What is only added before a section that is replaced stands outside it.
            begins = other.start < one.start if one.start == one.end else other.start <= one.start
            inside = (begins and one.start < other.end) or other.start < one.end < other.end
            if one is not other and inside:
                message = f"{other.part.file} replaces this section too: put both into one file"
                yield Problem(one.part.file, one.part.line, "", message)


def _joined(page: Page, changes: list[_Change]) -> Page:
    """The national page with the parts in place; each line knows where it came from."""
    lines = [(text, (page.file, page.above + number)) for number, text in enumerate(page.body.split("\n"), 1)]
    for change in sorted(changes, key=lambda one: (one.start, one.end, one.part.name), reverse=True):
        part = change.part
        typed = enumerate(["", *part.body.strip("\n").split("\n"), ""], _first_line(part) - 1)
        lines[change.start : change.end] = [(text, (part.file, max(number, 1))) for number, text in typed]
    body, origins = "\n".join(text for text, _ in lines), tuple(origin for _, origin in lines)
    return replace(page, body=body, origins=origins)


def _first_line(part: Part) -> int:
    """The line of the file on which the words of a part begin."""
    return part.above + 1 + len(part.body) - len(part.body.lstrip("\n"))


LINK = re.compile(r"(?<!!)\[(?:[^\[\]]|\[[^\]]*\])*\]\(\s*<?([^)\s#>]*)#([^)\s>]+)")
WHOLE_GUIDE = re.compile(r"\bwhole_guide\s*\(")


def _wrong_in(page: Page, words: Vocabulary, known: Mapping[str, Page], files: frozenset[str]) -> Iterator[Problem]:
    yield from prose.check(page, words, known, files)
    body = without_code(page.body)
    for link in LINK.finditer(body):
        target = prose.resolve(page.path, link[1]) if link[1] else page.path
        if target in known and link[2] not in headings.ids(known[target].body):
            near = did_you_mean(link[2], headings.ids(known[target].body))
            message = f'there is no heading "{link[2]}" in {target}: {near}'
            yield Problem(page.file, page.above + body[: link.start()].count("\n") + 1, "", message)
    if call := WHOLE_GUIDE.search(body):
        line = page.above + body[: call.start()].count("\n") + 1
        yield Problem(page.file, line, "", f"only the national page can show the whole guide {found('whole_guide()')}")


def ours(problem: Problem, page: Page) -> Problem:
    """The problem in the council's file. One that shows in national lines comes from the words put between them."""
    placed = pages.located(problem, page)
    if not page.origins or placed.path.startswith("councils/"):
        return placed
    first: Origin = next(origin for origin in page.origins if origin[0] != page.file)
    return replace(
        placed, path=first[0], line=first[1], message=f"with these words the page goes wrong: {placed.message}"
    )


def bases(root: Path, slug: str, national: Mapping[str, Page]) -> list[Base]:
    """What the council's own pages stand on, as far as they can be read."""
    held, _ = overlay_files.find(root, slug)
    own, parts = dict[str, Page](), list[Part]()
    for name in held.words:
        _read(held, name, own, parts)
    return list(_bases(own, parts, national))


def _bases(own: Mapping[str, Page], parts: list[Part], national: Mapping[str, Page]) -> Iterator[Base]:
    for page in own.values():
        given = page.meta.based_on if isinstance(page.meta, OwnMatter) else None
        if page.path in national or given:
            yield Base(page.path, page.file, page.lines["based_on"], page.path, "", given)
    for part in parts:
        yield Base(part.name, part.file, part.line, part.path, part.meta.section, part.meta.based_on)
