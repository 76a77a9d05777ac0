"""Fits a deck to its slides: type as large as there is room for, then more slides, and else a problem. Nothing is cut."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from staffguide.documents import slides_parts, slides_room, slides_type
from staffguide.documents.slides_deck import Deck, Slide
from staffguide.documents.slides_parts import Bars, Boxes, Grid, Para, Part, Picture, Run, Words
from staffguide.documents.slides_room import BODY, GAP, GUTTER, Box
from staffguide.problems import Problem, found

STEP = 2.0
TITLE_SIZE, LEAST_TITLE, TITLE_LINES = 36.0, 28.0, 2
OPENING_SIZE, OPENING_LINES = 44.0, 3
SHOWN = 50
"""Letters of what is too long that a problem repeats."""
MOST_SLIDES = 12
"""Slides that one heading may go on over."""

Look = Literal["opening", "part", "text", "columns", "table", "chart", "closing"]


@dataclass(frozen=True)
class Placed:
    part: Part
    box: Box
    size: float


@dataclass(frozen=True)
class Fitted:
    """A slide of the file: the words of its title, what stands where, and the notes."""

    look: Look
    title: str
    title_size: float
    placed: tuple[Placed, ...]
    notes: tuple[Para, ...]
    source: Slide


class TooLongError(Exception):
    """Something that no slide can hold even in the smallest type."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


Column = list[tuple[Part, ...]]
"""What stands in one column, slide after slide."""


Whose = Callable[[str], Problem | None]
"""Says which setting of a council words come from, if they are not the deck's own."""


def fit(deck: Deck, whose: Whose) -> tuple[tuple[Fitted, ...], tuple[Problem, ...]]:
    """Every slide of the file; and what is wrong with the deck, which then may not be written."""
    made, problems = list[Fitted](), list[Problem]()
    for slide in deck.all:
        try:
            made += _fitted(slide, deck, problems, opening=slide is deck.opening)
        except TooLongError as error:
            message = f"shorten it, or make two slides of it: a slide cannot hold it at {deck.least:g} point"
            place = whose(error.words) or Problem(slide.path, slide.line, "", "")
            problems.append(replace(place, message=f"{message} {found(_short(error.words))} in {slide.title}"))
    return tuple(made), tuple(problems)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rsplit(' ', 1)[0]} …"


def _fitted(slide: Slide, deck: Deck, problems: list[Problem], *, opening: bool) -> Iterator[Fitted]:
    def refuse(message: str) -> None:
        problems.append(Problem(slide.path, slide.line, "", message))

    parts, notes = slides_parts.read(slide.body, refuse), slides_parts.paras(slide.notes, refuse)
    look, columns, boxes = _arranged(slide, parts, refuse, opening=opening)
    size, pages = _sized(columns, boxes, deck)
    for number, page in enumerate(pages, 1):
        title = slide.title if len(pages) == 1 else f"{slide.title} (continued {number} of {len(pages)})"
        title = slide.title if number == 1 else title
        placed = tuple(one for held, box in zip(page, boxes, strict=True) for one in _stacked(held, box, size))
        told = notes if number == 1 else (_pointer(slide.title),) if notes else ()
        yield Fitted(look, title, _title_size(title, look, deck), placed, told, slide)


def _pointer(title: str) -> Para:
    return Para((Run(f"The notes stand with the first of these slides, {title}."),))


def _arranged(
    slide: Slide, parts: tuple[Part, ...], refuse: slides_parts.Refuse, *, opening: bool
) -> tuple[Look, list[tuple[Part, ...]], list[Box]]:
    """The look of the slide, what goes into each of its columns, and where those stand."""
    if opening or slide.layout == "part":
        if any(not isinstance(part, Words) for part in parts):
            refuse("keep to words on a title slide and on a divider: put the rest on the next slide")
        box = slides_room.OPENING_BODY if opening else slides_room.PART_BODY
        return "opening" if opening else "part", [parts], [box]
    if slide.layout == "two-columns":
        half = (BODY.wide - GUTTER) / 2
        boxes = [replace(BODY, wide=half), replace(BODY, x=BODY.x + half + GUTTER, wide=half)]
        return "columns", list(halves(parts)), boxes
    kinds = {type(part) for part in parts}
    look: Look = "chart" if Bars in kinds else "table" if Grid in kinds else "text"
    return "closing" if slide.layout == "closing" else look, [parts], [BODY]


