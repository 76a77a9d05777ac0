"""Reads a finished page's HTML and says what is wrong with how it is built. No browser is needed for this."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html
from lxml.html import HtmlElement

ADDRESSES = "//@href | //@src | //@action"
ELSEWHERE = {"http", "https", "mailto", "tel"}


def read(text: str) -> HtmlElement:
    return html.document_fromstring(text)


def faults(page: HtmlElement) -> Iterator[str]:
    """Everything that is wrong with one page by itself."""
    yield from _headings(page)
    yield from _landmarks(page)
    yield from _tables(page)
    yield from _present_page(page)
    if page.get("lang") != "en-GB":
        yield f'the language is "{page.get("lang")}"'
    if not re.fullmatch(r"(.+ - )?.+ - .+", title(page)):
        yield f'the title is "{title(page)}"'
    for one in page.xpath("//*[number(@tabindex) > 0]"):
        yield f"<{one.tag}> takes its own place in the order of stops"
    for one in page.xpath("//*[@style] | //style | //script[not(@src)] | //*[@*[starts-with(name(), 'on')]]"):
        yield f"<{one.tag}> holds a style or a script, which the policy refuses"
    doubled = [name for name, times in Counter(page.xpath("//@id")).items() if times > 1]
    yield from (f'two elements are called "{name}"' for name in doubled)


def title(page: HtmlElement) -> str:
    return " ".join((page.findtext(".//title") or "").split())


def _headings(page: HtmlElement) -> Iterator[str]:
    levels = [
        int(one.tag[1]) for one in page.xpath("//*[self::h1 or self::h2 or self::h3 or self::h4][ancestor::main]")
    ]
    if levels.count(1) != 1 or len(page.xpath("//h1")) != 1:
        yield f"{len(page.xpath('//h1'))} headings of the first level"
    yield from (f"h{below} follows h{above}" for above, below in pairwise([0, *levels]) if below > above + 1)
    empty = (one.tag for one in page.xpath("//h1 | //h2 | //h3 | //h4") if not one.text_content().strip())
    yield from (f"<{tag}> is empty" for tag in empty)


def _landmarks(page: HtmlElement) -> Iterator[str]:
    for name, path in (("main", "//main"), ("banner", "/html/body/header"), ("footer", "/html/body/footer")):
        if len(page.xpath(path)) != 1:
            yield f"{len(page.xpath(path))} landmarks of the kind {name}"
    names = Counter(_name(page, nav) for nav in page.xpath("//nav"))
    yield from (f'{times} <nav> named "{name}"' for name, times in names.items() if times > 1 or not name)


def _name(page: HtmlElement, one: HtmlElement) -> str:
    if own := one.get("aria-label"):
        return str(own).strip()
    titles = page.xpath("//*[@id=$id]", id=one.get("aria-labelledby") or "")
    return " ".join(text for title in titles for text in title.text_content().split())


def _tables(page: HtmlElement) -> Iterator[str]:
    for number, table in enumerate(page.xpath("//table"), start=1):
        named = table.xpath("./caption[normalize-space()]") or table.get("class") is None
        if not named:
            yield f"table {number} has no caption"
        if not table.xpath("./thead//th"):
            yield f"table {number} has no header row"
        if table.xpath(".//th[not(@scope)]"):
            yield f"table {number} has a header cell without a scope"


def _present_page(page: HtmlElement) -> Iterator[str]:
    marked = page.xpath("//nav//a[@aria-current]")
    if len(marked) > 1 or any(one.get("aria-current") != "page" for one in marked):
        yield f"{len(marked)} links are marked as the present page"


def broken_addresses(folder: Path, name: str, ids: dict[str, set[str]]) -> Iterator[str]:
    """The addresses in a page that lead to nothing in the site's folder. `ids` are those of each page."""
    for address in read((folder / name).read_text(encoding="utf-8")).xpath(ADDRESSES):
        parts = urlsplit(address)
        if parts.scheme in ELSEWHERE:
            continue
        if parts.scheme or parts.netloc or parts.path.startswith("/"):
            yield f'"{address}" does not work from every folder'
            continue
        target = ((folder / name).parent / unquote(parts.path)).resolve() if parts.path else (folder / name).resolve()
        if not target.is_relative_to(folder.resolve()) or not target.is_file():
            yield f'"{address}" leads to no file'
        elif parts.fragment and parts.fragment not in ids.get(target.relative_to(folder.resolve()).as_posix(), set()):
            yield f'"{address}" leads to no place in its page'
