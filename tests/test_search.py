"""The search index: what it says of each page, how long it is, and that a council's words stay words in it."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import lxml.html
import pytest
from markdown.extensions.toc import slugify

from staffguide import load, search
from staffguide.framework import Framework, SearchWords
from staffguide.search import Section
from staffguide.slots import SLOT, token

ROOT = Path(__file__).parent.parent
MOST_BYTES = 225_000
SIGN = re.compile("[\ue000-\ue3ff]")


@dataclass(frozen=True)
class Page:
    path: str
    title: str
    html: str
    url: str


@dataclass(frozen=True)
class Told:
    """A section as the script in the page puts it together."""

    url: str
    title: str
    heading: str
    text: str


def read(site: Path) -> dict[str, Any]:
    return data((site / search.FILE).read_text(encoding="utf-8"))


def data(script: str) -> dict[str, Any]:
    assert script.startswith(search.OPENING) and script.endswith("};\n") and script.count("\n") == 1
    return dict(json.loads(script.removeprefix(search.OPENING).removesuffix(";\n")))


def told(index: dict[str, Any]) -> Iterator[Told]:
    texts: list[str] = []

    def whole(text: str) -> str:
        return SIGN.sub(lambda sign: str(index["signs"][ord(sign[0]) - search.FIRST_SIGN]), text)

    for page, short, id, *blocks in index["sections"]:
        said = []
        for block in blocks:
            texts += [whole(block)] if isinstance(block, str) else []
            said.append(texts[-1] if isinstance(block, str) else texts[block])
        title, url, _ = index["pages"][page]
        heading = whole(short)
        anchor = search.told_from(heading) if id == 1 else whole(id)
        yield Told(f"{url}#{anchor}" if anchor else url, title, heading, " ".join(said))


def small(*pages: Page, **more: Any) -> dict[str, Any]:
    facts = Framework.model_construct(glossary=(), search_words=more.get("search_words", ()))
    return data(search.written(pages, facts, search.signs(re.sub(r"<[^>]*>", "\n", page.html) for page in pages)))


# Reading a page


def test_a_heading_starts_a_section_and_so_does_a_term_with_an_id() -> None:
    html = '<h1 id="t">T</h1><p>Above.</p><h2 id="a">One <em>two</em></h2><p>b</p><dl><dt id="c">C</dt><dd>d</dd></dl>'
    assert list(search.read(html)) == [
        Section("", "", ("Above.",)),
        Section("One two", "a", ("b",)),
        Section("C", "c", ("d",)),
    ]


@pytest.mark.parametrize(
    ("html", "blocks"),
    [
        ("<ul><li>one</li><li>two<ul><li>three</li></ul></li></ul>", ("one", "two", "three")),
        ("<dl><dt>one</dt><dd>two</dd></dl>", ("one", "two")),
        ("<table><tr><th>one</th><td>two</td></tr><tr><td>three</td></tr></table>", ("one", "two", "three")),
        ("<p>one<br>two</p>", ("one", "two")),
        ('<p>a <strong>b</strong>c <a href="x">d</a>.</p>', ("a bc d.",)),
        ("loose <p>one</p> tail", ("loose", "one", "tail")),
        ("<p>one</p><p> – </p><svg><title>said</title></svg><noscript>no</noscript>", ("one",)),
        ('<p class="sg-as-of">As of 2023.</p><div class="sg-unsearched"><p>x</p></div>after', ("after",)),
        ('<dl><dt id="x"></dt><dd>one</dd></dl>', ()),
        ("", ()),
        ("<p>1 &lt; 2 &amp; &lt;b&gt;</p>", ("1 < 2 & <b>",)),
    ],
)
def test_words_of_different_blocks_never_run_together(html: str, blocks: tuple[str, ...]) -> None:
    assert search.read(html)[0].blocks == blocks


@pytest.mark.parametrize(
    "heading", ["Who is on the team?", "A - B", "I & we", "snake_case 2", "What's new", "Café", "-x-"]
)
def test_an_id_is_told_from_a_heading_as_markdown_does(heading: str) -> None:
    assert search.told_from(heading) in (slugify(heading, "-"), "")


def test_each_text_stands_once_and_long_words_are_signs() -> None:
    again = "<p>The assessment.</p><p>The assessment.</p><p>other</p>"
    index = small(Page("a.md", "A &amp; B", again, "a.html"), Page("b.md", "B", again, "b.html"))
    assert index["pages"][0][0] == "A & B"
    assert index["signs"] == ["assessment", "The ", "other"]
    assert [section[3:] for section in index["sections"]] == [["\ue001\ue000.", 0, "\ue002"], [0, 0, 1]]
    assert [one.text for one in told(index)] == ["The assessment. The assessment. other"] * 2


def test_an_address_that_is_a_slot_stays_whole() -> None:
    address = f"https://{token('u', 'council.intranet.url').removeprefix('https://')}"
    page = Page("a.md", "A", f"<p>{address} {address}</p><p>See {address}, {address}</p>", "a.html")
    assert json.dumps(small(page)).count(address) == 4


def test_the_search_page_itself_is_left_out_and_other_words_lead_to_their_page() -> None:
    words = (SearchWords(page="a.md", words=("who", "what")),)
    index = small(Page("search.md", "Search", "", "search.html"), Page("a.md", "A", "", "a.html"), search_words=words)
    assert index["pages"] == [["A", "a.html", ["who", "what"]]]


def test_words_that_lead_nowhere_are_a_problem() -> None:
    (problem,) = search.lost([SearchWords(page="guid/a.md", words=("x",))], ["guide/a.md"])
    assert str(problem) == (
        'framework/search-words.yml:1: page: give a page in docs/ (found "guid/a.md"): did you mean "guide/a.md"?'
    )


def test_our_own_words_lead_to_pages() -> None:
    for one in load.framework(ROOT).search_words:
        assert (ROOT / "docs" / one.page).is_file(), one.page


# Finished sites


def test_the_index_is_short(every_site: Path) -> None:
    assert (every_site / search.FILE).stat().st_size < MOST_BYTES


def test_every_page_is_in_it_and_every_address_leads_somewhere(every_site: Path) -> None:
    index = read(every_site)
    pages = {path.relative_to(every_site).as_posix(): path for path in every_site.rglob("*.html")}
    assert {url for _, url, _ in index["pages"]} == set(pages) - {"404.html", "search.html"}
    ids = {url: set(lxml.html.parse(str(path)).xpath("//@id")) for url, path in pages.items()}
    for one in told(index):
        url, _, anchor = one.url.partition("#")
        assert not anchor or anchor in ids[url], one.url


def test_the_index_says_what_the_pages_say(built: Callable[[str], Path]) -> None:
    site = built("awkward")
    for one in told(read(site)):
        page = lxml.html.parse(str(site / one.url.partition("#")[0]), lxml.html.HTMLParser(encoding="utf-8"))
        said = re.sub(r"\s", "", page.getroot().text_content())
        for word in one.text.split():
            assert word in said, (one.url, word)


def test_a_councils_words_stand_in_it_as_they_were_written(built: Callable[[str], Path]) -> None:
    council = load.council(ROOT / "tests", "awkward")
    text = " ".join(one.text for one in told(read(built("awkward"))))
    assert council.name in text
    assert "Ŵe are here & we say {{ council.name }} <script>alert(2)</script>." in text


def test_no_slot_is_left_in_it(every_site: Path) -> None:
    assert not SLOT.search((every_site / search.FILE).read_text(encoding="utf-8"))


# Nothing is published that no page asks for


REFERENCE = re.compile(
    r"""(?:href|src|data-[a-z]+)=["']([^"'#?]+)|url\(["']?([^"')#?]+)|new URL\("([^"]+)", document"""
)
TEXT = (".html", ".css", ".js")
ASKED_FOR_BY_PEOPLE = {"manifest.json", "404.html"}


def test_every_file_is_asked_for_by_a_page(every_site: Path) -> None:
    files = {path.relative_to(every_site).as_posix() for path in every_site.rglob("*") if path.is_file()}
    asked = {
        urljoin(f"https://site/{name}", found[0] or found[1] or found[2]).removeprefix("https://site/")
        for name in files
        if name.endswith(TEXT)
        for found in REFERENCE.findall((every_site / name).read_text(encoding="utf-8"))
    }
    assert files - asked - ASKED_FOR_BY_PEOPLE == set()
