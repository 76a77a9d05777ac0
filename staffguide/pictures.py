"""Checks the pictures that councils give us by what is in them, never by their name."""

from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

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
ENDS = {"png": b"IEND", "jpg": b"\xff\xd9"}
STARTS = {"png": b"\x89PNG\r\n\x1a\n", "jpg": b"\xff\xd8\xff"}


def check(path: Path, folder: Path) -> list[str]:
    """What stops a logo or picture in a council's folder from being published; an empty list where nothing does."""
    if path.is_symlink() or folder.resolve() not in path.resolve().parents:
        return ["the picture must be a file in the council's own folder"]
    if not path.is_file():
        return [f'there is no such file: put it in the folder "{folder.name}"']
    raw = path.read_bytes()
    if len(raw) > MAX_BYTES:
        return [f"the picture has {len(raw) // 1000} kB: keep it under {MAX_BYTES // 1000} kB"]
    if path.suffix.lower() == ".svg":
        return list(dict.fromkeys(_svg(raw)))
    kind = {".png": "png", ".jpg": "jpg", ".jpeg": "jpg"}.get(path.suffix.lower())
    if kind is None:
        return ["use an SVG, PNG or JPEG picture"]
    return (
        []
        if raw.startswith(STARTS[kind]) and ENDS[kind] in raw[-32:]
        else ["the file is not the kind of picture that its name says"]
    )


def _svg(raw: bytes) -> Iterator[str]:
    try:
        root = fromstring(raw, forbid_dtd=True)
    except DefusedXmlException:
        yield "the SVG declares a DOCTYPE or entities: save it again as plain SVG"
        return
    except (ParseError, ValueError):
        yield "the SVG cannot be read: save it again as plain SVG"
        return
    if root.tag != f"{SVG}svg":
        yield "the file is not an SVG picture"
        return
    for element in root.iter():
        yield from _element(element)


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
    elif name not in SVG_ATTRIBUTES:
        yield f'the SVG holds the attribute "{name}": take it out, or save as plain SVG'


def _reaches_out(style: str) -> bool:
    """Whether a style could fetch or run anything: an address outside this picture, an import, an escape."""
    lowered = "".join(style.lower().split())
    inner = lowered.replace("url(#", "")
    return any(
        mark in inner for mark in ("url(", "@import", "expression(", "javascript:", "\\", "image(", "image-set(")
    )
