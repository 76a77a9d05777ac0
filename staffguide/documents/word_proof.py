"""Proves a Word file: its headings, header rows, pictures, links, language and title, and all its words."""

import io
import re
import zipfile
from collections.abc import Collection, Iterator
from xml.etree.ElementTree import Element, fromstring

from staffguide.documents.elements import Tree, blocks, headings
from staffguide.documents.proof import LANGUAGE, squeezed, unfinished

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PICTURE = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
TITLE = "{http://purl.org/dc/elements/1.1/}title"
HEADING = re.compile(r"Heading([1-6])")
SHOWN = 60
STAND_INS = str.maketrans("", "", "☐")


def prove(data: bytes, tree: Tree, title: str, theirs: Collection[str] = ()) -> Iterator[str]:
    """Everything that is wrong with a Word file of the tree."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = ("word/document.xml", "word/styles.xml", "docProps/core.xml")
        document, styles, about = (fromstring(file.read(name)) for name in parts)
    yield from _settings(styles, about, title)
    yield from _headings(document, tree)
    yield from _tables_and_pictures(document)
    yield from _links(document)
    yield from unfinished([_text(one) for one in document.iter(f"{W}p")], theirs)
    yield from _words(document, tree)


def _text(element: Element) -> str:
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


def _settings(styles: Element, about: Element, title: str) -> Iterator[str]:
    said = {one.get(f"{W}val") for default in styles.iter(f"{W}docDefaults") for one in default.iter(f"{W}lang")}
    if said != {LANGUAGE}:
        yield f"the language is {sorted(map(str, said))}, not {LANGUAGE}"
    given = "".join(one.text or "" for one in about.iter(TITLE))
    if given != title:
        yield f'the title is "{given}", not "{title}"'


def _headings(document: Element, tree: Tree) -> Iterator[str]:
    shown = [
        (int(match[1]), squeezed(_text(one)))
        for one in document.iter(f"{W}p")
        if (match := HEADING.fullmatch(_style(one)))
    ]
    if shown != [(level, squeezed(words)) for level, words in headings(tree)]:
        yield "the headings differ from those of the pages"


def _style(paragraph: Element) -> str:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if style is None else style.get(f"{W}val", "")


def _tables_and_pictures(document: Element) -> Iterator[str]:
    tables = list(document.iter(f"{W}tbl"))
    if without := sum(table.find(f"{W}tr/{W}trPr/{W}tblHeader") is None for table in tables):
        yield f"{without} table(s) without a header row"
    if silent := sum(not one.get("descr", "").strip() for one in document.iter(PICTURE)):
        yield f"{silent} picture(s) without words"


def _links(document: Element) -> Iterator[str]:
    places = {one.get(f"{W}name") for one in document.iter(f"{W}bookmarkStart")}
    for link in document.iter(f"{W}hyperlink"):
        words, anchor = _text(link), link.get(f"{W}anchor")
        if not words.strip():
            yield "a link has no words"
        if anchor and anchor not in places:
            yield f'a link leads nowhere: "{words}"'


def _words(document: Element, tree: Tree) -> Iterator[str]:
    """Whether the words of the pages stand in the file, all of them, once and in order. The cover precedes them."""
    shown = squeezed(_text(document)).translate(STAND_INS)
    wanted = squeezed("".join(block.text for block in blocks(tree))).translate(STAND_INS)
    if not shown.endswith(wanted):
        same = next((n for n in range(len(wanted)) if shown.endswith(wanted[n:])), len(wanted))
        yield f'the words differ from those of the pages, last before "{wanted[same : same + SHOWN]}"'
