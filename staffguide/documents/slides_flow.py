"""Shares parts out over slides: what stays together, what may be parted, and what comes again on the next slide."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from staffguide.documents import slides_room, slides_type
from staffguide.documents.slides_parts import Grid, Para, Part, Words
from staffguide.documents.slides_room import GAP, Box

LEAST_ITEMS = 2
ITEMS = ("bullet", "number")


class TooLongError(Exception):
    """Something that no slide can hold even in the smallest type."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = words


Column = list[tuple[Part, ...]]
"""What stands in one column, slide after slide."""


def count(columns: list[tuple[Part, ...]], boxes: list[Box], size: float) -> int:
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
    for para, after in zip(paras, [*paras[1:], None], strict=True):
        held = (*held, para)
        # The name of a list, or the words over it, would be lonely with one item of several.
        lonely = len(held) == LEAST_ITEMS and held[0].joined and para.kind in ITEMS and after and after.kind in ITEMS
        if not para.joined and not lonely:
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