def halves(parts: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """The two columns: by two names with their words, at the second part, or at the second half of one list."""
    if len(parts) == 1 and isinstance(parts[0], Words):
        paras = parts[0].paras
        at = _second(paras)
        return (Words(paras[:at]),), (Words(paras[at:]),)
    first, *rest = parts
    if isinstance(first, Words) and len(rest) > 1:
        return (first, rest[0]), tuple(rest[1:])
    return (first,), tuple(rest)


def _second(paras: Sequence[Para]) -> int:
    """Where the second column begins: at the second name; else at a second list with the words over it; else halfway."""
    names = [n for n, para in enumerate(paras) if para.kind == "label"]
    if len(names) > 1:
        return names[len(names) // 2]
    for n in range(1, len(paras)):
        if paras[n].kind == "text" and not paras[n].depth and any(para.kind == "bullet" for para in paras[:n]):
            return n
    tops = [n for n, para in enumerate(paras) if not para.depth and not para.quiet]
    return tops[(len(tops) + 1) // 2] if len(tops) > 1 else len(paras)


def _sizes(deck: Deck) -> list[float]:
    return [deck.size - step * STEP for step in range(int((deck.size - deck.least) / STEP) + 1)]


def _sized(
    columns: list[tuple[Part, ...]], boxes: list[Box], deck: Deck
) -> tuple[float, list[tuple[tuple[Part, ...], ...]]]:
    """The largest type in which the columns take no more slides than in the smallest, and what each slide holds."""
    fewest = _count(columns, boxes, deck.least)
    if fewest > MOST_SLIDES:
        raise TooLongError(_first_words(columns))
    for size in _sizes(deck):
        try:
            if _count(columns, boxes, size) <= fewest:
                break
        except TooLongError:
            continue
    shared = [balanced(parts, box, size) for parts, box in zip(columns, boxes, strict=True)]
    slides = max(map(len, shared))
    return size, [tuple(one[n] if n < len(one) else () for one in shared) for n in range(slides)]


def _first_words(columns: list[tuple[Part, ...]]) -> str:
    return next((part.paras[0].text for parts in columns for part in parts if isinstance(part, Words)), "a table")


def _count(columns: list[tuple[Part, ...]], boxes: list[Box], size: float) -> int:
    return max(len(filled(parts, box.wide, box.high, size)) for parts, box in zip(columns, boxes, strict=True))


def balanced(parts: tuple[Part, ...], box: Box, size: float) -> Column:
    """The column with much the same on each slide, so that none is left with a line or two."""
    kept = filled(parts, box.wide, box.high, size)
    if len(kept) == 1:
        return kept
    for tenths in range(4, 10):
        try:
            tried = filled(parts, box.wide, box.high * tenths / 10, size)
        except TooLongError:
            continue
        if len(tried) == len(kept):
            return tried
    return kept


def filled(parts: Sequence[Part], wide: float, high: float, size: float) -> Column:
    """The parts on as many slides as they take. Raises TooLongError for what no slide of its own can hold."""
    column, used = [list[Part]()], 0.0
    for piece, needs, again in _pieces(parts, wide, high, size):
        if needs + again > high:
            raise TooLongError(_told(piece))
        lead = _lead(column[-1], piece, size)
        extra = 0.0 if _goes_on(column[-1], piece) else again
        if column[-1] and used + lead + extra + needs > high:
            column, used, lead, extra = [*column, []], 0.0, 0.0, again
        _add(column[-1], piece)
        used += lead + extra + needs
    return [tuple(held) for held in column]


def _told(part: Part) -> str:
    if isinstance(part, Words):
        return part.paras[-1].text
    if isinstance(part, Grid):
        rows = part.body or part.head
        return " ".join(para.text for cell in rows[0] for para in cell.paras)
    return part.alt


def _lead(held: Sequence[Part], piece: Part, size: float) -> float:
    """The space between what a slide holds already and the next piece."""
    if not held or (isinstance(piece, Grid) and _goes_on(held, piece)):
        return 0.0
    both = isinstance(held[-1], Words) and isinstance(piece, Words)
    return slides_type.over(piece.paras[0]) * size if both and isinstance(piece, Words) else GAP


def _goes_on(held: Sequence[Part], piece: Part) -> bool:
    """Whether the piece is a row of the table that the slide ends with."""
    last = held[-1] if held else None
    return (
        isinstance(last, Grid) and isinstance(piece, Grid) and last.head == piece.head and last.caption == piece.caption
    )


def _add(held: list[Part], piece: Part) -> None:
    last = held[-1] if held else None
    if isinstance(last, Words) and isinstance(piece, Words):
        held[-1] = Words(last.paras + piece.paras)
    elif isinstance(last, Grid) and isinstance(piece, Grid) and _goes_on(held, piece):
        held[-1] = replace(last, body=last.body + piece.body)
    else:
        held.append(piece)


def _pieces(parts: Sequence[Part], wide: float, high: float, size: float) -> Iterator[tuple[Part, float, float]]:
    """What stays together, with its height, and the height of what comes again with it on a new slide."""
    for part in parts:
        if isinstance(part, Boxes) and slides_room.boxes_height(part, wide, size) > high:
            part = Words(tuple(replace(one, joined=n == 0) for pair in part.pairs for n, one in enumerate(pair)))
        if isinstance(part, Words):
            for chunk in _chunks(part.paras):
                for held in _sentences(chunk, wide, high, size):
                    yield Words(held), slides_type.height(held, wide, size), 0.0
        elif isinstance(part, Grid):
            yield from _rows(part, wide, size)
        else:
            yield part, slides_room.part_height(part, wide, size), 0.0


def _chunks(paras: Sequence[Para]) -> Iterator[tuple[Para, ...]]:
    """Paragraphs with those that may not be parted from them."""
    held: tuple[Para, ...] = ()
    for para in paras:
        held = (*held, para)
        if not para.joined:
            yield held
            held = ()
    if held:
        yield held


SENTENCE = re.compile(r"(?<=[.!?])\s+")


def _sentences(paras: tuple[Para, ...], wide: float, high: float, size: float) -> Iterator[tuple[Para, ...]]:
    """The paragraphs, or the last of them sentence by sentence where they are too high for any slide."""
    *before, last = paras
    pieces = SENTENCE.split(last.text)
    if slides_type.height(paras, wide, size) <= high or len(pieces) == 1 or len(last.runs) > 1:
        yield paras
        return
    under = replace(last, kind="text", depth=last.depth + (last.kind in ("bullet", "number")), quiet=True)
    for n, piece in enumerate(pieces):
        run = (replace(last.runs[0], text=piece),)
        yield (replace(under, runs=run),) if n else (*before, replace(last, runs=run))


def _rows(grid: Grid, wide: float, size: float) -> Iterator[tuple[Part, float, float]]:
    """The rows of a table, those together that a cell spans. Its head comes again on each slide."""
    widths = slides_room.column_widths(grid, wide, size)
    if widths is None:
        raise TooLongError(_told(grid))
    grid = replace(grid, widths=widths)
    heights = slides_room.row_heights(grid, widths, size)
    head, body = sum(heights[: len(grid.head)]), heights[len(grid.head) :]
    start, reach = 0, 1
    for n, row in enumerate(grid.body):
        reach = max(reach, n + max(cell.down for cell in row))
        if reach == n + 1:
            yield replace(grid, body=grid.body[start : n + 1]), sum(body[start : n + 1]), head
            start, reach = n + 1, n + 2
    if not grid.body:
        yield grid, 0.0, head


def _stacked(parts: tuple[Part, ...], box: Box, size: float) -> Iterator[Placed]:
    """The parts below each other. What can grow takes what is left: the last words, a picture, the chart, the boxes."""
    needs = [slides_room.part_height(part, box.wide, size) for part in parts]
    spare = max(box.high - sum(needs) - GAP * max(len(parts) - 1, 0), 0)
    grows = [n for n, part in enumerate(parts) if isinstance(part, Picture | Bars | Boxes)] or [len(parts) - 1]
    top = box.y
    for n, (part, high) in enumerate(zip(parts, needs, strict=True)):
        high += _grown(part, high, spare) if n == grows[0] else 0
        yield Placed(part, Box(box.x, top, box.wide, high), size)
        top += high + GAP


def _grown(part: Part, high: float, spare: float) -> float:
    if isinstance(part, Grid):
        return 0.0
    return min(spare, high * 0.35) if isinstance(part, Boxes) else spare


def _title_size(title: str, look: Look, deck: Deck) -> float:
    """The largest type in which the title has no more lines than there is room for."""
    box = {"opening": slides_room.OPENING_TITLE, "part": slides_room.PART_TITLE}.get(look, slides_room.TITLE)
    size, most = (OPENING_SIZE, OPENING_LINES) if look in ("opening", "part") else (TITLE_SIZE, TITLE_LINES)
    para = Para((Run(title, bold=True),))
    while size >= max(LEAST_TITLE, deck.least):
        count = slides_type.lines(para, box.wide, size)
        if count <= most and count * slides_type.LINE * size <= box.high:
            return size
        size -= STEP
    raise TooLongError(title)
