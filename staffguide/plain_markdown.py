"""A Markdown extension that switches raw HTML off: pages are prose, macros bring the rest.

The page check refuses HTML, attributes and addresses with their line; this is the second wall behind it.
"""

import re
from html import unescape
from typing import Any
from xml.etree.ElementTree import Element

from markdown import Extension, Markdown
from markdown.treeprocessors import Treeprocessor

ATTRIBUTES = frozenset(
    {"href", "src", "alt", "title", "class", "id", "lang", "start", "align", "colspan", "rowspan", "scope"}
)
"""What an element may carry. An attribute list could otherwise bring a script or a style."""
OTHER_SCHEME = re.compile(r"(?!https?:|mailto:|tel:)[a-z][a-z0-9+.-]*:", re.IGNORECASE)
UNSEEN = re.compile(r"[\s\x00-\x1f]")
"""What browsers pass over in an address."""


class PlainMarkdown(Extension):
    """Raw HTML becomes text; an attribute or an address that could do harm is left out."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        md.preprocessors.deregister("html_block")
        md.inlinePatterns.deregister("html")
        md.treeprocessors.register(_Harmless(md), "harmless", -10)  # after attribute lists and links are in the tree


def _is_other(address: str) -> bool:
    return bool(OTHER_SCHEME.match(UNSEEN.sub("", unescape(address))))


class _Harmless(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            for name, value in tuple(element.items()):
                if name not in ATTRIBUTES or (name in ("href", "src") and _is_other(value)):
                    del element.attrib[name]


def makeExtension(**settings: Any) -> PlainMarkdown:  # noqa: N802 - the name Python-Markdown looks for
    return PlainMarkdown(**settings)
