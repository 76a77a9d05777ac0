"""Proves a file of slides before it is published: that everyone can read it, and that it says what the deck says.

The rules are those of handbook/decisions/slides.md; each has a broken file in the tests.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from staffguide.documents import slides_type
from staffguide.documents.book import Setting
from staffguide.documents.elements import BLOCKS, Chapter, Element, Node, Tree, blocks
from staffguide.documents.proof import LANGUAGE, squeezed, unfinished
from staffguide.documents.slides_deck import Deck
from staffguide.documents.slides_deck import Slide as Written
from staffguide.documents.slides_facts import Facts, Shape, Slide, facts, is_title
from staffguide.documents.slides_lines import Line, Piece
from staffguide.documents.slides_parts import FIGCAPTION, STAGES, Para, Run
from staffguide.documents.slides_template import FOOT_SIZE

FOOT = ("ftr", "sldNum")
"""What nobody has to read in the room: it may be smaller than the words, but not small."""
RATIO, LARGE_RATIO, LARGE, LARGE_BOLD = 4.5, 3.0, 18, 14
LEAST_OF_ALL = 18
"""Points: what a deck for one reader may have. Those for the room have more (documents.yml)."""
LEAST_SHOWN = 60
SLACK = 1.0
"""Points by which boxes may touch, since the file counts in whole units."""
CONTINUED = " (continued "
NOTES_POINTER = "The notes stand with the first of these slides,"


def prove(data: bytes, deck: Deck, setting: Setting, theirs: Collection[str] = ()) -> Iterator[str]:
    """Everything that is wrong with a file of the deck. `theirs` are the texts that the council wrote itself."""
    known = facts(data)
    yield from _about(known, {"title": setting.title, "creator": setting.council_name[:255], "language": LANGUAGE})
    yield from _titles(known)
    for number, slide in enumerate(known.slides, 1):
        yield from (f"slide {number}: {fault}" for fault in _slide(slide, known, deck.least))
    told = [line.text for slide in known.slides for shape in _every(slide.shapes) for line in shape.lines]
    yield from unfinished([*told, *(line for slide in known.slides for line in slide.notes)], theirs)
    yield from _words(known, deck)


def prove_alone(data: bytes, title: str) -> Iterator[str]:
    """What is wrong with a file as far as it can be told without the deck that it was made from."""
    known = facts(data)
    yield from _about(known, {"title": title, "language": LANGUAGE})
    yield from _titles(known)
    for number, slide in enumerate(known.slides, 1):
        yield from (f"slide {number}: {fault}" for fault in _slide(slide, known, LEAST_OF_ALL))


def _about(known: Facts, wanted: Mapping[str, str]) -> Iterator[str]:
    for name, value in wanted.items():
        if known.about.get(name) != value:
            yield f'the {name} of the file is "{known.about.get(name, "")}", not "{value}"'


def _titles(known: Facts) -> Iterator[str]:
    titles = [squeezed(slide.title).casefold() for slide in known.slides]
    for number, (slide, title) in enumerate(zip(known.slides, titles, strict=True), 1):
        if not title:
            yield f"slide {number}: the slide has no title"
        elif titles.count(title) > 1:
            yield f'slide {number}: another slide has the same title: "{slide.title}"'


def _slide(slide: Slide, known: Facts, least: float) -> Iterator[str]:
    if slide.moves:
        yield "something moves: no animation and no transition"
    titles = [n for n, shape in enumerate(slide.shapes) if is_title(shape)]
    if titles[:1] != [0] or len(titles) > 1:
        yield "the title is not the first thing that is read"
    for shape in _every(slide.shapes):
        yield from _shape(shape, least)
    yield from _places(slide.shapes, known)


def _every(shapes: Sequence[Shape]) -> Iterator[Shape]:
    for one in shapes:
        yield one
        yield from _every(one.inside)


def _shape(shape: Shape, least: float) -> Iterator[str]:
    named = f'"{shape.name}"'
    if shape.kind in ("pic", "graphicFrame", "grpSp", "cxnSp") and not shape.alt and not shape.decorative:
        yield f"{named} has no words for those who do not see it"
    if shape.table and (not shape.header_row or not all(map(str.strip, shape.table[0]))):
        yield f"{named} is a table without a header row"
    small = FOOT_SIZE if shape.place in FOOT else least
    if 0 < shape.least_label < small:
        yield f"{named} has labels of {shape.least_label:g} point, {small:g} at least"
    for line in shape.lines:
        for piece in line.pieces:
            if piece.text.strip():
                yield from (f"{named}: {fault}" for fault in _piece(piece, small))
    if not shape.table and not _fits(shape):
        yield f"the words of {named} do not fit into their box"


def _piece(piece: Piece, small: float) -> Iterator[str]:
    shown = f'"{piece.text[:LEAST_SHOWN]}"'
    if not piece.lang:
        yield f"no language is set for {shown}"
    if piece.size < small:
        yield f"{piece.size:g} point is too small, {small:g} at least: {shown}"
    large = piece.size >= LARGE or (piece.bold and piece.size >= LARGE_BOLD)
    ratio = contrast(piece.colour, piece.behind)
    if ratio < (LARGE_RATIO if large else RATIO):
        yield f"{ratio:.1f} to 1 is too little contrast: {shown}"


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, from 1 to 21, as WCAG reckons it."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour.lstrip("#")[n : n + 2], 16) / 255 for n in (0, 2, 4))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _fits(shape: Shape) -> bool:
    """Whether the words are no higher than their box, as far as our own measure can tell."""
    if not shape.box or not any(line.text.strip() for line in shape.lines):
        return True
    _, _, wide, high = shape.box
    sizes = [piece.size for line in shape.lines for piece in line.pieces if piece.text.strip()]
    paras = [_para(line) for line in shape.lines]
    room = wide - max((line.left for line in shape.lines), default=0)
    needed = sum(slides_type.lines(para, room, max(sizes)) for para in paras) * slides_type.LINE * max(sizes)
    return needed <= high + max(sizes) * slides_type.LINE * 0.5


def _para(line: Line) -> Para:
    return Para(tuple(Run(piece.text, piece.bold) for piece in line.pieces))


def _places(shapes: Sequence[Shape], known: Facts) -> Iterator[str]:
    seen = [one for one in shapes if not one.decorative and one.box]
    for one in seen:
        x, y, wide, high = one.box or (0, 0, 0, 0)
        if min(x, y) < -SLACK or x + wide > known.wide + SLACK or y + high > known.high + SLACK:
            yield f'"{one.name}" stands over the edge of the slide'
    for one, other in combinations(seen, 2):
        if _meet(one, other):
            yield f'"{one.name}" and "{other.name}" lie over each other'


def _meet(one: Shape, other: Shape) -> bool:
    if not one.box or not other.box:
        return False
    (x, y, wide, high), (left, top, across, down) = one.box, other.box
    over = min(x + wide, left + across) - max(x, left)
    under = min(y + high, top + down) - max(y, top)
    return over > SLACK and under > SLACK


def _words(known: Facts, deck: Deck) -> Iterator[str]:
    """Whether the slides say what the deck says, all of it, in order and nothing else; and the notes likewise."""
    left = list(known.slides)
    for written in deck.all:
        ours = [left.pop(0)] if left else []
        while left and left[0].title.startswith(written.title + CONTINUED):
            ours.append(left.pop(0))
        if not ours or squeezed(ours[0].title) != squeezed(written.title):
            yield f'a slide is missing or out of order: "{written.title}"'
            return
        yield from (f'in "{written.title}": {fault}' for fault in _said(written, ours))
        yield from (f'in the notes of "{written.title}": {fault}' for fault in _noted(written, ours))
    if left:
        yield f'a slide that the deck has not: "{left[0].title}"'


def _said(written: Written, ours: Sequence[Slide]) -> Iterator[str]:
    shapes = [
        shape for slide in ours for shape in _every(slide.shapes) if not is_title(shape) and shape.place not in FOOT
    ]
    shown = [words for shape in shapes for words in (shape.alt, *(line.text for line in shape.lines)) if words.strip()]
    yield from _alike(_wanted(written.body), shown, [shape.alt for shape in shapes])


def _noted(written: Written, ours: Sequence[Slide]) -> Iterator[str]:
    if not written.notes:
        return
    yield from _alike(_wanted(written.notes), ours[0].notes, ())
    if any(not slide.notes for slide in ours):
        yield "a slide has none"
    if any(line for slide in ours[1:] for line in slide.notes if not line.startswith(NOTES_POINTER)):
        yield "a slide that goes on has notes of its own"


def _wanted(nodes: tuple[Node, ...]) -> list[str]:
    """The blocks of words in the order in which slides show them: of stages, first their names and lines."""
    ordered: list[Node] = []
    for node in nodes:
        ordered += _stages(node) if isinstance(node, Element) and STAGES in node.classes else [node]
    kept = _without_captions(tuple(ordered))
    return [squeezed(block.text) for block in blocks(Tree((Chapter("", kept),))) if squeezed(block.text)]


def _without_captions(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """The nodes without the captions of drawings: what takes the place of a drawing has them among its words."""
    return tuple(
        node if isinstance(node, str) or node.role in BLOCKS else replace(node, content=_without_captions(node.content))
        for node in nodes
        if isinstance(node, str) or FIGCAPTION not in node.classes
    )


def _stages(node: Element) -> list[Node]:
    items = [item.content for item in node.content if isinstance(item, Element)]
    return [*(one for item in items for one in item[:2]), *(one for item in items for one in item[2:])]


def _alike(wanted: Sequence[str], shown: Sequence[str], alts: Collection[str]) -> Iterator[str]:
    """Every block stands in the file, in order; and the file says nothing that no block says."""
    whole, at = squeezed("".join(shown)), 0
    for words in wanted:
        place = whole.find(words, at)
        if place < 0:
            yield f'{"out of order" if words in whole else "missing"}: "{words[:LEAST_SHOWN]}"'
        else:
            at = place + len(words)
    source = Counter(wanted)
    every = "".join(wanted)
    for words in shown:
        if words not in alts and squeezed(words) not in source and squeezed(words) not in every:
            yield f'words that the deck has not: "{words[:LEAST_SHOWN]}"'
