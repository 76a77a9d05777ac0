"""The whole site as one page in one file, to send by mail or to keep: every page a part of it, nothing outside needed.

Styles stand in the file itself. A web server with a strict policy would refuse them, so this form is for opening from a
disk or a mail, where there is no policy. It holds no script: mail programs and file stores trust it, and what needs
one (search, practice, keeping what one ticks) is left to the website, as the page says.
"""

import base64
import posixpath
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from mimetypes import guess_type
from pathlib import Path
from urllib.parse import unquote, urlsplit

import lxml.html
from lxml.html import HtmlElement
from lxml.html import builder as make

from staffguide.problems import GuideError, Problem

HOME = "index.html"
LEFT_OUT = frozenset({"404.html", "search.html", "whole-guide.html"})
"""Pages that would be of no use here: what they do needs scripts, or the file does it itself."""
CONTENTS = "contents"
NEEDS_SCRIPT = ".//template | .//form | .//script | .//*[@data-needs-script]"
MATERIAL = re.compile(r'@import url\("([^"]+)"\) layer\((\w+)\);')
NOT_IN_A_LAYER = re.compile(r'@charset "[^"]*";|/\*# sourceMappingURL=[^*]*\*/')
NAMING = ("id", "for", "name", "list", "headers", "aria-labelledby", "aria-describedby", "aria-controls")
LAYOUT = """
.sg-page { display: block; max-width: 52rem; }
.sg-contents ul { list-style: none; padding-left: 1.25rem; }
.sg-contents > ul { padding-left: 0; }
.sg-contents a { display: inline-block; min-height: 1.5rem; }
.sg-chapter { margin-top: 3rem; border-top: 1px solid var(--sg-hairline); }
@media print { .sg-chapter { break-before: page; } .sg-back { display: none; } }
"""
NOTE = (
    "This is the whole guide in one file. It opens in any browser and needs no connection.",
    "Three things need the website: search, practice one question at a time, and the files to download.",
    "To find a word here, press Ctrl and F (on a Mac, Command and F).",
    "You can tick lists and write in forms, and print them. Nothing is kept when you close the file.",
)


@dataclass(frozen=True)
class Entry:
    """A line of the contents: a page, or a group of them."""

    title: str
    url: str
    parts: tuple["Entry", ...] = ()

    @property
    def pages(self) -> Iterator[str]:
        if self.url:
            yield self.url
        for part in self.parts:
            yield from part.pages


def page(site: Path) -> str:
    """The finished site in `site` as one page."""
    trees = {path.relative_to(site).as_posix(): _read(path) for path in sorted(site.rglob("*.html"))}
    entries = _contents({url: tree for url, tree in trees.items() if url not in LEFT_OUT})
    names = {url: _name(url) for entry in entries for url in entry.pages}
    if len(set(names.values())) < len(names):
        raise GuideError([Problem(site.name, 1, "", "two pages would have one name in the file: rename one of them")])
    home = trees[HOME]
    opening = _opening(home, entries, names)  # read before its parts are moved
    sections = [_section(trees[url], url, names) for url in names]
    head = _head(home, _styles(site, trees.values()))
    band, foot = (_placed(home.find_class(name)[0], HOME, names) for name in ("sg-header", "sg-footer"))
    for tools in band.find_class("sg-bar__tools"):
        tools.drop_tree()
    main = make.E.main(opening, *sections, {"class": "sg-main", "id": "sg-main"})
    body = make.BODY(
        make.A("Skip to the page", {"class": "sg-skip", "href": "#sg-main"}),
        band,
        make.DIV(main, {"class": "sg-page"}),
        foot,
    )
    for image in body.iter("img"):
        image.set("src", _data(site / image.get("src", "")))
    return f"<!doctype html>\n{_text(make.HTML(head, body, lang='en-GB'))}\n"


def _read(path: Path) -> HtmlElement:
    return lxml.html.document_fromstring(path.read_text(encoding="utf-8"))


def _text(element: HtmlElement) -> str:
    return str(lxml.html.tostring(element, encoding="unicode"))


def _name(url: str) -> str:
    """The name of a page within the file, from its whole address: many pages are called index."""
    return re.sub(r"[^a-z0-9]+", "-", url.removesuffix(".html").lower())


def _contents(trees: Mapping[str, HtmlElement]) -> list[Entry]:
    """The contents in full. Every page shows only its own section open, so each section is read off its first page."""
    entries = []
    for item in _top(trees[HOME]):
        link = next(item.iter("a"))
        first = str(link.get("href"))
        opened = [one for one in _top(trees[first]) if "sg-nav__group" in one.classes]
        entries.append(_entry(opened[0], first) if opened else Entry(_words(link), first))
    listed = {url for entry in entries for url in entry.pages}
    others = [Entry(_words(next(trees[url].iter("h1"))), url) for url in trees if url not in listed]
    return [kept for entry in (*entries, *others) if (kept := _known(entry, trees))]


def _top(tree: HtmlElement) -> list[HtmlElement]:
    return list(tree.get_element_by_id("sg-nav").xpath("./ul/li"))


def _entry(item: HtmlElement, seen_from: str) -> Entry:
    """An entry of a page's navigation, with its parts."""
    if "sg-nav__group" not in item.classes:
        link = next(item.iter("a"))
        return Entry(_words(link), _resolved(seen_from, link.get("href", "")))
    parts = tuple(_entry(part, seen_from) for part in item.xpath("./ul/li"))
    return Entry(_words(item.xpath("./p")[0]), "", parts)


