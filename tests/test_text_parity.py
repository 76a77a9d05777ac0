"""The booklet says what the web pages say: every block of every chapter, once and in the same order.

The web page is read here from its finished HTML, and the booklet from its tags in the order of reading, so neither
side goes through the code that turns the one into the other.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import lxml.html
import pypdfium2
import pytest
from lxml.html import HtmlElement

from staffguide.documents.pdf_facts import facts
from staffguide.documents.proof import squeezed

TESTED = ("example", "bare", "awkward")
BOOKLET = Path("downloads") / "your-guide-to-cqc-assessment.pdf"
CHAPTERS = (
    "introduction",
    "message-from-the-director",
    "how-the-cqc-goes-about-it",
    "the-five-stages",
    "the-assessment-team",
    "case-tracking",
    "scores-and-ratings",
    "the-care-act",
    "the-four-themes",
    "getting-ready",
    "when-the-cqc-is-here",
    "for-managers-and-leaders",
    "finding-out-more",
)
WITHOUT_A_MESSAGE = tuple(chapter for chapter in CHAPTERS if chapter != "message-from-the-director")
BLOCKS = frozenset(
    ("h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "dt", "dd", "th", "td", "caption", "figcaption", "legend", "label")
)
ON_SCREEN_ONLY = frozenset(("headerlink", "sg-web-only"))


def chapters_of(slug: str) -> tuple[str, ...]:
    """The chapters that a council shows: the director's message only where there is one."""
    return WITHOUT_A_MESSAGE if slug == "bare" else CHAPTERS


def blocks(element: HtmlElement) -> Iterator[str]:
    """The words of each block in the order of reading; a drawing says nothing that is not beside it."""
    if not isinstance(element.tag, str) or element.tag == "svg" or ON_SCREEN_ONLY.intersection(element.classes):
        return
    own = [element.text or ""]
    for child in element:
        inner = list(blocks(child))
        if child.tag in BLOCKS or len(inner) > 1 or any(one.tag in BLOCKS for one in child.iterdescendants()):
            yield "".join(own)
            yield from inner
            own = [child.tail or ""]
        else:
            own += [*inner, child.tail or ""]
    yield "".join(own)


def chapter(page: Path) -> list[str]:
    """A page's own words: its title and its text, without what the site puts around them."""
    root = lxml.html.parse(str(page), lxml.html.HTMLParser(encoding="utf-8")).getroot()
    (text,) = root.find_class("sg-words")
    title = root.find(".//h1")
    return [one for one in map(squeezed, (*blocks(title), *blocks(text))) if one]


@cache
def tagged_text(booklet: Path) -> str:
    """Everything that a screen reader is given, without spaces."""
    return squeezed("".join(part.text for part in facts(booklet.read_bytes()).parts))


@cache
def shown_pages(booklet: Path) -> tuple[str, ...]:
    """What stands on each sheet, as another reader finds it."""
    with pypdfium2.PdfDocument(booklet) as pdf:
        return tuple(re.sub("[-\ufffe]", "", squeezed(page.get_textpage().get_text_bounded())) for page in pdf)


@pytest.mark.parametrize("slug", TESTED)
def test_every_block_of_every_chapter_is_in_the_booklet_once_and_in_order(
    slug: str, built: Callable[[str], Path]
) -> None:
    folder = built(slug)
    booklet = tagged_text(folder / BOOKLET)
    first = chapter(folder / "guide" / f"{chapters_of(slug)[0]}.html")
    at = booklet.find("".join(first[:2]))
    assert at >= 0, "the first chapter is not there"
    for name in chapters_of(slug):
        for block in chapter(folder / "guide" / f"{name}.html"):
            assert booklet.startswith(block, at), f"{name}: {block!r}, but found {booklet[at : at + 80]!r}"
            at += len(block)
    assert booklet[at:] == ""


@pytest.mark.parametrize("slug", TESTED)
def test_each_chapter_is_a_page_and_a_bookmark(slug: str, built: Callable[[str], Path]) -> None:
    folder = built(slug)
    pages = {page.stem for page in (folder / "guide").glob("*.html")}
    assert pages == set(chapters_of(slug))
    titles = [chapter(folder / "guide" / f"{name}.html")[0] for name in chapters_of(slug)]
    bookmarks = [squeezed(words) for level, words in facts((folder / BOOKLET).read_bytes()).outline if level == 1]
    assert [title for title in bookmarks if title in titles] == titles


@pytest.mark.parametrize("slug", TESTED)
def test_what_is_tagged_is_what_stands_on_the_sheets(slug: str, built: Callable[[str], Path]) -> None:
    """Tags could say one thing and ink another. Long paragraphs that one sheet holds are found there as they are."""
    folder = built(slug)
    sheets = shown_pages(folder / BOOKLET)
    long = [
        block for name in chapters_of(slug) for block in chapter(folder / "guide" / f"{name}.html") if len(block) > 60
    ]
    times = {block: sum(sheet.count(block.replace("-", "")) for sheet in sheets) for block in long}
    split = [block for block in times if not times[block]]
    assert all(times[block] <= long.count(block) for block in long)
    assert len(split) < 0.15 * len(times), split
