"""The sections of a page: where each heading stands, its id, and which lines belong to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markdown.extensions.toc import slugify, unique

from staffguide.prose import HEADING, without_code

GIVEN = re.compile(r"\s*\{:?[^{}]*?#([\w-]+)[^{}]*\}\s*$")
ANY_ID = re.compile(r"\{:[^{}]*?#([\w-]+)[^{}]*\}")
LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\]]*\])*)\]\([^)]*\)")


@dataclass(frozen=True)
class Section:
    """A heading and all that stands under it. `start` is its line in the body, counted from 0; `end` the next."""

    id: str
    title: str
    level: int
    start: int
    end: int


def sections(body: str) -> list[Section]:
    """Every section of a page in order; one holds those of a lower level that follow it."""
    lines = without_code(body).split("\n")
    marks = [(number, found) for number, line in enumerate(lines) if (found := HEADING.fullmatch(line))]
    named = list(_named([found[2] for _, found in marks]))
    return [
        Section(id, title, len(found[1]), number, _end(number, len(found[1]), marks, len(lines)))
        for (number, found), (id, title) in zip(marks, named, strict=True)
    ]


def _end(start: int, level: int, marks: list[tuple[int, re.Match[str]]], last: int) -> int:
    return next((number for number, found in marks if number > start and len(found[1]) <= level), last)


def _named(headings: list[str]) -> Iterator[tuple[str, str]]:
    """The id and the words of each heading, as Markdown gives them: ids that are written out come first."""
    given = [GIVEN.search(text) for text in headings]
    used = {found[1] for found in given if found}
    for text, own in zip(headings, given, strict=True):
        words = re.sub(r"[*_`]", "", LINK.sub(r"\1", GIVEN.sub("", text))).strip()
        yield (own[1] if own else unique(slugify(words, "-"), used)), words


def ids(body: str) -> set[str]:
    """Every id that a link to the page may name."""
    return {one.id for one in sections(body)} | set(ANY_ID.findall(without_code(body)))
