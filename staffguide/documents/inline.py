"""White space as a browser shows it: runs become one space, and none stands at the edge of a block."""

import re
from collections.abc import Iterable
from dataclasses import replace

from staffguide.documents.elements import Element, Node

SPACE = re.compile(r"[ \t\n\r\f]+")
"""What HTML calls white space; a no-break space is a character like any other."""


def tidy(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """Inline content as it is shown. Empty when there is nothing to show."""
    squeezed, _ = _squeeze(tuple(nodes), after_space=True)
    return _without_last_space(squeezed)


def _squeeze(nodes: tuple[Node, ...], *, after_space: bool) -> tuple[tuple[Node, ...], bool]:
    """The nodes without repeated spaces, across the edges of emphasis and links, and whether they end in one."""
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, str):
            words = SPACE.sub(" ", node)
            words = words.removeprefix(" ") if after_space else words
            after_space = words.endswith(" ") if words else after_space
            kept = _joined(kept, words)
        elif node.role == "break":
            kept, after_space = [*kept, node], True
        elif node.role in {"tick", "blank", "picture"}:
            kept, after_space = [*kept, node], False
        else:
            content, after_space = _squeeze(node.content, after_space=after_space)
            kept += [replace(node, content=content)] if content or node.id else []
    return tuple(kept), after_space


def _joined(kept: list[Node], words: str) -> list[Node]:
    if not words:
        return kept
    if kept and isinstance(kept[-1], str):
        return [*kept[:-1], kept[-1] + words]
    return [*kept, words]


def _without_last_space(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    if not nodes:
        return nodes
    *before, last = nodes
    if isinstance(last, str):
        last = last.removesuffix(" ")
        return (*before, last) if last else _without_last_space(tuple(before))
    if isinstance(last, Element) and last.content:
        return (*before, replace(last, content=_without_last_space(last.content)))
    return nodes
