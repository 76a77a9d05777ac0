"""Starts a council's own page from the national words, and notes what those words were."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from staffguide import based_on, headings, output, overlays
from staffguide.overlay_files import MADE, PAGE
from staffguide.overlays import Base
from staffguide.pages import Page
from staffguide.problems import GuideError, Problem, did_you_mean, found

ADDED = """\
---
title: Our page
description: Say in one sentence what the page is for.
audience: everyone
owner: staff guide team
reviewed: {today}
review_in: 6 months
---

# Our page

Write your words here.
"""
PART = """\
---
{place}: {section}
based_on: {digest}
---

{words}"""
AFTER = "Write here what comes at the end of this section.\n"
BASED_ON = re.compile(r"^based_on:.*$", re.MULTILINE)


def start(root: Path, slug: str, path: str, national: Mapping[str, Page], today: date) -> Path:
    """Write the council's own copy of a page to change; or the beginning of a page that nobody has.

    Raises GuideError, and writes nothing, where it is there already or cannot be.
    """
    target = _free(root, slug, path, national)
    if path not in national:
        output.write(target, ADDED.format(today=today.isoformat()))
        return target
    words = _held(national[path], "")
    whole = (root / "docs" / path).read_text(encoding="utf-8")
    head, body = whole.split("\n---", 1)
    output.write(target, f"{head}\nbased_on: {based_on.digest(words)}\n---{body}")
    output.write(based_on.copy_of(root, slug, path), words)
    return target


def start_part(root: Path, slug: str, path: str, section: str, national: Mapping[str, Page], *, after: bool) -> Path:
    """Write a part: a copy of one section to change, or words that come after it."""
    if path not in national:
        raise _refused(slug, path, f'there is no national page "{path}": {did_you_mean(path, national)}')
    section = section.removeprefix("#")
    known = [one.id for one in headings.sections(national[path].body)]
    if section not in known:
        raise _refused(slug, path, f'there is no heading "{section}" in docs/{path}: {did_you_mean(section, known)}')
    name = f"{path.removesuffix('.md')}.{'after-' if after else ''}{section}.md"
    target, words = _free(root, slug, name, {}), _held(national[path], section)
    place = "after" if after else "replaces"
    text = PART.format(place=place, section=section, digest=based_on.digest(words), words=AFTER if after else words)
    output.write(target, text)
    output.write(based_on.copy_of(root, slug, name), words)
    return target


def seen(root: Path, slug: str, name: str, national: Mapping[str, Page]) -> Path:
    """Note that an editor has seen the national words as they are now: the council's own words stay."""
    known = {one.name: one for one in overlays.bases(root, slug, national)}
    if name not in known:
        raise _refused(slug, name, f"the council has no such page: {did_you_mean(name, known)}")
    base = known[name]
    words = _held(national[base.path], base.section) if base.path in national else ""
    target = overlays.folder(root, slug) / name
    output.write(target, _with_digest(target.read_text(encoding="utf-8"), base, based_on.digest(words)))
    output.write(based_on.copy_of(root, slug, name), words)
    return target


def _with_digest(text: str, base: Base, digest: str) -> str:
    line = f"based_on: {digest}"
    if base.given:
        return BASED_ON.sub(line, text, count=1)
    head, body = text.split("\n---", 1)
    return f"{head}\n{line}\n---{body}"


def _held(page: Page, section: str) -> str:
    words = based_on.words_of(page, section)
    if words is None:
        raise GuideError([Problem(page.file, 1, "", f'there is no heading "{section}" any more')])
    return words


def _free(root: Path, slug: str, name: str, national: Mapping[str, Page]) -> Path:
    folder = overlays.folder(root, slug)
    if name in MADE:
        raise _refused(slug, name, "the build makes this page: it cannot be replaced")
    if not PAGE.fullmatch(name):
        near = f": {did_you_mean(name, national)}" if national else ""
        raise _refused(slug, name, f"give the path of a page, such as guide/introduction.md{near} {found(name)}")
    places = [folder, *(folder / name).parents, based_on.copy_of(root, slug, name), folder / name]
    if any(place.is_symlink() for place in places if root in place.parents):
        raise _refused(slug, name, "a link to elsewhere stands in the way: take it away")
    if (folder / name).exists():
        raise _refused(slug, name, "the council has this page already: open it, or take it away first")
    return folder / name


def _refused(slug: str, name: str, message: str) -> GuideError:
    return GuideError([Problem(f"councils/{slug}/docs/{name}", 1, "", message)])
