"""Macros for single facts: their value, their date and source, terms, links, and the list of sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from htpy import Node, a, abbr, em, fragment, p, span
from markupsafe import escape

from macros import tables
from macros.dates import written
from macros.registry import MacroError, Shown, block, chosen, inline

if TYPE_CHECKING:
    from staffguide.framework import Fact, Source
    from staffguide.guide import Guide


@block
def as_of(guide: Guide, id: str) -> Shown:
    """A small note that says when a fact was true and where it comes from.

    Example: {{ as_of("fact-scoring") }}

    Put it right after the paragraph or table that states the fact.
    """
    one = chosen(guide.framework.facts, id, "fact")
    cited = {source.publisher: source for source in guide.framework.sources if source.id in one.sources}
    listed = [[_cited(source), "; " if n < len(cited) else ""] for n, source in enumerate(cited.values(), start=1)]
    return p(".sg-as-of")[f"As of {one.as_of or written(one.checked)}. ", _grounds(one, len(cited)), ": ", listed, "."]


@block
def first_round_note(guide: Guide) -> Shown:
    """A note that says which round of assessments the guide describes.

    Example: {{ first_round_note() }}
    """
    return p(".sg-round-note")[guide.framework.edition.round_note]


@block
def sources(guide: Guide) -> Shown:
    """The sources that the guide draws on, with who published each and when.

    Example: {{ sources() }}
    """
    rows = [(span(id=one.id)[_title(one)], one.publisher, one.date, one.about) for one in guide.framework.sources]
    return tables.table("Sources", ("Title", "Publisher", "Date", "What it is about"), rows)


@inline
def fact(guide: Guide, id: str) -> Shown:
    """The value of one fact, inside a sentence.

    Example: {{ fact("fact-return-time") }}
    """
    one = chosen(guide.framework.facts, id, "fact")
    if not one.value:
        raise MacroError(f'the fact "{id}" has no value: say it in the sentence, then use as_of("{id}")')
    return escape(one.value)


@inline
def term(guide: Guide, id: str) -> Shown:
    """A term in full with its abbreviation, for the first use on a page.

    Example: {{ term("psw") }}
    """
    one = chosen(guide.framework.glossary, id, "term")
    if not one.short:
        return escape(one.term)
    return fragment[one.term, " (", abbr(title=one.term)[one.short], ")"]


@inline
def link(guide: Guide, id: str) -> Shown:
    """A link to a page outside the guide, in its own words.

    Example: {{ link("link-cqc-ratings") }}

    The links and their words are kept in framework/links.yml.
    """
    one = chosen(guide.framework.links, id, "link")
    return a(href=one.url)[one.text]


def _grounds(one: Fact, publishers: int) -> str:
    """How the fact is known: readers can tell what a source says from what we worked out or looked up."""
    checked = f"Checked in public guidance on {written(one.checked)}"
    label = {"source": "Source", "inferred": "Worked out from", "checked outside": checked}[one.basis]
    return "Sources" if label == "Source" and publishers > 1 else label


def _cited(one: Source) -> Node:
    """Who said it, and the way to its entry in the list of sources: the note itself stays short."""
    return a(href=f"site:sources.html#{one.id}")[one.publisher]


def _title(one: Source) -> Node:
    return a(href=one.url)[em[one.title]] if one.url else em[one.title]
