"""Reads finished pages into the tree of a document. What it does not know is a problem, never left out."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType

import lxml.html
from lxml.html import HtmlElement

from staffguide.documents import drawings, links
from staffguide.documents.elements import Chapter, Element, Node, Page, Tree, text
from staffguide.documents.grammar import READERS
from staffguide.documents.inline import tidy
from staffguide.documents.reading import Reading
from staffguide.problems import Problem, found

NO_FILES: Mapping[str, bytes] = MappingProxyType({})


def read(pages: Sequence[Page], files: Mapping[str, bytes] = NO_FILES) -> tuple[Tree, list[Problem]]:
    """The tree of the pages in order, and what has to be mended before it may be set in type.

    `files` holds the pictures that pages show with an img element, by their place in the site.
    """
    aside = [drawings.set_aside(page.html) for page in pages]
    roots = [lxml.html.fragment_fromstring(html, create_parent="div") for html, _ in aside]
    targets = links.wanted(roots, pages)
    problems: list[Problem] = []
    chapters = []
    for page, root, (_, kept) in zip(pages, roots, aside, strict=True):
        reading = Reading(page, tuple(pages), targets, tuple(kept), files, READERS, problems)
        chapters.append(Chapter(page.path, _chapter(reading, root)))
    problems += _dead_links(pages, roots, targets)
    return Tree(tuple(chapters)), sorted(set(problems))


def _chapter(reading: Reading, root: HtmlElement) -> tuple[Node, ...]:
    """The content of a page under its one title."""
    content, top = reading.flow(root), reading.page.level
    if not any(one.level == top for one in _headings(content)):
        content = (Element("heading", tidy([reading.page.title]), level=top), *content)
    _check_headings(reading, list(_headings(content)))
    _check_ids(reading, root)
    whole = links.label(reading.page)
    return (Element("group", id=whole), *content) if whole in reading.targets else content


def _headings(content: Sequence[Node]) -> Iterator[Element]:
    for node in content:
        if isinstance(node, Element):
            if node.role == "heading":
                yield node
            else:
                yield from _headings(node.content)


def _check_headings(reading: Reading, shown: Sequence[Element]) -> None:
    """People who move by headings must find each under its own: one title, and no level left out."""
    top = reading.page.level
    if shown[0].level != top or sum(one.level == top for one in shown) > 1:
        reading.refuse("heading", "begin the page with its title, the only # heading on it")
    for above, below in pairwise(shown):
        if below.level > above.level + 1:
            marks = "#" * (above.level - top + 2)
            shown_text = found(text(below.content))
            reading.refuse("heading", f"go down one level at a time: use {marks} {shown_text}")


def _check_ids(reading: Reading, root: HtmlElement) -> None:
    seen: set[str] = set()
    for id in map(str, root.xpath(".//@id")):
        if id in seen:
            reading.refuse("id", f"give each id only once on a page {found(id)}")
        seen.add(id)


def _dead_links(pages: Sequence[Page], roots: Sequence[HtmlElement], targets: frozenset[str]) -> Iterator[Problem]:
    """Links into a page of the document that meet nothing there."""
    both = zip(pages, roots, strict=True)
    held = {links.label(page, str(id)) for page, root in both for id in root.xpath(".//@id")}
    for target in sorted(targets - held):
        path, _, fragment = target.partition("#")
        if fragment:
            advice = f"a link points at #{fragment}: give its heading that id, as in {{: #{fragment} }}"
            yield Problem(path, 1, "link", advice)
