"""Sheets: pages as the theme has set them, shared by councils until what differs is put in.

A sheet still holds the words of slots and pieces. Two councils whose pages come to the same Markdown have the
same sheet; what is the council's own is put in last.
"""

import posixpath
import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, replace
from functools import lru_cache

from staffguide import whole_guide
from staffguide.expand import Expanded, put_back

SITE_ADDRESS = re.compile(r'((?:href|src)=")site:([^"]*)"')
"""How a macro names a file of the site: from its root, since a macro does not know which page it stands in."""
SITE_LINK = re.compile(r'<a\b[^>]*\bhref="site:([^"#]*)[^"]*"[^>]*>(.*?)</a>', re.DOTALL)
DRAWING, DRAWN = '<figure class="sg-drawing"><svg', "</svg><figcaption"
SCROLL = '<div class="sg-scroll" tabindex="0" role="group" aria-'


SHEETS_REMEMBERED = 3000
"""Pages kept in memory at each step, about 60 kB each: those that councils share are made once."""


@dataclass(frozen=True)
class Sheet:
    """One page: `html` is its article, `output` the whole page around it. `title` is HTML; `url` where it stands."""

    path: str
    title: str
    url: str
    html: str
    output: str


@lru_cache(maxsize=SHEETS_REMEMBERED)
def filled(sheet: Sheet, page: Expanded, hidden: frozenset[str]) -> Sheet:
    """The sheet with what its macros made in place. A link to a page that this council hides leaves its words."""
    kept = {token: _within(piece, sheet.url, hidden) for token, piece in page.pieces.items()}
    return replace(sheet, html=put_back(sheet.html, kept), output=put_back(sheet.output, kept))


@lru_cache(maxsize=4096)
def _within(piece: str, url: str, hidden: frozenset[str]) -> str:
    """What a macro made, with its addresses as seen from one page."""
    if hidden:
        piece = SITE_LINK.sub(lambda link: link[2] if link[1] in hidden else link[0], piece)
    folder = posixpath.dirname(url) or "."
    return SITE_ADDRESS.sub(lambda found: f'{found[1]}{posixpath.relpath(found[2], folder)}"', piece)


LINK = re.compile(r'(<a\b[^>]*\bhref="[^":#]*)#([^"]+)"')
ID = re.compile(r'\bid="([^"]+)"')


def mended(every: list[Sheet], changed: Set[str]) -> list[Sheet]:
    """The sheets with links that lead to the page alone, where a changed page has no longer what they name."""
    held = {one.url: set(ID.findall(one.html)) for one in every if one.url in changed}
    return (
        [replace(one, html=_led(one.html, one, held), output=_led(one.output, one, held)) for one in every]
        if held
        else every
    )


def _led(html: str, sheet: Sheet, held: Mapping[str, set[str]]) -> str:
    folder = posixpath.dirname(sheet.url)

    def kept(link: re.Match[str]) -> str:
        path = link[1].rpartition('"')[2]
        target = posixpath.normpath(posixpath.join(folder, path)) if path else ""
        return f'{link[1]}"' if target in held and link[2] not in held[target] else link[0]

    return LINK.sub(kept, html)


def web_page(sheet: Sheet, every: tuple[Sheet, ...]) -> str:
    """The whole page as the web shows it, but for its slots. `every` page may be a chapter of the whole guide."""
    return _web_page(sheet, every if whole_guide.PLACE.search(sheet.output) else ())


@lru_cache(maxsize=SHEETS_REMEMBERED)
def _web_page(sheet: Sheet, chapters: Sequence[Sheet]) -> str:
    page = whole_guide.put_in(sheet.output, sheet.url, chapters)
    opening, words, rest = page.partition('<div class="sg-words')
    return opening + words + scrollable(rest)


def scrollable(html: str) -> str:
    """What may be too wide gets a wrapper that can scroll and that the keyboard reaches; page.js takes the stop
    away again while everything fits. A table of Markdown has bare header cells, and all of them head a column."""
    html = html.replace(DRAWING, f'<figure class="sg-drawing">{SCROLL}label="Drawing"><svg').replace(
        DRAWN, "</svg></div><figcaption"
    )
    first, *tables = html.replace("<th>", '<th scope="col">').split("<table")
    return first + "".join(_scrolling(table, f"sg-table-{number}") for number, table in enumerate(tables, 1))


def _scrolling(table: str, name: str) -> str:
    closed = table.replace("</table>", "</table></div>")
    if "<caption>" not in table:
        return f'{SCROLL}label="Table"><table{closed}'
    named = closed.replace("<caption>", f'<caption id="{name}">')
    return f'{SCROLL}labelledby="{name}"><table{named}'
