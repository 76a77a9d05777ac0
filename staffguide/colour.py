"""Colours: from a council's brand colours to a safe shade for every job, in light, in dark and on paper.

A colour keeps its hue: only its lightness moves, in OKLCH, to the nearest step that does the job. What each
pair of roles owes the reader is in `DUTIES`; those are the contrast minimums of WCAG 2.2 (1.4.3 and 1.4.11).
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import astuple, dataclass, fields, replace
from functools import lru_cache
from typing import NamedTuple

from coloraide import Color

DEFAULT_BRAND = "#1d5b66"
"""The brand of a council that gives none: a quiet blue-green that belongs to nobody."""

WHITE, NEAR_BLACK, BLACK = "#ffffff", "#14181c", "#000000"
AMBER = "#8f5a00"
TEXT_RATIO = 4.5
PART_RATIO = 3.0
"""For what is seen rather than read: the edge of a button, a marker, a focus ring."""

_STEPS = 100
_HEX = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


@dataclass(frozen=True)
class Roles:
    """One colour for each job, as #rrggbb. The style sheets know them by the same names, after `--sg-`."""

    surface: str  # the page itself
    tint: str  # quiet panels and table headers, tinted with the brand
    text: str
    muted: str  # small print: dates, captions, labels
    link: str
    link_hover: str
    brand: str  # large areas: the header band, the current step
    on_brand: str  # words on the brand
    accent: str  # the edge of a callout, markers, the bar under the header
    border: str  # edges that a reader needs, such as those of a search box
    hairline: str  # lines that only please the eye, so they owe no contrast
    care: str  # the "Take care" callout, always beside its word
    focus_outer: str
    focus_inner: str


@dataclass(frozen=True)
class Palette:
    """The roles in the three places where a page is seen."""

    light: Roles
    dark: Roles
    print: Roles


class Duty(NamedTuple):
    """What two roles owe the reader when they meet."""

    front: str
    back: str
    ratio: float
    why: str


DUTIES = (
    Duty("text", "surface", TEXT_RATIO, "words on the page"),
    Duty("text", "tint", TEXT_RATIO, "words in a panel"),
    Duty("muted", "surface", TEXT_RATIO, "small print on the page"),
    Duty("muted", "tint", TEXT_RATIO, "small print in a panel"),
    Duty("link", "surface", TEXT_RATIO, "links on the page"),
    Duty("link", "tint", TEXT_RATIO, "links in a panel"),
    Duty("link_hover", "surface", TEXT_RATIO, "a link under the pointer"),
    Duty("link_hover", "tint", TEXT_RATIO, "a link under the pointer, in a panel"),
    Duty("on_brand", "brand", TEXT_RATIO, "words in the header band"),
    Duty("brand", "surface", PART_RATIO, "the header band and the current step against the page"),
    Duty("accent", "surface", PART_RATIO, "the edge of a callout against the page"),
    Duty("accent", "tint", PART_RATIO, "the edge of a callout against its panel"),
    Duty("border", "surface", PART_RATIO, "the edge of a search box on the page"),
    Duty("border", "tint", PART_RATIO, "the edge of a search box in a panel"),
    Duty("care", "surface", TEXT_RATIO, "the words Take care on the page"),
    Duty("care", "tint", TEXT_RATIO, "the words Take care in a panel"),
    # Two rings, dark and light: one of the two shows on any background, whatever colour lies under them.
    Duty("focus_outer", "focus_inner", TEXT_RATIO, "the two rings of focus against each other"),
    Duty("focus_outer", "surface", PART_RATIO, "the outer ring of focus against the page"),
)


@dataclass(frozen=True)
class Unfit:
    """Why a colour cannot be a council's first brand colour, and the nearest that can."""

    reason: str
    nearest: str


def is_hex(colour: str) -> bool:
    """Whether a colour is written as we need it: #rgb or #rrggbb."""
    return _HEX.fullmatch(colour) is not None


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.2 between two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def unfit(colour: str) -> Unfit | None:
    """What stops a colour from serving as a council's first brand colour, or None when it serves."""
    if _serves_as_brand(_tidy(colour)):
        return None
    if contrast(colour, WHITE) < PART_RATIO:
        reason = "is dark enough to be told from white paper"
    else:
        reason = "white or near-black words can be read on"
    return Unfit(reason=reason, nearest=_nearest(colour, _serves_as_brand))


def palette(brand: Sequence[str]) -> Palette:
    """The shades of one to three brand colours. The first is the brand, the second the accent.

    The third, when given, colours links; without it links take the brand. Colours that cannot do a job as
    they are move to the nearest shade that can, so any colour may stand second or third.
    """
    first, *others = [_tidy(colour) for colour in brand] or [DEFAULT_BRAND]
    accent, link = [*others, first, first][0], others[1] if len(others) > 1 else first
    light = _roles(first, accent, link, surface=WHITE, tint=_wash(first, 0.965))
    return Palette(
        light=light,
        dark=_roles(first, accent, link, surface=_wash(first, 0.195), tint=_wash(first, 0.255)),
        print=_on_paper(light),
    )


