"""Which elements of HTML a document knows, and what each becomes."""

from collections.abc import Mapping
from types import MappingProxyType

from lxml.html import HtmlElement

from staffguide.documents import drawings, links, lists, tables
from staffguide.documents.elements import Element, Node, text
from staffguide.documents.inline import tidy
from staffguide.documents.reading import Reader, Reading
from staffguide.problems import found

CALLOUTS = ("tip", "local", "care")
GROUPS = ("div", "section", "article", "aside", "header", "footer", "address", "figure", "form", "fieldset", "details")
TITLES = ("legend", "summary", "figcaption")
"""Elements that name the group they stand in; they are set as a paragraph of that class."""
INLINE = {
    "strong": "strong",
    "b": "strong",
    "em": "emphasis",
    "i": "emphasis",
    "cite": "emphasis",
    "code": "raw",
    "sup": "super",
    "sub": "sub",
    "mark": "marked",
    **dict.fromkeys(("span", "abbr", "time", "label", "small"), "span"),
}
ALONE = {"br": "break", "hr": "rule", "textarea": "blank"}
INPUTS = {"checkbox": "tick", "radio": "tick", "text": "blank", "date": "blank", "number": "blank", "email": "blank"}
HEADINGS = {f"h{level}": level for level in range(1, 7)}


def _group(reading: Reading, element: HtmlElement) -> tuple[Node, ...]:
    if "admonition" not in element.classes:
        return reading.made("quote" if element.tag == "blockquote" else "group", element, reading.flow(element))
    kind = next((name for name in CALLOUTS if name in element.classes), "")
    if not kind:
        shown = found(element.get("class"))
        reading.refuse("callout", f'use one of the three kinds ({", ".join(CALLOUTS)}), as in !!! tip "Tip" {shown}')
    return reading.made("callout", element, reading.flow(element), kind=kind)


def _inline(reading: Reading, element: HtmlElement) -> tuple[Node, ...]:
    return reading.made(INLINE[element.tag], element, reading.words(element))


def _alone(_: Reading, element: HtmlElement) -> tuple[Node, ...]:
    return (Element(ALONE[element.tag]),)


def _nothing(_: Reading, __: HtmlElement) -> tuple[Node, ...]:
    return ()


def _paragraph(reading: Reading, element: HtmlElement) -> tuple[Node, ...]:
    words = tidy(reading.words(element))
    if not words or (len(words) == 1 and isinstance(words[0], Element) and words[0].role == "picture"):
        return words
    classes = (*element.classes, element.tag) if element.tag in TITLES else tuple(element.classes)
    return reading.made("para", element, words, classes=classes)


def _heading(reading: Reading, element: HtmlElement) -> tuple[Node, ...]:
    words = tidy(reading.words(element))
    if not words:
        reading.refuse("heading", 'give the heading words, for example "## What to do"')
        return ()
    return reading.made("heading", element, words, level=HEADINGS[element.tag] + reading.page.level - 1)


def _code(_: Reading, element: HtmlElement) -> tuple[Node, ...]:
    return (Element("code", ("".join(element.itertext()).strip("\n"),)),)


def _link(reading: Reading, element: HtmlElement) -> tuple[Node, ...]:
    """A link in or out. One to a page that the document leaves out keeps its words and leads nowhere."""
    words, href = reading.words(element), element.get("href") or ""
    if href and not text(words).strip():
        reading.refuse("link", f"give the link words that say where it goes {found(href)}")
        return ()
    if links.outside(href):
        return reading.made("link", element, words, url=href)
    target = links.inside(href, reading.page, reading.pages) if href else ""
    return reading.made("link" if target else "span", element, words, target=target)


def _input(reading: Reading, element: HtmlElement) -> tuple[Node, ...]:
    role = INPUTS.get(element.get("type") or "text")
    if role is None:
        reading.refuse("<input>", f"use a checkbox, a radio button or a text field {found(element.get('type'))}")
        return ()
    return (Element(role),)


def _drawing(reading: Reading, element: HtmlElement) -> tuple[Node, ...]:
    svg, alt, wrong = drawings.described(reading.drawings[int(element.get("data-drawing") or 0)])
    if wrong:
        reading.refuse("drawing", wrong)
        return ()
    if not alt and not _beside(element):
        reading.refuse("drawing", "put a list or table beside it that says the same, or give it a <title>")
    return (Element("picture", svg=svg, alt=alt),)


def _beside(element: HtmlElement) -> bool:
    """Whether a list or a table with words stands in the same figure or block, or in the one around a figure."""
    holder = element.getparent()
    if holder is not None and holder.tag == "figure":
        holder = holder.getparent()
    beside = holder.xpath(".//ul | .//ol | .//dl | .//table") if holder is not None else []
    return any("".join(one.itertext()).strip() for one in beside)


def _image(reading: Reading, element: HtmlElement) -> tuple[Node, ...]:
    alt, source = (element.get("alt") or "").strip(), element.get("src") or ""
    place = links.place(source, reading.page)
    if not alt:
        reading.refuse("picture", f"say in words what it shows, as in ![Front desk](desk.png) {found(source)}")
    if place not in reading.files:
        reading.refuse("picture", f"put the picture into the folder of the page {found(source)}")
    data = reading.files.get(place, b"")
    if place.endswith(".svg"):
        return (Element("picture", svg=data.decode("utf-8", "replace"), alt=alt),)
    return (Element("picture", data=data, alt=alt),)


READERS: Mapping[str, Reader] = MappingProxyType(
    {
        **dict.fromkeys((*GROUPS, "blockquote"), _group),
        **dict.fromkeys(HEADINGS, _heading),
        **dict.fromkeys(("p", *TITLES), _paragraph),
        **dict.fromkeys(INLINE, _inline),
        **dict.fromkeys(ALONE, _alone),
        "a": _link,
        "dl": lists.terms,
        "img": _image,
        "input": _input,
        "ol": lists.items,
        "pre": _code,
        "svg": _drawing,
        "table": tables.read,
        "ul": lists.items,
        "wbr": _nothing,
    }
)
