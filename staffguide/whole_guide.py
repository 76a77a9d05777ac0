"""The guide on one page: puts the finished chapters one after the other, with headings, ids and links that fit."""

import re
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Protocol

PLACE = re.compile(r'<div class="sg-whole-guide" data-pages="([^"]*)"></div>')
"""What the macro `whole_guide` leaves in its page for the chapters of one folder."""
HEADING = re.compile(r"<(/?)h([1-5])\b")
NAMING = re.compile(r' (id|for|aria-labelledby|aria-describedby|aria-controls)="([^"]+)"')
LINK = re.compile(r' href="([^":#]*)(?:#([^"]*))?"')
PICTURE = re.compile(r' src="([^":]+)"')


class Chapter(Protocol):
    """A page whose content is finished; `url` is where it stands in the site."""

    @property
    def url(self) -> str: ...
    @property
    def path(self) -> str: ...
    @property
    def html(self) -> str: ...


def put_in(page: str, url: str, chapters: Sequence[Chapter]) -> str:
    """The page with its chapters in place; a page that asks for none comes back as it was.

    `url` is where the page stands; the page itself is never one of its chapters.
    """

    def joined(place: re.Match[str]) -> str:
        chosen = [one for one in chapters if one.path.startswith(place[1]) and one.url != url]
        names = {one.url: PurePosixPath(one.url).stem for one in chosen}
        return "\n".join(_section(one, url, names) for one in chosen)

    return PLACE.sub(joined, page)


def _section(chapter: Chapter, url: str, names: Mapping[str, str]) -> str:
    """One chapter a level further down, with ids of its own so that no two on the page are the same."""
    name = names[chapter.url]
    html = HEADING.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) + 1}", chapter.html)
    html = NAMING.sub(lambda found: f' {found[1]}="{name}--{found[2]}"', html)
    html = LINK.sub(lambda found: f' href="{_address(chapter, found[1], found[2] or "", url, names)}"', html)
    html = PICTURE.sub(lambda found: f' src="{_address(chapter, found[1], "", url, names)}"', html)
    return f'<section class="sg-chapter" id="{name}">\n{html}\n</section>'


def _address(chapter: Chapter, path: str, fragment: str, url: str, names: Mapping[str, str]) -> str:
    """A link of the chapter, as it must be on the one page: within it where it leads to another chapter."""
    target = _resolved(PurePosixPath(chapter.url).parent, path) if path else chapter.url
    if target in names:
        return f"#{names[target]}--{fragment}" if fragment else f"#{names[target]}"
    up = "../" * url.count("/")
    return f"{up}{target}#{fragment}" if fragment else f"{up}{target}"


def _resolved(folder: PurePosixPath, path: str) -> str:
    parts = list(folder.parts)
    for part in PurePosixPath(path).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)
