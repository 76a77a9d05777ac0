"""Drawings (SVG) on their way from a page into a PDF: kept whole, never parsed as HTML, painted at the end."""

import re
from collections.abc import Mapping

from lxml import etree

DRAWING = re.compile(r"<svg\b.*?</svg\s*>", re.DOTALL)
"""A whole drawing. Words that a council wrote are escaped in the page and never match."""
ROLE = re.compile(r"var\(\s*--sg-([a-z-]+)\s*(?:,[^()]*)?\)")
"""A colour that the site's styles give by its job, which a PDF has to give by value."""
SVG = "http://www.w3.org/2000/svg"


def set_aside(html: str) -> tuple[str, list[str]]:
    """The page with an empty element in place of each drawing, and the drawings.

    An HTML parser writes names such as viewBox in small letters, which breaks a drawing.
    """
    found: list[str] = []

    def numbered(match: re.Match[str]) -> str:
        found.append(match.group())
        return f'<svg data-drawing="{len(found) - 1}"></svg>'

    return DRAWING.sub(numbered, html), found


def described(svg: str) -> tuple[str, str, str]:
    """The drawing as XML, its words, and what is wrong with it, if anything."""
    try:
        root = etree.fromstring(svg, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        return "", "", f"write the drawing as well-formed XML ({error.msg})"
    if etree.QName(root).namespace is None:
        svg = svg.replace("<svg", f'<svg xmlns="{SVG}"', 1)
    if root.get("aria-hidden") == "true":
        return svg, "", ""
    alt = " ".join(" ".join(map(str, title.itertext())) for title in root.iterfind("{*}title")).strip()
    return svg, alt, "" if alt else 'give the drawing a <title> that says what it shows, or aria-hidden="true"'


def painted(svg: str, colours: Mapping[str, str]) -> str:
    """The drawing with values in place of colours by job. Raises KeyError with the job that has no colour."""
    return ROLE.sub(lambda match: colours[match.group(1).replace("-", "_")], svg)
