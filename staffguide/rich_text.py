"""A council's longer text: Markdown kept to paragraphs, lists, emphasis and links, with raw HTML shown as typed."""

import html
import re

from markdown import Markdown

OFF_BEFORE = ("html_block",)
OFF_BLOCKS = ("code", "hashheader", "setextheader", "hr", "quote", "reference")
OFF_INLINE = (
    "backtick",
    "reference",
    "image_link",
    "image_reference",
    "short_reference",
    "short_image_ref",
    "autolink",
    "automail",
    "html",
    "entity",
)
ADDRESS = re.compile(r'href="([^"]*)"')
SAFE_ADDRESS = re.compile(r"(https?://[^\s<>\"]+|mailto:[^\s<>\"]+@[^\s<>\"]+|tel:\+?[0-9 ]+)")


def render(text: str) -> str:
    """The text as HTML that holds only p, ul, ol, li, em, strong, br and a."""
    markdown = Markdown()
    for registry, names in (
        (markdown.preprocessors, OFF_BEFORE),
        (markdown.parser.blockprocessors, OFF_BLOCKS),
        (markdown.inlinePatterns, OFF_INLINE),
    ):
        for name in names:
            registry.deregister(name)
    # Every & is one that was typed: without this, "&lt;" would be shown as "<".
    return markdown.convert(text.replace("&", "&amp;"))


def unsafe_links(text: str) -> list[str]:
    """The link addresses that may not be published: anything but full web, mail and telephone addresses.

    Read off the rendered text, so that no way of writing a link goes unseen.
    """
    addresses = [html.unescape(address) for address in ADDRESS.findall(render(text))]
    return [address for address in addresses if not SAFE_ADDRESS.fullmatch(address)]
