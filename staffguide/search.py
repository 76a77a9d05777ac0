"""The search index: what each section of the finished pages says, and the other words that people type to find it.

The index is a script, because a page opened from a folder may not fetch anything else. It holds slots, which are
filled like those of a page. What it finds and how that is shown: overrides/assets/search-finder.js and search.js.
"""

import json
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from typing import Any, Protocol

import lxml.html
from lxml.html import HtmlElement

from staffguide.framework import Framework, SearchWords
from staffguide.problems import Problem, did_you_mean, found

PAGE = "search.md"
"""The page that one searches on. It says nothing to be found."""
FILE = "search/index.js"
OPENING = "window.guideIndex="

NAMING = frozenset({"h2", "h3", "h4", "h5", "h6", "dt"})
"""Elements that name what follows them; with an id they start a section."""
IN_LINE = frozenset(
    {"a", "abbr", "b", "bdi", "cite", "code", "em", "i", "mark", "q", "small", "span", "strong", "sub", "sup", "time"}
)
"""Elements that stand inside a line of words. All others are blocks: what stands in two of them never runs together."""
SMALL_PRINT = frozenset({"sg-as-of", "sg-glossary__also", "sg-unsearched"})
"""Classes of what is said on many pages, or again elsewhere: it would only make the index long and the finds many."""
SILENT = frozenset({"button", "details", "h1", "input", "noscript", "script", "style", "svg", "template"})
"""Elements whose words are said elsewhere, such as a title or the words of a drawing, or are no part of what a page
says: what is folded away helps with the words beside it, which lead to it."""
WORD = re.compile(r"\w")
SIGNED = re.compile(r"(?<![/\w])(?!https?:)\w{3,} ?")
"""What a sign may stand for: a word with the space after it. An address may be a slot, and has to stay whole."""
REMEMBERED = 1500
"""Pages whose sections are kept in memory, about 5 kB each: most are the same for every council up to here."""
FIRST_SIGN, SIGNS, SIGN_BYTES = 0xE000, 1024, 3


class Finished(Protocol):
    """A page whose content is finished but for its slots; `title` is HTML."""

    @property
    def path(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def html(self) -> str: ...
    @property
    def url(self) -> str: ...


@dataclass(frozen=True)
class Section:
    """A part of a page with an address of its own. The first has no heading and no id: it is the page's beginning."""

    heading: str
    id: str
    blocks: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Signs:
    """The words that a letter of its own stands for in the index, each with that letter."""

    words: Mapping[str, str]


def signs(texts: Iterable[str]) -> Signs:
    """The words worth a sign: those that take most room in `texts`, which are what all councils share.

    Signs are letters that no language uses (Unicode's private ones).
    """
    used = Counter(word for text in texts for word in SIGNED.findall(text))
    worth = sorted(used, key=lambda word: ((SIGN_BYTES - len(word)) * used[word], word))
    return Signs({word: chr(FIRST_SIGN + number) for number, word in enumerate(worth[:SIGNS])})


def written(pages: Sequence[Finished], framework: Framework, signs: Signs) -> str:
    """The index as the script that a site holds, its slots still to be filled. search-finder.js reads it.

    pages: title, address, other words; sections: number of the page, heading, id, texts; terms: the long form, the
    short form, and what else people type for them. The id is 1 where it can be told from the heading. Each text
    stands once, however many sections say it: after that its number does. A sign stands for each of the words that
    take most room; `signs` are those words in order.
    """
    texts, sections, listed = dict[str, int](), list[str](), list[tuple[str, str, list[str]]]()
    for page in (page for page in pages if page.path != PAGE):
        more = [words for one in framework.search_words if one.page == page.path for words in one.words]
        for heading, said in _in_json(page.html, signs):
            sections.append(f"[{','.join([str(len(listed)), heading, *(_once(text, texts) for text in said)])}]")
        listed.append((unescape(page.title), page.url, more))
    terms = [(one.term, one.short, *one.also, *one.searched) for one in framework.glossary]
    parts = {"pages": _json(listed), "sections": f"[{','.join(sections)}]", "terms": _json(terms)}
    told = parts | {"signs": _json(list(signs.words))}
    return f"{OPENING}{{{','.join(f'{_json(name)}:{part}' for name, part in told.items())}}};\n"


def _once(text: str, texts: dict[str, int]) -> str:
    """The text where it stands for the first time, else its number."""
    if text in texts:
        return str(texts[text])
    texts[text] = len(texts)
    return text


@lru_cache(maxsize=REMEMBERED)
def _in_json(html: str, signs: Signs) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The sections of a page as the index has them: the heading with its id, and the texts."""
    return tuple(
        (
            _heading(one),
            tuple(_json(SIGNED.sub(lambda word: signs.words.get(word[0], word[0]), text)) for text in one.blocks),
        )
        for one in read(html)
    )


def _heading(section: Section) -> str:
    id = 1 if section.id and section.id == told_from(section.heading) else section.id
    return f"{_json(section.heading)},{_json(id)}"


def _json(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def told_from(heading: str) -> str:
    """The id that Markdown gives to a heading of plain letters. search-finder.js does the same."""
    kept = re.sub(r"[^a-z0-9_\s-]", "", heading.lower()) if heading.isascii() else ""
    return re.sub(r"[\s-]+", "-", kept)


def read(html: str) -> tuple[Section, ...]:
    """The sections of a page in order. A heading starts one, and so does a term of a list that has an id."""
    sections: list[tuple[str, str, list[str]]] = [("", "", [])]
    for id, said in _lines(html):
        if id:
            sections.append((said, id, []))
        elif WORD.search(said):
            sections[-1][2].append(said)
    return tuple(Section(heading, id, tuple(blocks)) for heading, id, blocks in sections)


def _lines(html: str) -> Iterator[tuple[str, str]]:
    """What each block says, with the id of the section that it is the heading of."""
    id, line = "", ""
    for part in _part(lxml.html.fragment_fromstring(html, create_parent="main")):
        if isinstance(part, str):
            line += part
        elif said := " ".join(line.split()):
            yield id, said
            id, line = part.id, ""
        else:
            id = part.id or id


@dataclass(frozen=True)
class _Edge:
    """Where a block begins or ends; `id` where it begins as the heading of a section."""

    id: str = ""


def _parts(element: HtmlElement) -> Iterator[str | _Edge]:
    """The words of a page in the order of reading, with the edges of its blocks between them."""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in SILENT and not SMALL_PRINT.intersection(child.classes):
            yield from _part(child)
        yield child.tail or ""


def _part(element: HtmlElement) -> Iterator[str | _Edge]:
    around = [] if element.tag in IN_LINE else [_Edge()]
    yield from [_Edge(element.get("id", ""))] if element.tag in NAMING else around
    yield element.text or ""
    yield from _parts(element)
    yield from around


def lost(words: Collection[SearchWords], pages: Collection[str]) -> Iterator[Problem]:
    """Words that lead to no page."""
    for one in words:
        if one.page not in pages:
            message = f"give a page in docs/ {found(one.page)}: {did_you_mean(one.page, sorted(pages))}"
            yield Problem("framework/search-words.yml", 1, "page", message)
