"""How much room words need on a slide: the widths of letters, where lines break, how high they stand."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from staffguide.documents.slides_parts import Para

FACE = "Arial"
"""On every computer with PowerPoint. Its letters are as wide as those of Helvetica and of Liberation Sans."""
LINE = 1.2
"""The height of a line as a share of the size of its type: PowerPoint's own is a little less."""
AFTER = 0.3
"""The space over a paragraph, as a share of the size."""
SPARE = 0.98
"""How much of a line is filled, since programs round widths in their own ways."""
OVER_NAME = 0.6
"""The same over a paragraph that names what follows it."""
INDENT = 38.0
"""How far the words of an item stand from the edge, in points, for each level: the template has the same."""
PLAIN_WIDTHS = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 "
    "556 278 278 584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 "
    "722 667 611 722 667 944 667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 "
    "500 222 833 556 556 556 556 333 500 278 556 500 722 500 500 500 334 260 334 584 "
)
BOLD_WIDTHS = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 "
    "556 333 333 584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 "
    "722 667 611 722 667 944 667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 "
    "556 278 889 611 611 611 611 389 556 333 611 556 778 556 556 500 389 280 389 584 "
)
"""The advance of each sign from the space to the tilde, in thousandths of the size."""
OTHERS = {"\N{NO-BREAK SPACE}": 278, "£": 556, "·": 333, "–": 556, "‘": 278, "’": 278, "“": 500, "”": 500, "•": 350}
UNKNOWN = 1000
"""What a sign counts as whose width we do not know: no letter of a European script is wider."""
BREAKS_AFTER = "-–/"


def _table(widths: str) -> dict[str, int]:
    return {chr(32 + number): int(width) for number, width in enumerate(widths.split())} | OTHERS


WIDTHS = {False: _table(PLAIN_WIDTHS), True: _table(BOLD_WIDTHS)}


@lru_cache(maxsize=4096)
def _advance(sign: str, bold: bool) -> int:
    """The width of one sign; an accent adds nothing to its letter."""
    known = WIDTHS[bold]
    if sign in known:
        return known[sign]
    parts = unicodedata.normalize("NFD", sign)
    if unicodedata.category(parts[0]) in {"Mn", "Cf"}:
        return 0
    return known.get(parts[0], UNKNOWN) if len(parts) > 1 else UNKNOWN


@lru_cache(maxsize=16384)
def _word(word: str, bold: bool) -> int:
    return sum(_advance(sign, bold) for sign in word)


def width(words: str, size: float, *, bold: bool = False) -> float:
    """How wide words are on one line, in points."""
    return sum(_word(piece, bold) for piece in _split(words)) * size / 1000


def longest_word(paras: Sequence[Para], size: float) -> float:
    """The width of the widest part of the paragraphs that cannot be broken."""
    pieces = ((piece.strip(), run.bold) for para in paras for run in para.runs for piece in _split(run.text))
    widest = max((_word(piece, bold) for piece, bold in pieces), default=0) * size / 1000
    return widest + max(map(indent, paras), default=0)


def widest(paras: Sequence[Para], size: float) -> float:
    """The width that the paragraphs take where none of their lines breaks."""
    return max(
        (sum(width(run.text, size, bold=run.bold) for run in para.runs) + indent(para) for para in paras), default=0
    )


def _split(text: str) -> Iterator[str]:
    """The text in pieces between which a line may break; each keeps the space after it."""
    piece = ""
    for sign in text:
        if sign == "\v":
            yield from (piece, "\v")
            piece = ""
            continue
        if piece and piece[-1] == " " and sign != " ":
            yield piece
            piece = ""
        piece += sign
        if sign in BREAKS_AFTER and len(piece) > 1:
            yield piece
            piece = ""
    if piece:
        yield piece


def indent(para: Para) -> float:
    """How far the words of a paragraph stand from the left edge."""
    levels = para.depth + (0 if para.kind in {"text", "label"} else 1)
    return levels * INDENT


def lines(para: Para, room: float, size: float) -> int:
    """How many lines a paragraph takes in a box of a width."""
    inside = (room - indent(para)) * SPARE * 1000 / size
    count, at = 1, 0.0
    for piece, bold in ((piece, run.bold) for run in para.runs for piece in _split(run.text)):
        if piece == "\v":
            count, at = count + 1, 0.0
            continue
        bare = _word(piece.rstrip(" "), bold)
        if at and at + bare > inside:
            count, at = count + 1, 0.0
        while bare > inside:  # a word that is wider than the box is broken within
            count, bare = count + 1, bare - int(inside)
        at += bare + _word(piece[len(piece.rstrip(" ")) :], bold)
    return count


def height(paras: Sequence[Para], room: float, size: float) -> float:
    """How high paragraphs stand in a box of a width. The space over the first is not counted."""
    text = sum(lines(para, room, size) * LINE * size for para in paras)
    return text + sum(map(over, paras[1:])) * size


def over(para: Para) -> float:
    """The space over a paragraph, as a share of the size."""
    return OVER_NAME if para.kind == "label" else AFTER
