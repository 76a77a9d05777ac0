"""Proves a PDF before it is published: the standard's own rules, and that it says what the pages say.

The validator is optional. Where it is not installed the proof says so, and so must whoever shows it.
"""

import re
import unicodedata
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any
from urllib.parse import urlsplit

from staffguide.documents.book import Document
from staffguide.documents.elements import Block, Tree, blocks, headings
from staffguide.documents.pdf_facts import Facts, Part, facts
from staffguide.slots import SLOT

try:
    import page

    validator: Any = page
except ImportError:
    validator = None

LANGUAGE = "en-GB"
UNFINISHED = re.compile(
    r"\bx{3,}\b|\bTB[CDA]\b|\bTODO\b|lorem ipsum|\{\{|\}\}|\{%|\[(?:insert|name|date|council)\b[^\]]*\]", re.I
)
PATH = re.compile(r"\bfile:/|\bsite:\w|(?<![\w.@/-])/(?:home|tmp|work|Users)/|[\w-]+\.(?:md|typ|yml|html)\b")
"""A file of ours, which readers do not have."""
LEFTOVERS = ((SLOT, "a slot was not filled"), (UNFINISHED, "an unfinished text"), (PATH, "the path of a file"))
SAYS_NOTHING = {"", "here", "click here", "this", "this page", "link", "more", "read more", "find out more"}
SHOWN = 60
"""Letters of a block that a failure repeats."""
MOST_FAILURES = 8
"""Differences in the words that are told: one lost page would otherwise give hundreds."""


@dataclass(frozen=True)
class Proof:
    """`validated` is whether the validator ran. Publish only where `failures` is empty."""

    validated: bool
    failures: tuple[str, ...]
    pages: int


def prove(pdf: bytes, tree: Tree, document: Document, theirs: Collection[str] = ()) -> Proof:
    """Everything that is wrong with a PDF of the tree. `theirs` are the texts that the council wrote itself."""
    known = facts(pdf)
    failures = (*_validated(pdf), *_own(known, document, len(pdf)), *_outline(known, tree), *_leftovers(known, theirs))
    return Proof(validator is not None, (*failures, *_words(known.parts, list(blocks(tree)))), known.pages)


def prove_alone(pdf: bytes, title: str) -> tuple[str, ...]:
    """What is wrong with a PDF as far as it can be told without the pages that it was made from."""
    return *_validated(pdf), *_own(facts(pdf), Document("", title, ""), len(pdf))


def _validated(pdf: bytes) -> Iterator[str]:
    if validator is None:
        return
    report = validator.validate_pdf_bytes(pdf, profile="ua1")
    for failure in report.failures:
        yield f"PDF/UA-1 {failure.rule_id}: {failure.message}"
    if not report.is_compliant and not report.failures:
        yield "PDF/UA-1: the file does not comply"


def _own(known: Facts, document: Document, size: int) -> Iterator[str]:
    """What the standard leaves open, and what must hold even where the validator is missing."""
    checks = (
        (known.title == document.title, f'the title is "{known.title}", not "{document.title}"'),
        (known.shows_title, "a reader would show the file name in place of the title"),
        (known.language == LANGUAGE, f'the language is "{known.language}", not "{LANGUAGE}"'),
        (known.tagged, "the file has no tags"),
        (not known.tables_without_header, f"{known.tables_without_header} table(s) without a header row"),
        (not known.pictures_without_words, f"{known.pictures_without_words} picture(s) without words"),
        (not known.fonts_outside, f"fonts are not in the file: {', '.join(known.fonts_outside)}"),
        (
            not known.fonts_without_letters,
            f"fonts do not say which letters they show: {', '.join(known.fonts_without_letters)}",
        ),
        (not known.links_to_nowhere, f"{known.links_to_nowhere} link(s) that lead nowhere"),
        (
            not known.loose_words,
            f'words that are neither tagged nor decoration: "{" ".join(known.loose_words)[:SHOWN]}"',
        ),
        (
            not document.page_limit or known.pages <= document.page_limit,
            f"{known.pages} pages, {document.page_limit} at most",
        ),
        (not document.byte_limit or size <= document.byte_limit, f"{size} bytes, {document.byte_limit} at most"),
    )
    yield from (message for fine, message in checks if not fine)
    yield from _links(known)
    levels = [part.level for part in known.parts if part.level]
    if any(below > above + 1 for above, below in pairwise([0, *levels])):
        yield "a heading level is left out"


def _links(known: Facts) -> Iterator[str]:
    """People who move from link to link hear the words of each alone. A link to a file of ours works nowhere else."""
    for words in known.links:
        if words.strip(" .").casefold() in SAYS_NOTHING:
            yield f'a link does not say where it leads: "{words}"'
    for address in known.addresses:
        if urlsplit(address).scheme not in {"http", "https", "mailto", "tel"}:
            yield f"a link leads to a file or a place that readers do not have: {address}"


def _outline(known: Facts, tree: Tree) -> Iterator[str]:
    wanted = [(level, squeezed(words)) for level, words in headings(tree)]
    given = [(level, squeezed(words)) for level, words in known.outline]
    if wanted != given:
        absent = (words for level, words in headings(tree) if (level, squeezed(words)) not in given)
        missing = next(absent, "their order")
        yield f"the bookmarks differ from the headings: {missing}"


def _leftovers(known: Facts, theirs: Collection[str]) -> Iterator[str]:
    yield from unfinished(
        [known.title, *(part.text for part in known.parts), *known.addresses, *known.alternatives], theirs
    )


def unfinished(shown: Collection[str], theirs: Collection[str]) -> Iterator[str]:
    """Words that stand for others and were never replaced, wherever a reader could meet them.

    What a council wrote itself is shown as it is, whatever it looks like.
    """
    for text in shown:
        for mark, fault in LEFTOVERS:
            if (match := mark.search(text)) and not any(match.group() in words for words in theirs):
                yield f"{fault}: {match.group()}"


def _words(parts: Sequence[Part], wanted: Sequence[Block]) -> Iterator[str]:
    """Whether every block stands in the file once and in order, with nothing between. Covers may precede."""
    body = squeezed("".join(part.text for part in parts[_start(parts, wanted) :]))
    at, told = 0, 0
    for block in wanted:
        words = squeezed(block.text)
        if body.startswith(words, at):
            at += len(words)
            continue
        told += 1
        if told > MOST_FAILURES:
            return
        place = body.find(words, at)
        name = f'"{block.text[:SHOWN]}" ({block.path})'
        if place >= 0:
            yield f'words that no page has, or has once, stand before {name}: "{body[at:place][:SHOWN]}"'
            at = place + len(words)
        else:
            yield f"{'out of order' if words in body else 'missing'}: {name}"
    if body[at:]:
        yield f'words that no page has, or has once, stand at the end: "{body[at:][:SHOWN]}"'


def _start(parts: Sequence[Part], wanted: Sequence[Block]) -> int:
    """Where the pages begin: at the first heading that is theirs."""
    first = squeezed(wanted[0].text) if wanted else ""
    return next((n for n, part in enumerate(parts) if part.level and squeezed(part.text) == first), 0)


def squeezed(text: str) -> str:
    """Text for comparing: without spaces, which lines swallow, and without signs that have no shape.

    Letters of scripts that run from right to left are left out: a PDF holds them in the order of sight.
    """
    return "".join(
        sign
        for sign in unicodedata.normalize("NFKC", text)
        if not sign.isspace()
        and unicodedata.category(sign) != "Cf"
        and unicodedata.bidirectional(sign) not in {"R", "AL", "AN", "NSM"}
    )
