"""Every link inside a site leads to a file that is there, and to a place in it that is there."""

from functools import cache
from pathlib import Path
from urllib.parse import unquote, urldefrag, urlsplit

import lxml.html


@cache
def _read(file: Path) -> lxml.html.HtmlElement:
    return lxml.html.parse(str(file)).getroot()


@cache
def _ids(file: Path) -> frozenset[str]:
    return frozenset(_read(file).xpath("//@id"))


def test_no_link_is_dead(every_site: Path) -> None:
    dead = [
        f"{file.relative_to(every_site)}: {address}"
        for file in sorted(every_site.rglob("*.html"))
        if file.name != "404.html"
        for address in {*_read(file).xpath("//@href"), *_read(file).xpath("//@src")}
        if not _leads_somewhere(file, address)
    ]
    assert dead == []


def _leads_somewhere(file: Path, address: str) -> bool:
    if urlsplit(address).scheme in ("http", "https", "mailto", "tel", "data"):
        return True
    path, fragment = urldefrag(address)
    target = (file.parent / unquote(path.partition("?")[0])).resolve() if path else file
    if not target.is_file():
        return False
    return not fragment or target.suffix != ".html" or unquote(fragment) in _ids(target)


def test_every_page_can_be_reached_from_the_first(every_site: Path) -> None:
    seen, waiting = set[Path](), [every_site / "index.html"]
    while waiting:
        file = waiting.pop()
        if file in seen or file.suffix != ".html":
            continue
        seen.add(file)
        for address in _read(file).xpath("//a/@href"):
            if not urlsplit(address).scheme and urldefrag(address)[0]:
                waiting.append((file.parent / unquote(urldefrag(address)[0].partition("?")[0])).resolve())
    pages = {file.resolve() for file in every_site.rglob("*.html") if file.name != "404.html"}
    assert pages - {file.resolve() for file in seen} == set()
