"""Finds what lies in a council's docs folder, which is input from strangers, and refuses what may not lie there."""

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from staffguide import pictures
from staffguide.expand import PIECE
from staffguide.problems import Problem, found
from staffguide.slots import SLOT

FOLDER = "docs"
BASES = ".based-on"
"""Holds the national words that an overlay was written over. Nothing in it is published."""
PAGE = re.compile(r"([a-z0-9]+(-[a-z0-9]+)*/){0,4}[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?\.md")
PICTURE = re.compile(r"([a-z0-9]+(-[a-z0-9]+)*/){0,4}[a-z0-9]+([-_][a-z0-9]+)*\.(svg|png|jpg|jpeg)")
TAKEN = frozenset({"assets", "downloads", "search"})
"""Folders of the site that the build fills."""
MADE = frozenset({"search.md", "whole-guide.md", "404.md"})
"""Pages that are more than their words: the build makes them."""
MOST_FILES = 100
MOST_SIGNS = 40_000
"""In one file. Our longest page has a fifth of it."""
MOST_SIGNS_IN_ALL = 600_000
LONGEST_LINE = 4_000
LONGEST_BLOCK = 8_000
MOST_MARKS = 600
DEEPEST_INDENT = 24
MARKS = (
    (re.compile(r"\{[{%#]"), "values, macros and conditions"),
    (re.compile(r"\["), "square brackets"),
    (re.compile(r"`+"), "backquotes"),
    (re.compile(r"\*+|_{2,}|(?<!\w)_"), "marks for bold and italics"),
    (re.compile(r"[<>]"), "angle brackets"),
    (re.compile(r"\\|!(?=\[)|&"), "marks with a meaning"),
)
"""What Markdown and Jinja look at twice: each is limited, since a page of nothing else takes very long to read."""
DEEP = re.compile(
    rf"(?P<indent>[ \t]{{{DEEPEST_INDENT + 1},}})|(?:[ \t]*>){{4,}}|(?:[ \t]*(?:[-*+]|\d+[.)])[ \t]+){{5,}}"
)


@dataclass(frozen=True)
class Found:
    """The files of one council's docs folder, by their path in it: pages and parts of pages, and pictures."""

    folder: Path
    shown: str
    words: tuple[str, ...] = ()
    pictures: tuple[str, ...] = ()


def find(root: Path, slug: str) -> tuple[Found, list[Problem]]:
    """What a council put into its docs folder, and everything in it that cannot be taken."""
    folder, shown = root / "councils" / slug / FOLDER, f"councils/{slug}/{FOLDER}"
    if not folder.is_symlink() and not folder.exists():
        return Found(folder, shown), []
    if folder.is_symlink() or not folder.is_dir():
        return Found(folder, shown), [Problem(shown, 1, "", "this must be a folder, not a file or a link to elsewhere")]
    words, seen, problems = list[str](), list[str](), list[Problem]()
    names = list(_names(folder, problems, shown))
    if len(names) > MOST_FILES:
        message = f"keep to {MOST_FILES} files: there are more"
        return Found(folder, shown), [*problems, Problem(shown, 1, "", message)]
    for name in names:
        if wrong := _refused(folder, name):
            problems += [Problem(f"{shown}/{name}", 1, "", message) for message in wrong]
        else:
            (words if name.endswith(".md") else seen).append(name)
    sizes = [(folder / name).stat().st_size for name in words]
    if sum(sizes) > MOST_SIGNS_IN_ALL:
        problems.append(Problem(shown, 1, "", f"keep all pages together under {MOST_SIGNS_IN_ALL // 1000} kB"))
        words = []
    return Found(folder, shown, tuple(words), tuple(seen)), problems


def _names(folder: Path, problems: list[Problem], shown: str) -> Iterator[str]:
    """Every file in the folder. A link is told of and never followed; files that begin with a dot are left alone."""
    for place, folders, files in os.walk(folder, followlinks=False):
        inside = Path(place).relative_to(folder)
        for name in sorted((*folders, *files)):
            path = (inside / name).as_posix()
            if (Path(place) / name).is_symlink():
                problems.append(
                    Problem(f"{shown}/{path}", 1, "", "this is a link to elsewhere: put the file itself here")
                )
            elif name in files and not name.startswith(".") and name != "Thumbs.db":
                yield path
        folders[:] = sorted(name for name in folders if not name.startswith("."))


def _refused(folder: Path, name: str) -> list[str]:
    path = folder / name
    if not path.is_file():
        return ["this is no ordinary file: take it away"]
    if name.split("/")[0] in TAKEN:
        return [f'the build fills the folder "{name.split("/")[0]}" of the site: choose another folder']
    if name.endswith(".md"):
        if name in MADE:
            return ["the build makes this page: it cannot be replaced"]
        return [] if PAGE.fullmatch(name) else [_named("our-helpline.md", name)]
    if Path(name).suffix.lower() not in (".svg", ".png", ".jpg", ".jpeg"):
        return ["only pages (.md) and pictures (.svg, .png, .jpg) belong here: take it away"]
    return pictures.check(path, folder) if PICTURE.fullmatch(name) else [_named("front-desk.png", name)]


def _named(example: str, name: str) -> str:
    return f"name files and folders with small letters, figures and hyphens, such as {example} {found(name)}"


def too_much(text: str, file: str) -> list[Problem]:
    """What makes a page too much to read, for people and for the build: told before anything else looks at it."""
    if len(text) > MOST_SIGNS:
        return [Problem(file, 1, "", f"the page is too long: keep it under {MOST_SIGNS:,} letters, or make two")]
    problems = [Problem(file, line, "", message) for line, message in _lines(text.split("\n"))]
    if word := SLOT.search(text) or PIECE.search(text):
        line = text[: word.start()].count("\n") + 1
        problems.append(Problem(file, line, "", f"the build keeps this word for itself: take it out {found(word[0])}"))
    problems += [
        Problem(file, 1, "", f"there are too many {what} in one page: keep to {MOST_MARKS}")
        for mark, what in MARKS
        if sum(1 for _ in mark.finditer(text)) > MOST_MARKS
    ]
    return problems


def _lines(lines: list[str]) -> Iterator[tuple[int, str]]:
    size = 0
    for number, line in enumerate(lines, 1):
        size = size + len(line) + 1 if line.strip() else 0
        if len(line) > LONGEST_LINE or size > LONGEST_BLOCK:
            yield number, "the paragraph is too long: leave an empty line to begin a new one"
            return
        if deep := DEEP.match(line):
            what = (
                "the line begins with too much room" if deep["indent"] else "too many lists or quotes inside each other"
            )
            yield number, f"{what}: write it simpler"
            return
