"""The parts that drawings are made of: lines, boxes, discs and words, each coloured by its job.

On the web the class names give a part its colour, so that light and dark both work. A PDF reads no styles:
there the attributes count, in the council's colours for print. Nothing has an id, so that a page can hold
any number of drawings. Every size is in units of a drawing 640 wide.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from htpy import Element, Node, svg, title
from markupsafe import escape

if TYPE_CHECKING:
    from htpy._types import Attribute

WIDTH = 640
LABEL = 15
"""The size of letters: still 14 px where a drawing is 600 px wide."""
LETTER = 0.58
"""The width of a letter as a share of its size, on the generous side so that no word is cut off."""
LEADING = 20
FONT = "Atkinson Hyperlegible Next, sans-serif"

Colours = Mapping[str, Any]
"""A colour as #rrggbb for each of the roles in `PLAIN`."""

PLAIN = {"brand": "#1f4e79", "on_brand": "#ffffff", "tint": "#eaf1f7", "text": "#1a1a1a", "border": "#5b6b7a"}
"""For a guide that brings no colours of its own: dark on light, as on paper."""


def picture(said: str, height: float, parts: Node) -> Element:
    """A whole drawing. `said` tells people who cannot see it what it shows."""
    frame: dict[str, Attribute] = {
        "class": "sg-picture",
        "xmlns": "http://www.w3.org/2000/svg",
        "viewBox": f"0 0 {WIDTH} {measure(height)}",
        "role": "img",
        # Without this, older browsers stop at a drawing when somebody tabs through the page.
        "focusable": "false",
    }
    return svg(frame)[title[said], parts]


def box(colours: Colours, left: float, top: float, wide: float, tall: float, *, fill: str = "tint") -> Element:
    place = {"x": left, "y": top, "width": wide, "height": tall, "rx": 4}
    return Element("rect")(_measured(place), _paint(colours, fill=fill, stroke="brand"))


def disc(colours: Colours, x: float, y: float, radius: float, *, fill: str = "tint") -> Element:
    place = {"cx": x, "cy": y, "r": radius}
    return Element("circle")(_measured(place), _paint(colours, fill=fill, stroke="brand"))


def strokes(colours: Colours, course: str, *, stroke: str = "brand") -> Element:
    """Lines along a course, given in the letters of an SVG path."""
    return Element("path")({"d": course}, _paint(colours, stroke=stroke))


def words(
    colours: Colours,
    x: float,
    y: float,
    said: str,
    *,
    ink: str = "text",
    anchor: str = "middle",
    bold: bool = False,
) -> Element:
    """One line of words whose feet stand at `y`."""
    face: dict[str, Attribute] = {
        "font-family": FONT,
        "font-size": LABEL,
        "font-weight": 700 if bold else 400,
        "text-anchor": anchor,
    }
    return Element("text")(_measured({"x": x, "y": y}), face, _paint(colours, fill=ink))[said]


def stacked(colours: Colours, x: float, y: float, lines: Sequence[str], *, ink: str = "text") -> list[Element]:
    """Lines of words one under the other, the first with its feet at `y`."""
    return [words(colours, x, y + LEADING * n, said, ink=ink) for n, said in enumerate(lines)]


def letters_in(wide: float) -> int:
    """How many letters are sure to fit on a line."""
    return int(wide / (LABEL * LETTER))


def measure(number: float) -> str:
    """A measure to a tenth, written the same on every machine."""
    return f"{number:.1f}".removesuffix(".0")


def _measured(place: Mapping[str, float]) -> dict[str, Attribute]:
    return {name: measure(number) for name, number in place.items()}


def _paint(colours: Colours, *, fill: str = "", stroke: str = "") -> dict[str, Attribute]:
    """The classes that colour a part on the web, and the attributes that colour it in a PDF."""
    jobs = {job: role for job, role in (("fill", fill), ("stroke", stroke)) if role}
    names = [f"sg-{job}-{role.replace('_', '-')}" for job, role in jobs.items()]
    look: dict[str, Attribute] = {"class": names}
    for job, role in jobs.items():
        look[job] = escape(colours.get(role, PLAIN[role]))
    return look | ({"stroke-width": "1.5"} if stroke else {}) | ({} if fill else {"fill": "none"})
