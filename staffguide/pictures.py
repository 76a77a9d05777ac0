"""Checks the pictures that councils give us by what is in them, never by their name."""

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from staffguide import bitmaps
from staffguide.documents import typeset
from staffguide.problems import Problem

MAX_BYTES = 300_000
SVG = "{http://www.w3.org/2000/svg}"

# fmt: off
SVG_ELEMENTS = frozenset({
    "svg", "g", "defs", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon", "text",
    "tspan", "clipPath", "mask", "linearGradient", "radialGradient", "stop", "symbol", "use", "style",
})
SVG_ATTRIBUTES = frozenset({
    "id", "class", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "d", "points",
    "width", "height", "viewBox", "transform", "version", "preserveAspectRatio", "fill", "stroke", "fill-rule",
    "clip-rule", "fill-opacity", "stroke-opacity", "stroke-width", "stroke-linecap", "stroke-linejoin",
    "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "opacity", "clip-path", "mask", "offset",
    "stop-color", "stop-opacity", "gradientUnits", "gradientTransform", "spreadMethod", "fx", "fy", "font-family",
    "font-size", "font-weight", "font-style", "text-anchor", "letter-spacing", "dominant-baseline", "role",
    "aria-label", "aria-hidden", "aria-labelledby", "focusable", "space", "clipPathUnits", "maskUnits", "type",
    "maskContentUnits", "enable-background", "color", "overflow", "display", "visibility", "data-name",
})
# fmt: on
KINDS = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg"}
MOST_ELEMENTS = 2_000
DEEPEST = 40
MOST_SHOWN = 5_000
"""Elements with those that "use" shows again: a few that use each other can come to millions."""
MOST_MASKS = 20
MOST_STYLE = 10_000
LONGEST_SIDE = 20
"""How many times as long as wide a drawing may be."""
NUMBER = re.compile(r"[+]?(\d+\.?\d*|\.\d+)(px|pt|mm|cm|in|em)?")
NAMED = re.compile(r"(?:^|\burl\(\s*[\"']?)#([^\s)\"']+)")
"""What an attribute shows of another part of the drawing: `#part`, or `url(#part)`."""
LARGEST, SMALLEST, STEEPEST = 1e6, 1e-4, 80
FIGURES = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
UNREAL = re.compile(r"nan|inf", re.IGNORECASE)
MOVE = re.compile(r"(matrix|translate|scale|rotate|skewX|skewY)\s*\(([^()]*)\)")
MOVES = frozenset({"transform", "gradientTransform"})
MEASURES = frozenset({
    "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "dx", "dy", "fx", "fy", "d", "points", "width",
    "height", "viewBox", "stroke-width", "stroke-miterlimit", "stroke-dasharray", "stroke-dashoffset", "opacity",
    "fill-opacity", "stroke-opacity", "stop-opacity", "offset", "letter-spacing",
})  # fmt: skip
TOO_MUCH = "the SVG is too much to draw: save it simpler"


def faults(docs: Path, root: Path) -> list[Problem]:
    """What is wrong with the pictures that all councils share."""
    held = sorted(path for path in docs.rglob("*") if path.suffix.lower() in (".svg", *KINDS))
    return [Problem(path.relative_to(root).as_posix(), 1, "", said) for path in held for said in check(path, docs)]


def check(path: Path, folder: Path) -> list[str]:
    """What stops a logo or picture in a council's folder from being published; an empty list where nothing does."""
    if path.is_symlink() or folder.resolve() not in path.resolve().parents:
        return ["the picture must be a file in the council's own folder"]
    if not path.is_file():
        return [f'there is no such file: put it in the folder "{folder.name}"']
    if path.stat().st_size > MAX_BYTES:
        return [f"the picture has {path.stat().st_size // 1000} kB: keep it under {MAX_BYTES // 1000} kB"]
    ending, raw = path.suffix.lower(), path.read_bytes()
    if ending == ".svg":
        return list(dict.fromkeys(_svg(raw)))
    if ending not in KINDS:
        return ["use an SVG, PNG or JPEG picture"]
    said = bitmaps.wrong(raw, KINDS[ending])
    # What a JPEG draws cannot be told from its parts alone: the typesetter unpacks it once.
    return [said or bitmaps.BROKEN] if said or not typeset.can_show(raw) else []


def _svg(raw: bytes) -> Iterator[str]:
    try:
        raw.decode("utf-8")
        root = fromstring(raw, forbid_dtd=True)
    except DefusedXmlException:
        yield "the SVG declares a DOCTYPE or entities: save it again as plain SVG"
        return
    except (ParseError, ValueError, LookupError):
        yield "the SVG cannot be read: save it again as plain SVG, in UTF-8"
        return
    if root.tag != f"{SVG}svg":
        yield "the file is not an SVG picture"
        return
    yield from _shape(root)
    if _too_much(root):
        yield TOO_MUCH
        return
    for element in root.iter():
        yield from _element(element)