def _known(entry: Entry, trees: Mapping[str, HtmlElement]) -> Entry | None:
    """The entry without pages that the file leaves out."""
    parts = tuple(kept for part in entry.parts if (kept := _known(part, trees)))
    return Entry(entry.title, entry.url, parts) if parts or entry.url in trees else None


def _words(element: HtmlElement) -> str:
    return " ".join(str(element.text_content()).split())


def _resolved(url: str, path: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(url), unquote(path)))


def _opening(home: HtmlElement, entries: Sequence[Entry], names: Mapping[str, str]) -> HtmlElement:
    title = _words(next(home.iter("h1")))
    contents = make.E.nav(
        make.H2("Contents", id="contents-title"),
        _list(entries, names),
        {"class": "sg-contents", "id": CONTENTS, "aria-labelledby": "contents-title"},
    )
    return make.DIV(make.H1(f"{title}: all in one file"), *map(make.P, NOTE), contents, {"class": "md-typeset"})


def _list(entries: Iterable[Entry], names: Mapping[str, str]) -> HtmlElement:
    return make.UL(*(make.LI(*_line(entry, names)) for entry in entries))


def _line(entry: Entry, names: Mapping[str, str]) -> Iterator[HtmlElement]:
    if entry.url:
        yield make.A(entry.title, href=f"#{names[entry.url]}")
    else:
        yield make.STRONG(entry.title)
        yield _list(entry.parts, names)


def _section(tree: HtmlElement, url: str, names: Mapping[str, str]) -> HtmlElement:
    """One page as a part of the file: its words, and who looks after it."""
    article = tree.find_class("sg-article")[0]
    top, words = article.find_class("sg-article__top")[0], article.find_class("sg-words")[0]
    for start in top.find_class("sg-start"):
        start.drop_tree()
    kept = [top, words, *article.find_class("sg-review")]
    section = make.E.section(*kept, {"class": "sg-chapter", "id": names[url]})
    placed = _placed(section, url, names, prefix=f"{names[url]}--")
    for one in placed.xpath(NEEDS_SCRIPT):
        one.drop_tree()
    for heading in placed.xpath(".//h1 | .//h2 | .//h3 | .//h4 | .//h5"):
        heading.tag = f"h{int(heading.tag[1]) + 1}"
    placed.append(make.P(make.A("Back to the contents", href=f"#{CONTENTS}"), {"class": "sg-back"}))
    return placed


def _placed(part: HtmlElement, url: str, names: Mapping[str, str], prefix: str = "") -> HtmlElement:
    """A part of a page with names of its own, and with links that fit the one file."""
    for one in list(part.iter()):
        for name in NAMING if prefix else ():
            if (given := one.get(name)) and not (name == "id" and one is part):
                one.set(name, " ".join(f"{prefix}{word}" for word in given.split()))
        if one.tag == "img":
            one.set("src", _resolved(url, one.get("src", "")))
        elif one.tag == "a" and "href" in one.attrib:
            _lead(one, url, names, prefix)
    return part


def _lead(link: HtmlElement, url: str, names: Mapping[str, str], prefix: str) -> None:
    """A link to a page leads to its part. One to a file, or to a page that is left out, leaves its words."""
    parts = urlsplit(link.get("href", ""))
    if parts.scheme or parts.netloc:
        return
    target = _resolved(url, parts.path) if parts.path else url
    if not parts.path and not prefix:
        return
    if target in names:
        link.set("href", f"#{names[target]}--{parts.fragment}" if parts.fragment else f"#{names[target]}")
    elif target == "whole-guide.html":
        link.set("href", f"#{CONTENTS}")
    else:
        link.drop_tag()


def _head(home: HtmlElement, styles: str) -> HtmlElement:
    title = f"All in one file - {_words(next(home.iter('title')))}"
    return make.HEAD(
        make.META(charset="utf-8"),
        make.META(name="viewport", content="width=device-width,initial-scale=1"),
        make.META(name="color-scheme", content="light dark"),
        make.TITLE(title),
        make.STYLE(styles),
    )


def _styles(site: Path, trees: Iterable[HtmlElement]) -> str:
    """Every style sheet that a page asks for, once; the one for paper is the last of every page and comes last."""
    asked = dict.fromkeys(
        posixpath.normpath(str(link.get("href")).lstrip("./"))
        for tree in trees
        for link in tree.xpath("//link[@rel='stylesheet']")
    )
    order = sorted(asked, key=lambda name: name.endswith("print.css"))
    return "\n".join([*(_sheet(site / name) for name in order), LAYOUT])


def _sheet(file: Path) -> str:
    """A style sheet with what it fetches put in. `</` would end the style element in the middle."""
    put_in: Callable[[re.Match[str]], str] = lambda found: _layer(file.parent / found[1], found[2])  # noqa: E731
    return MATERIAL.sub(put_in, file.read_text(encoding="utf-8")).replace("</style", "<\\/style")


def _layer(file: Path, name: str) -> str:
    return f"@layer {name} {{\n{NOT_IN_A_LAYER.sub('', file.read_text(encoding='utf-8'))}\n}}"


def _data(file: Path) -> str:
    """A picture as an address that holds it."""
    kind = guess_type(file.name)[0] or "application/octet-stream"
    return f"data:{kind};base64,{base64.b64encode(file.read_bytes()).decode()}"
