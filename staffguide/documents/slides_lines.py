"""Reads the words of a shape in a PowerPoint file with all that they inherit: size, weight, colour and ground."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
POINT = 12700
Xml = Any
"""An element of lxml."""


@dataclass(frozen=True)
class Piece:
    """A run of words as it is seen: its size in points, its colour, and what is behind it."""

    text: str
    size: float
    bold: bool
    lang: str
    colour: str
    behind: str


@dataclass(frozen=True)
class Line:
    """A paragraph: its words, and how far they stand from the edge."""

    pieces: tuple[Piece, ...]
    left: float = 0

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)


@dataclass(frozen=True)
class Look:
    """What words inherit: from the theme, the master, the layout and the shape around them."""

    theme: Mapping[str, str]
    styles: tuple[Xml, ...]
    behind: str


def fill(holder: Xml, theme: Mapping[str, str]) -> str:
    """The colour that something is filled with, or nothing."""
    if holder is None:
        return ""
    shade = holder.find(f"{A}solidFill")
    if shade is None or not len(shade):
        return ""
    return theme.get(shade[0].get("val"), shade[0].get("val")) or ""


def lines(body: Xml, look: Look) -> tuple[Line, ...]:
    return tuple(_line(one, look) for one in body.iterfind(f"{A}p")) if body is not None else ()


def _line(one: Xml, look: Look) -> Line:
    about = one.find(f"{A}pPr")
    level = int(about.get("lvl", "0")) if about is not None else 0
    above = [style for held in look.styles if (style := held.find(f"{A}lvl{level + 1}pPr")) is not None]
    left = next((part.get("marL") for part in (about, *above) if part is not None and part.get("marL")), "0")
    defaults = [look_ for part in above if (look_ := part.find(f"{A}defRPr")) is not None]
    runs = [part for part in one if part.tag in (f"{A}r", f"{A}fld", f"{A}br")]
    return Line(tuple(_piece(part, defaults, look) for part in runs), int(left) / POINT)


def _piece(run: Xml, defaults: list[Xml], look: Look) -> Piece:
    own = run.find(f"{A}rPr")
    chain = [one for one in (own, *defaults) if one is not None]
    text = run.find(f"{A}t")
    words = "\v" if run.tag == f"{A}br" else (text.text or "" if text is not None else "")
    linked = own is not None and own.find(f"{A}hlinkClick") is not None
    colour = look.theme["hlink"] if linked else next(filter(None, (fill(one, look.theme) for one in chain)), "")
    size = next((one.get("sz") for one in chain if one.get("sz")), "0")
    bold = next((one.get("b") for one in chain if one.get("b")), "0")
    lang = own.get("lang", "") if own is not None else ""
    return Piece(words, int(size) / 100, bold == "1", lang, colour or look.theme["tx1"], look.behind)
