"""The tree of a document: frozen elements that hold words, and the questions that others ask of it."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any, TypeAlias

BLOCKS = frozenset({"heading", "para", "run", "term", "caption", "code"})
"""Roles whose words belong together and are compared as one: everything else only groups them."""


@dataclass(frozen=True)
class Page:
    """One page as the site shows it: `html` is the content of the article, with the council's words poured in.

    `path` is the source, such as "guide/introduction.md"; `url` is where it stands in the site.
    `level` is the heading level that the page's title gets in the document.
    """

    path: str
    title: str
    html: str
    url: str
    level: int = 1


@dataclass(frozen=True)
class Element:
    """One part of a page. `role` says which; a role uses the fields that it needs and leaves the rest empty.

    Groups: group, callout (its `kind` is tip, local or care), quote, list, item, terms, description, table, head, body,
    row, cell. Blocks of words: heading, para, run (words without a paragraph of their own), term, caption, code.
    Alone: picture, rule, blank (room to write in). Inline: strong, emphasis, raw, link, span, super, sub, break, tick.
    """

    role: str
    content: tuple["Node", ...] = ()
    classes: tuple[str, ...] = ()
    id: str = ""
    """Set only where a link points at the element; unique in the document."""
    lang: str = ""
    kind: str = ""
    level: int = 0
    ordered: bool = False
    start: int = 1
    ticks: bool = False
    """A list whose items are marked with a box to tick."""
    columns: int = 0
    header: str = ""
    """For a cell: "col" or "row" where it is a header, else empty."""
    across: int = 1
    down: int = 1
    right: bool = False
    url: str = ""
    target: str = ""
    """For a link inside the document: the id of the element it points at."""
    svg: str = ""
    data: bytes = b""
    alt: str = ""
    """For a picture: its words. Empty only where the picture repeats what stands beside it."""


Node: TypeAlias = Element | str


@dataclass(frozen=True)
class Chapter:
    """The content of one page."""

    path: str
    content: tuple[Node, ...]


@dataclass(frozen=True)
class Tree:
    """All chapters of a document in order."""

    chapters: tuple[Chapter, ...]


@dataclass(frozen=True)
class Block:
    """The words of one block, and the page that they come from."""

    path: str
    role: str
    level: int
    text: str


def blocks(tree: Tree) -> Iterator[Block]:
    """Every block of words in reading order: what a PDF of the tree has to hold, once."""
    for chapter in tree.chapters:
        for element in _blocks_in(chapter.content):
            yield Block(chapter.path, element.role, element.level, text(element.content))


def headings(tree: Tree) -> list[tuple[int, str]]:
    """Level and words of every heading: what the outline of a PDF has to be."""
    return [(block.level, block.text) for block in blocks(tree) if block.role == "heading"]


def text(content: tuple[Node, ...]) -> str:
    """The words of inline content."""
    return "".join(_words(node) for node in content)


def plain(node: Node) -> Any:
    """The node as JSON values for a template: empty fields are left out, words stay words."""
    if isinstance(node, str):
        return node
    values = {field.name: getattr(node, field.name) for field in fields(node)}
    given = {name: value for name, value in values.items() if value != DEFAULTS[name]}
    if node.data:
        given["data"] = list(node.data)
    return given | {"role": node.role, "content": [plain(child) for child in node.content]}


DEFAULTS = {field.name: field.default for field in fields(Element)}


def _blocks_in(content: tuple[Node, ...]) -> Iterator[Element]:
    for node in content:
        if isinstance(node, str):
            raise ValueError(f"words outside a block: {node!r}")
        if node.role in BLOCKS:
            yield node
        else:
            yield from _blocks_in(node.content)


def _words(node: Node) -> str:
    if isinstance(node, str):
        return node
    return " " if node.role == "break" else text(node.content)
