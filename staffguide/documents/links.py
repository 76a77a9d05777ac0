"""Where links lead: into the document, out to the web, or to a page that the document leaves out."""

import posixpath
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from lxml.html import HtmlElement

from staffguide.documents.elements import Page

OUTSIDE = {"http", "https", "mailto", "tel"}


def label(page: Page, fragment: str = "") -> str:
    """The id, unique in the document, of an element of a page; without a fragment, of the page itself."""
    return f"{page.path}#{fragment}"


def outside(href: str) -> bool:
    return urlsplit(href).scheme in OUTSIDE


def place(href: str, page: Page) -> str:
    """Where in the site a relative address leads, without its fragment."""
    path = unquote(urlsplit(href).path)
    return posixpath.normpath(posixpath.join(posixpath.dirname(page.url), path)) if path else page.url


def inside(href: str, page: Page, pages: Sequence[Page]) -> str:
    """The id that a relative link points at, or nothing when its page is not in the document."""
    parts = urlsplit(href)
    if parts.scheme or parts.netloc:
        return ""
    url = place(href, page)
    fragment = unquote(parts.fragment)
    return next((label(one, fragment) for one in pages if one.url == url), "")


def wanted(roots: Sequence[HtmlElement], pages: Sequence[Page]) -> frozenset[str]:
    """Every id that some link of the document points at."""
    return frozenset(
        target
        for root, page in zip(roots, pages, strict=True)
        for href in root.xpath(".//a/@href")
        if (target := inside(str(href), page, pages))
    )
