"""Lists and description lists of a page."""

from dataclasses import replace

from lxml.html import HtmlElement

from staffguide.documents.elements import Element, Node
from staffguide.documents.inline import tidy
from staffguide.documents.reading import Reading
from staffguide.problems import found


def items(reading: Reading, element: HtmlElement) -> tuple[Node, ...]:
    """A list. Where every item begins with a box to tick, the boxes become the marks of the list."""
    kept = []
    for child in element:
        if child.tag == "li":
            kept.append(reading.made("item", child, reading.flow(child))[0])
        elif isinstance(child.tag, str):
            reading.refuse("list", f"put only list items into a list {found(f'<{child.tag}>')}")
    if not kept:
        reading.refuse("list", "give the list an item or leave it out (found nothing in it)")
        return ()
    unticked = [_without_tick(item) for item in kept]
    ticks = None not in unticked
    content = tuple(item for item in unticked if item is not None) if ticks else tuple(kept)
    start = element.get("start") or "1"
    return reading.made("list", element, content, ordered=element.tag == "ol", ticks=ticks, start=int(start))


def terms(reading: Reading, element: HtmlElement) -> tuple[Node, ...]:
    """A description list: pairs of a term and its description, each of which may be several in HTML."""
    pairs: list[tuple[list[HtmlElement], list[HtmlElement]]] = []
    for child in element.xpath("./dt | ./dd | ./div/dt | ./div/dd"):
        if child.tag == "dt" and (not pairs or pairs[-1][1]):
            pairs.append(([], []))
        if not pairs:
            reading.refuse("description list", "begin with a term, then describe it")
            return ()
        pairs[-1][0 if child.tag == "dt" else 1].append(child)
    content: list[Node] = []
    for named, described in pairs:
        words = tidy(node for one in named for node in (*reading.words(one), " "))
        label = reading.made("term", named[0], words)
        content += [*label, Element("description", tuple(node for one in described for node in reading.flow(one)))]
    return reading.made("terms", element, tuple(content))


def _without_tick(item: Node) -> Node | None:
    """The item without the box at its very beginning, or nothing where there is no such box."""
    if isinstance(item, str):
        return None
    if item.role == "tick":
        return Element("span")
    if not item.content:
        return None
    first = _without_tick(item.content[0])
    if first is None:
        return None
    rest = (first, *item.content[1:])
    return replace(item, content=tidy(rest) if item.role in {"run", "para"} else rest)