def css(colours: Palette) -> str:
    """The style sheet of one council: the roles as custom properties, for light, dark and print."""
    # Print comes last, so that a reader whose screen is dark still prints dark words on white paper.
    return (
        f"{_block(colours.light)}\n"
        f"@media (prefers-color-scheme: dark) {{\n{_block(colours.dark)}\n}}\n"
        f"@media print {{\n{_block(colours.print)}\n}}\n"
    )


def typst_colours(colours: Palette) -> dict[str, str]:
    """The colours that the templates of the PDFs use."""
    paper = colours.print
    return {
        "brand": paper.brand,
        "on_brand": paper.on_brand,
        "tint": paper.tint,
        "link": paper.link,
        "text": paper.text,
        "border": paper.border,
    }


def _roles(first: str, accent: str, link: str, *, surface: str, tint: str) -> Roles:
    """Every role on one surface, each the shade nearest to the council's own colour that meets its duties."""
    night = _luminance(surface) < 0.5
    reads, shows = _stands_out(surface, tint, TEXT_RATIO), _stands_out(surface, tint, PART_RATIO)
    brand = _nearest(first, lambda shade: bool(_words_on(shade)) and contrast(shade, surface) >= PART_RATIO)
    # At night the bare minimum for a link looks dim beside pale text, so links aim higher there.
    safe_link = _nearest(link, _stands_out(surface, tint, 7.0 if night else TEXT_RATIO))
    return Roles(
        surface=surface,
        tint=tint,
        # A pale grey rather than pure white at night: less glare, still far above the duty.
        text="#e9ebed" if night else NEAR_BLACK,
        muted=_nearest(_grey(first, 0.75 if night else 0.48), reads),
        link=safe_link,
        link_hover=_nearest(_moved(safe_link, 0.1 if night else -0.1), reads),
        brand=brand,
        on_brand=_words_on(brand),
        accent=_nearest(accent, shows),
        border=_nearest(_grey(first, 0.62), shows),
        hairline=_wash(first, 0.36 if night else 0.885),
        care=_nearest(AMBER, reads),
        focus_outer=WHITE if night else NEAR_BLACK,
        focus_inner=NEAR_BLACK if night else WHITE,
    )


def _on_paper(light: Roles) -> Roles:
    """Light roles with true black words, because a printer mixes dark grey out of coloured ink."""
    return replace(light, text=BLACK, muted="#3d3d3d", focus_outer=BLACK)


def _stands_out(surface: str, tint: str, ratio: float) -> Callable[[str], bool]:
    """A test for shades that reach a ratio both on the page and in a panel."""
    return lambda shade: min(contrast(shade, surface), contrast(shade, tint)) >= ratio


def _serves_as_brand(shade: str) -> bool:
    return bool(_words_on(shade)) and contrast(shade, WHITE) >= PART_RATIO


def _words_on(shade: str) -> str:
    """White where it can be read, else near-black, else nothing: a few middling shades carry neither."""
    return next((ink for ink in (WHITE, NEAR_BLACK) if contrast(ink, shade) >= TEXT_RATIO), "")


def _nearest(colour: str, serves: Callable[[str], bool]) -> str:
    """The colour itself when it serves, else the shade of it whose lightness is nearest."""
    start = _tidy(colour)
    if serves(start):
        return start
    here = round(_lightness(start) * _STEPS)
    for step in sorted(range(_STEPS + 1), key=lambda other: (abs(other - here), other)):
        if serves(shade := _shade(start, step / _STEPS)):
            return shade
    raise ValueError(f"no shade of {colour} serves")  # unreachable while white and black meet every duty


def _wash(colour: str, lightness: float) -> str:
    """A breath of the colour at a set lightness, for large quiet areas."""
    return _shade(colour, lightness, most_chroma=0.009)


def _moved(colour: str, by: float) -> str:
    return _shade(colour, min(1.0, max(0.0, _lightness(colour) + by)))


def _grey(colour: str, lightness: float) -> str:
    return _shade(colour, lightness, most_chroma=0.02)


@lru_cache(maxsize=4096)
def _shade(colour: str, lightness: float, most_chroma: float = 1.0) -> str:
    shade = Color(colour).convert("oklch")
    shade["lightness"] = lightness
    shade["chroma"] = min(shade["chroma"], most_chroma)
    return shade.convert("srgb").fit(method="oklch-chroma").to_string(hex=True)


@lru_cache(maxsize=4096)
def _luminance(colour: str) -> float:
    return float(Color(colour).luminance())


def _lightness(colour: str) -> float:
    return float(Color(colour).convert("oklch")["lightness"])


def _tidy(colour: str) -> str:
    """The colour as #rrggbb in small letters."""
    if not is_hex(colour):
        raise ValueError(f"not a colour like {DEFAULT_BRAND}: {colour}")
    return Color(colour).to_string(hex=True)


def _block(roles: Roles) -> str:
    names = [field.name.replace("_", "-") for field in fields(Roles)]
    lines = "\n".join(f"  --sg-{name}: {value};" for name, value in zip(names, astuple(roles), strict=True))
    return f":root {{\n{lines}\n}}"
