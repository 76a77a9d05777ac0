"""Draws the rating line, the ring of principles and the Care Act tiles, from the data of their lists."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin
from textwrap import wrap
from typing import TYPE_CHECKING

from htpy import Element, Node, figcaption, figure

from macros import shapes
from macros.numbers import joined, words
from macros.shapes import LEADING, WIDTH, Colours, measure

if TYPE_CHECKING:
    from staffguide.framework import CareActPoint, Principle, Rating

MARGIN = 8
GAP = 10

BAND_TOP, BAND_TALL = 34, 40
BAND_LOOKS = ("dashes", "lying", "standing", "solid")
"""How the bands differ for people who do not see colours, or print in grey; from the lowest band up."""

HUB_TALL, HUB_REACH = 452, 160
TILE_HEAD = 62
"""From the top of a tile to the feet of its first line of words, under the number."""


def drawn(caption: str, picture: Element) -> Element:
    """A drawing with its caption."""
    return figure(".sg-drawing")[picture, figcaption[caption]]


def rating_line(ratings: Sequence[Rating], colours: Colours) -> Element:
    """The rating bands side by side, each as long as the percentages it holds."""
    lowest, highest = ratings[0].lowest, ratings[-1].highest
    unit = (WIDTH - 2 * MARGIN) / (highest - lowest + 1)
    bands = joined([f"{one.title.lower()} from {one.lowest} to {one.highest}" for one in ratings])
    parts = []
    for one, look in zip(ratings, BAND_LOOKS, strict=True):
        left, wide = MARGIN + (one.lowest - lowest) * unit, (one.highest - one.lowest + 1) * unit
        parts.append(_band(colours, one, look, left, wide))
    said = f"A line from {lowest} to {highest} per cent in {words(len(ratings))} bands: {bands}."
    return shapes.picture(said, 104, parts)


def hub(label: str, principles: Sequence[Principle], colours: Colours) -> Element:
    """The principles in a ring, each joined to the centre and to its neighbours."""
    x, y = WIDTH / 2, HUB_TALL / 2
    turns = [2 * pi * n / len(principles) - pi / 2 for n in range(len(principles))]
    places = [(x + HUB_REACH * cos(turn), y + HUB_REACH * sin(turn)) for turn in turns]
    corners = [f"{measure(across)} {measure(down)}" for across, down in places]
    spokes = "".join(f"M{measure(x)} {measure(y)}L{corner}" for corner in corners)
    said = joined([one.title.lower() for one in principles])
    return shapes.picture(
        f"{label} in a ring, each joined to the centre and to its neighbours: {said}.",
        HUB_TALL,
        [
            shapes.strokes(colours, f"M{'L'.join(corners)}Z{spokes}", stroke="border"),
            shapes.disc(colours, x, y, 70, fill="brand"),
            shapes.stacked(colours, x, y - 5, ("Adult", "safeguarding"), ink="on_brand"),
            [_principle(colours, one, *place) for one, place in zip(principles, places, strict=True)],
        ],
    )


def tiles(label: str, points: Sequence[CareActPoint], colours: Colours) -> Element:
    """Numbered tiles in two rows; the second row, if shorter, stands in the middle."""
    columns = (len(points) + 1) // 2
    wide = (WIDTH - 2 * MARGIN - (columns - 1) * GAP) / columns
    lines = [wrap(one.short, shapes.letters_in(wide - GAP), break_long_words=False) for one in points]
    tall = TILE_HEAD + LEADING * max(map(len, lines))
    parts: list[Node] = []
    for n, (one, held) in enumerate(zip(points, lines, strict=True)):
        row, column = divmod(n, columns)
        missing = columns - min(columns, len(points) - row * columns)
        left = MARGIN + (column + missing / 2) * (wide + GAP)
        parts.append(_tile(colours, one.number, held, (left, MARGIN + row * (tall + GAP), wide, tall)))
    said = "; ".join(f"{one.number}, {_inside_a_sentence(one.short)}" for one in points)
    return shapes.picture(f"{label}: {said}.", 2 * (tall + MARGIN) + GAP, parts)


def _band(colours: Colours, one: Rating, look: str, left: float, wide: float) -> Node:
    """One rating: its name, its band in a look of its own, and the marks at its two edges."""
    solid = look == "solid"
    marks = BAND_TOP + BAND_TALL + LEADING
    return [
        shapes.words(colours, left + wide / 2, BAND_TOP - 12, one.title, bold=True),
        shapes.box(colours, left, BAND_TOP, wide, BAND_TALL, fill="brand" if solid else "tint"),
        None if solid else shapes.strokes(colours, _hatching(look, left, wide)),
        shapes.words(colours, left + 3, marks, str(one.lowest), anchor="start"),
        shapes.words(colours, left + wide - 3, marks, str(one.highest), anchor="end"),
    ]


def _hatching(look: str, left: float, wide: float) -> str:
    """The course of the lines across a band."""
    step = 8
    across = [measure(left + step * n) for n in range(1, int((wide - 4) / step) + 1)]
    down = [BAND_TOP + step * n for n in range(1, BAND_TALL // step)]
    if look == "dashes":
        return "".join(f"M{x} {y}h3" for y in down for x in across)
    if look == "lying":
        return "".join(f"M{measure(left)} {y}h{measure(wide)}" for y in down)
    return "".join(f"M{x} {BAND_TOP}v{BAND_TALL}" for x in across)


def _principle(colours: Colours, one: Principle, x: float, y: float) -> Node:
    return [shapes.disc(colours, x, y, 64), shapes.words(colours, x, y + 5, one.title)]


def _tile(colours: Colours, number: int, lines: Sequence[str], place: tuple[float, float, float, float]) -> Node:
    left, top, wide, _ = place
    middle = left + wide / 2
    return [
        shapes.box(colours, *place),
        shapes.disc(colours, middle, top + 25, 15, fill="brand"),
        shapes.words(colours, middle, top + 30, str(number), ink="on_brand", bold=True),
        shapes.stacked(colours, middle, top + TILE_HEAD, lines),
    ]


def _inside_a_sentence(label: str) -> str:
    """A label as it stands inside a sentence: without its capital, unless it opens with an abbreviation."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]
