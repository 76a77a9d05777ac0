"""Fits a deck to its slides: type as large as there is room for, then more slides, else a problem. Nothing is cut."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

from staffguide.documents import slides_parts, slides_room, slides_type
from staffguide.documents.slides_deck import Deck, Slide
from staffguide.documents.slides_flow import TooLongError, balanced, count
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


Whose = Callable[[str], Problem | None]
"""Says which setting of a council words come from, if they are not the deck's own."""


def fit(deck: Deck, whose: Whose) -> tuple[tuple[Fitted, ...], tuple[Problem, ...]]:
    """Every slide of the file; and what is wrong with the deck, which then may not be written."""
    made, problems = list[Fitted](), list[Problem]()
    for slide in deck.all:
        one = _one(slide, deck.size, deck.least, opening=slide is deck.opening)
        made += one.slides
        place = Problem(slide.path, slide.line, "", "")
        problems += [replace(place, message=message) for message in one.refused]
        if one.too_long:
            message = f"shorten it, or make two slides of it: a slide cannot hold it at {deck.least:g} point"
            message = f'{message} {found(_short(one.too_long))} on "{slide.title}"'
            problems.append(replace(whose(one.too_long) or place, message=message))
    return tuple(made), tuple(problems)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= SHOWN else f"{words[:SHOWN].rsplit(' ', 1)[0]} …"


@dataclass(frozen=True)
class _Outcome:
    """What became of one slide of the deck: the slides of the file, or what is wrong."""

    slides: tuple[Fitted, ...]
    refused: tuple[str, ...]
    too_long: str = ""


@lru_cache(maxsize=1024)
def _one(slide: Slide, size: float, least: float, *, opening: bool) -> _Outcome:
    """One slide; remembered, since most councils have most slides alike."""
    refused = list[str]()
    try:
        made = tuple(_fitted(slide, Deck(slide, (), size, least), refused.append, opening=opening))
    except TooLongError as error:
        return _Outcome((), tuple(refused), error.words)
    return _Outcome(made, tuple(refused))


def _fitted(slide: Slide, deck: Deck, refuse: slides_parts.Refuse, *, opening: bool) -> Iterator[Fitted]:
    parts, notes = slides_parts.read(slide.body, refuse), slides_parts.paras(slide.notes, refuse)
    look, columns, boxes = _arranged(slide, parts, refuse, opening=opening)
    if look == "columns" and not _all_at_once(columns, boxes, deck.least):
        look, columns, boxes = _arranged(replace(slide, layout="text"), parts, refuse, opening=False)
    size, pages = _sized(columns, boxes, deck)
    for number, page in enumerate(pages, 1):
        title = slide.title if number == 1 else f"{slide.title} (continued {number} of {len(pages)})"
        placed = tuple(one for held, box in zip(page, boxes, strict=True) for one in _stacked(held, box, size))
        told = notes if number == 1 else (_pointer(slide.title),) if notes else ()
        yield Fitted(look, title, _title_size(title, look, deck), placed, told)


def _all_at_once(columns: list[tuple[Part, ...]], boxes: list[Box], least: float) -> bool:
    """Whether two columns fit on one slide. Where they do not, one column after the other is easier to follow."""
    try:
        return count(columns, boxes, least) == 1
    except TooLongError:
        return False


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
    if not parts:
        return (), ()
    if len(parts) == 1 and isinstance(parts[0], Words):
        paras = parts[0].paras
        at = _second(paras)
        return (Words(paras[:at]),), (Words(paras[at:]),)
    first, *rest = parts
    if isinstance(first, Words) and len(rest) > 1:
        return (first, rest[0]), tuple(rest[1:])
    return (first,), tuple(rest)


def _second(paras: Sequence[Para]) -> int:
    """Where the second column begins: at the second name; else at a second list with its words; else halfway."""
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
    columns = [tuple(_drawn(one, box, deck.least) for one in parts) for parts, box in zip(columns, boxes, strict=True)]
    fewest = count(columns, boxes, deck.least)
    if fewest > MOST_SLIDES:
        raise TooLongError(_first_words(columns))
    # A chart needs its room more than large words.
    held = any(isinstance(part, Bars) for parts in columns for part in parts)
    for size in [deck.least] if held else _sizes(deck):
        try:
            if count(columns, boxes, size) <= fewest:
                break
        except TooLongError:
            continue
    shared = [balanced(parts, box, size) for parts, box in zip(columns, boxes, strict=True)]
    slides = max(map(len, shared))
    return size, [tuple(one[n] if n < len(one) else () for one in shared) for n in range(slides)]


def _drawn(part: Part, box: Box, least: float) -> Part:
    """Boxes that no slide can hold are given as the list that they were made of."""
    if not isinstance(part, Boxes) or slides_room.boxes_height(part, box.wide, least) <= box.high:
        return part
    return Words(tuple(replace(one, joined=n == 0) for pair in part.pairs for n, one in enumerate(pair)))


def _first_words(columns: list[tuple[Part, ...]]) -> str:
    return next((part.paras[0].text for parts in columns for part in parts if isinstance(part, Words)), "a table")


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
