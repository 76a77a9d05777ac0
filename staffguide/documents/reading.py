"""What is known while one page is read, and how words and blocks are told apart."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from staffguide.documents import links
from staffguide.documents.elements import Element, Node, Page
from staffguide.documents.inline import tidy
from staffguide.problems import Problem, did_you_mean, found

WEB_ONLY = frozenset({"headerlink", "sg-web-only"})
"""Classes of things that only work on a screen, such as the mark that links a heading to itself."""
IN_LINE = frozenset({"span", "strong", "marked", "emphasis", "raw", "super", "sub", "link", "break", "tick", "blank"})
"""Roles that stand in a line of words."""


@dataclass(frozen=True)
class Reading:
    """One page being read. Problems are gathered in a list, so that an editor sees all at once."""

    page: Page
    pages: tuple[Page, ...]
    targets: frozenset[str]
    drawings: tuple[str, ...]
    files: Mapping[str, bytes]
    readers: Mapping[str, "Reader"]
    problems: list[Problem]

    def refuse(self, what: str, message: str) -> None:
        self.problems.append(Problem(self.page.path, 1, what, message))

    def made(self, role: str, element: HtmlElement, content: tuple[Node, ...] = (), **more: Any) -> tuple[Node, ...]:
        """An element of the tree with the classes, the language and (where a link needs it) the id of the HTML."""
        label = links.label(self.page, element.get("id") or "")
        marks = {
            "classes": tuple(element.classes),
            "id": label if element.get("id") and label in self.targets else "",
            "lang": element.get("lang") or "",
        }
        return (Element(role, content, **{**marks, **more}),)

    def read(self, element: HtmlElement) -> tuple[Node, ...]:
        """The nodes that an element becomes: mostly one; none where it shows nothing."""
        if not isinstance(element.tag, str) or WEB_ONLY.intersection(element.classes) or "hidden" in element.attrib:
            return ()
        reader = self.readers.get(element.tag)
        if reader is None:
            self.refuse(
                f"<{element.tag}>",
                "documents do not know this element: use Markdown or a macro, or give it the class sg-web-only "
                f"where it only works on a screen ({did_you_mean(element.tag, sorted(self.readers))})",
            )
            return ()
        return reader(self, element)

    def flow(self, element: HtmlElement) -> tuple[Node, ...]:
        """Blocks, with loose words between them gathered into runs."""
        kept: list[Node] = []
        loose: list[Node] = []
        for node in self._nodes(element):
            if isinstance(node, str) or node.role in IN_LINE:
                loose.append(node)
            else:
                kept, loose = [*kept, *_run(loose), node], []
        return (*kept, *_run(loose))

    def words(self, element: HtmlElement) -> tuple[Node, ...]:
        """Inline content. A block among the words is a problem, for it cannot stand in a line."""
        nodes = tuple(self._nodes(element))
        for node in nodes:
            if isinstance(node, Element) and node.role not in IN_LINE | {"picture"}:
                self.refuse(f"<{element.tag}>", f"keep lists, tables and other blocks out of it {found(node.role)}")
        return nodes

    def _nodes(self, element: HtmlElement) -> Iterator[Node]:
        if element.text:
            yield element.text
        for child in element:
            yield from self.read(child)
            if child.tail:
                yield child.tail


Reader = Callable[[Reading, HtmlElement], tuple[Node, ...]]


def _run(loose: Sequence[Node]) -> tuple[Node, ...]:
    words = tidy(loose)
    return (Element("run", words),) if words else ()