def _shape(root: Element) -> Iterator[str]:
    """Whether the drawing has a size of its own, and not one that no page can hold."""
    box = root.get("viewBox", "").replace(",", " ").split()
    sides = box[2:] if len(box) == 4 else [root.get("width", ""), root.get("height", "")]
    read = [NUMBER.fullmatch(side) for side in sides]
    wide, high = (float(one[1]) if one else 0.0 for one in read)
    if not wide or not high or max(wide, high) > 1e6:
        yield 'the SVG does not say how large it is: give it a viewBox such as "0 0 120 40"'
    elif max(wide / high, high / wide) > LONGEST_SIDE:
        yield f"the SVG is more than {LONGEST_SIDE} times as long as wide: cut it to what it shows"


def _too_much(root: Element) -> bool:
    """Whether it would take long to draw. Looked at without following anything, so that this takes no time itself."""
    every = list(root.iter())
    if len(every) > MOST_ELEMENTS or _deepest(root) > DEEPEST:
        return True
    masks = sum(str(one.tag) in (f"{SVG}mask", f"{SVG}clipPath") for one in every)
    style = sum(len(one.text or "") for one in every if str(one.tag) == f"{SVG}style")
    return masks > MOST_MASKS or style > MOST_STYLE or _shown(root, every) > MOST_SHOWN


def _deepest(root: Element) -> int:
    deep, level = 0, [root]
    while level and deep <= DEEPEST:
        deep, level = deep + 1, [inner for one in level for inner in one]
    return deep


def _shown(root: Element, every: list[Element]) -> int:
    """How many elements there are with all that "use" shows again; more than any picture has where they go round."""
    named = {one.attrib["id"]: one for one in every if one.get("id")}
    counted: dict[Element, int] = {}

    def count(one: Element, around: frozenset[Element]) -> int:
        if one in around or len(around) > DEEPEST * 3:
            return MOST_SHOWN + 1
        if one not in counted:
            used = [named[name] for value in one.attrib.values() for name in NAMED.findall(value) if name in named]
            counted[one] = 1 + sum(count(inner, around | {one}) for inner in (*one, *used))
        return counted[one]

    return count(root, frozenset())


def _element(element: Element) -> Iterator[str]:
    name = str(element.tag).removeprefix(SVG)
    if str(element.tag).startswith("{") and not str(element.tag).startswith(SVG):
        yield f"the SVG holds data of a drawing program ({name.split('}')[-1]}): save it as plain SVG"
    elif name not in SVG_ELEMENTS:
        yield f'the SVG holds "{name}", which could run or fetch something: take it out, or save as plain SVG'
    if name == "style" and _reaches_out(element.text or ""):
        yield "the SVG's style fetches something from elsewhere: take it out"
    for attribute, value in element.attrib.items():
        yield from _attribute(attribute.split("}")[-1], value)


def _attribute(name: str, value: str) -> Iterator[str]:
    if name == "href":
        if not value.startswith("#"):
            yield f'the SVG refers to something outside itself ("{value[:60]}"): take it out'
    elif name == "style" or "url" in value.lower():
        if _reaches_out(value):
            yield "the SVG's style fetches something from elsewhere: take it out"
    elif name == "font-size" and not ((size := NUMBER.fullmatch(value.strip())) and float(size[1])):
        yield f'the SVG has letters of the size "{value[:20]}": give a number above nothing'
    elif name in MOVES and not _moves(value):
        yield f'the SVG draws something with no size, or far too large ({name}="{value[:40]}"): take it out'
    elif name in MEASURES and not _measured(value):
        yield f'the SVG holds a number that no drawing needs ({name}="{value[:40]}"): save it again as plain SVG'
    elif name not in SVG_ATTRIBUTES:
        yield f'the SVG holds the attribute "{name}": take it out, or save as plain SVG'


def _measured(value: str) -> bool:
    """Whether all numbers in a value are of a size that can be drawn."""
    return all(abs(number) <= LARGEST for number in map(float, FIGURES.findall(value))) and not UNREAL.search(value)


def _moves(value: str) -> bool:
    """Whether a list of moves leaves anything to be seen: what is made endlessly thin, programs stumble over."""
    for what, given in MOVE.findall(value):
        numbers = [float(one) for one in FIGURES.findall(given)]
        if what == "scale" and not all(abs(one) >= SMALLEST for one in numbers):
            return False
        if what == "matrix" and (
            len(numbers) != 6 or abs(numbers[0] * numbers[3] - numbers[1] * numbers[2]) < SMALLEST**2
        ):
            return False
        if what.startswith("skew") and not all(abs(one) <= STEEPEST for one in numbers):
            return False
    return _measured(value) and not MOVE.sub("", value).strip(" ,\t\n")


def _reaches_out(style: str) -> bool:
    """Whether a style could fetch or run anything: an address outside this picture, an import, an escape."""
    lowered = "".join(style.lower().split())
    inner = lowered.replace("url(#", "")
    return any(
        mark in inner for mark in ("url(", "@import", "expression(", "javascript:", "\\", "image(", "image-set(")
    )
