"""What a deck of slides is: its slides, each with its body and its notes, and how small their words may become."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from staffguide.documents.elements import Element, Node, text

Layout = Literal["text", "two-columns", "part", "closing"]
WITHOUT_BODY = ("part", "closing")
"""Layouts of slides that may do with a heading alone."""
NOTES = "Notes"
"""The heading under which the words for the facilitator stand."""


@dataclass(frozen=True)
class Slide:
    """One slide as written. `path` and `line` say where; `body` and `notes` are what stands on it and under it."""

    title: str
    body: tuple[Node, ...] = ()
    notes: tuple[Node, ...] = ()
    layout: Layout = "text"
    minutes: int = 0
    path: str = ""
    line: int = 1


@dataclass(frozen=True)
class Deck:
    """A deck: its title slide and the others in order.

    `size` is the size of the words in points where there is room, and `least` how small they may become.
    """

    opening: Slide
    slides: tuple[Slide, ...]
    size: float
    least: float

    @property
    def all(self) -> tuple[Slide, ...]:
        return self.opening, *self.slides


@dataclass(frozen=True)
class Section:
    """What stands under one heading of the first two levels: what is shown, and the notes."""

    heading: Element
    body: tuple[Node, ...]
    notes: tuple[Node, ...]


def parted(content: tuple[Node, ...]) -> Iterator[Section]:
    """The content of a page in sections, one for each slide."""
    starts = [n for n, node in enumerate(content) if _level(node) in (1, 2) and not _notes(node)]
    for start, end in zip(starts, [*starts[1:], len(content)], strict=True):
        heading, *held = content[start:end]
        noted = next((n for n, node in enumerate(held) if _notes(node)), len(held))
        assert isinstance(heading, Element)
        yield Section(heading, tuple(held[:noted]), tuple(held[noted + 1 :]))


def _notes(node: Node) -> bool:
    """Whether notes begin here. Those of the title slide have a heading one level up, since none may be left out."""
    return _level(node) in (2, 3) and isinstance(node, Element) and text(node.content) == NOTES


def _level(node: Node) -> int:
    return node.level if isinstance(node, Element) and node.role == "heading" else 0
