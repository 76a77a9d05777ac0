"""Large print: leaves out drawings whose words would be smaller than the type.

Nothing is lost: what a drawing shows always stands beside it as a list or a table, and its own words say it again
only to those who cannot see it (see `drawings.py`).
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from staffguide.documents.elements import Element, Node, Tree

LARGE = 16
"""From this size in points on, every word has to be as large as the type."""
WIDEST = 500
"""The width in points of a line on A4: a drawing gets no wider."""
LETTERS = re.compile(r'font-size="([0-9.]+)"')
FRAME = re.compile(r'viewBox="[0-9.-]+ [0-9.-]+ ([0-9.]+)')


def fitting(tree: Tree, type_size: float) -> Tree:
    """The tree with the drawings that can be read in this size."""
    if type_size < LARGE:
        return tree
    return Tree(tuple(replace(one, content=tuple(_kept(one.content, type_size))) for one in tree.chapters))


def _kept(nodes: tuple[Node, ...], type_size: float) -> Iterator[Node]:
    for node in nodes:
        if isinstance(node, str):
            yield node
        elif not _too_small(node, type_size):
            content = tuple(_kept(node.content, type_size))
            if not _only_a_caption(node, content):
                yield replace(node, content=content)


def _too_small(node: Element, type_size: float) -> bool:
    letters, frame = LETTERS.findall(node.svg), FRAME.search(node.svg)
    return bool(letters and frame and min(map(float, letters)) * WIDEST / float(frame[1]) < type_size)


def _only_a_caption(node: Element, content: tuple[Node, ...]) -> bool:
    """Whether a figure has lost its drawing, and only the words under it are left."""
    captions = [one for one in content if isinstance(one, Element) and "figcaption" in one.classes]
    return len(content) < len(node.content) and len(captions) == len(content)
