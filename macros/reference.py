"""Macros for the pages that people look things up in: glossary, facts, what's new, all pages, the timetable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from htpy import Element, Node, a, abbr, dd, div, dl, dt, fragment, li, p, span, strong, time, ul

from macros import tables
from macros.dates import written
from macros.numbers import counted
from macros.registry import NOTHING, Shown, block

if TYPE_CHECKING:
    from staffguide.framework import Change, Fact, Term
    from staffguide.model import Guide, PageLink

CHANGES_ON_HOME = 3


@block
def glossary(guide: Guide) -> Shown:
    """Every term of the glossary in alphabetical order, each with an address of its own.

    Example: {{ glossary() }}
    """
    terms = sorted(guide.framework.glossary, key=lambda one: (one.short or one.term).casefold())
    return dl(".sg-glossary")[[_entry(one) for one in terms]]


def _entry(one: Term) -> Node:
    name: Node = fragment[abbr(title=one.term)[one.short], f": {one.term}"] if one.short else one.term
    return fragment[dt(id=f"term-{one.id}")[name], dd[one.meaning, _also(one)]]


def _also(one: Term) -> Node:
    # Shown, not hidden: people who search by another name see why they were brought here.
    return span(".sg-glossary__also")[f" Also: {', '.join(one.also)}."] if one.also else None


@block
def facts_register(guide: Guide) -> Shown:
    """Every dated fact: what it says, where it comes from, when it was checked and when it will be again.

    Example: {{ facts_register() }}

    Facts that are still to be confirmed are not shown to readers; `guide check` lists them for editors.
    """
    publishers = {one.id: one.publisher for one in guide.framework.sources}
    rows = [
        (one.statement, _from(one, publishers), one.as_of, written(one.checked), written(one.review_by))
        for one in guide.framework.facts
        if one.status == "current"
    ]
    heads = ("Fact", "Source", "As of", "Checked", "Review by")
    # The search leads to the pages that tell these facts to readers, not to this list of all of them.
    return div(".sg-unsearched")[tables.table("Facts and their dates", heads, rows)]


def _from(one: Fact, publishers: dict[str, str]) -> Node:
    names = dict.fromkeys(publishers[source] for source in one.sources)
    label = {"source": "", "inferred": "Worked out from ", "checked outside": ""}[one.basis]
    return f"{label}{'; '.join(names)}"


@block
def whats_new(guide: Guide) -> Shown:
    """All changes to the guide, newest first.

    Example: {{ whats_new() }}
    """
    return _changes(guide.framework.changes)


@block
def latest_changes(guide: Guide) -> Shown:
    """The latest changes to the guide, for the home page.

    Example: {{ latest_changes() }}
    """
    return _changes(guide.framework.changes[:CHANGES_ON_HOME])


def _changes(changes: tuple[Change, ...]) -> Element:
    return ul(".sg-changes")[
        [
            li[
                p[strong[one.title], ", ", time(datetime=one.on.isoformat())[written(one.on)]],
                tables.bullets(one.changes),
            ]
            for one in changes
        ]
    ]


@block
def a_to_z(guide: Guide) -> Shown:
    """Every page of this guide by its title, in alphabetical order under its first letter.

    Example: {{ a_to_z() }}
    """
    pages = sorted(guide.pages, key=lambda page: page.sort_key)
    letters = dict.fromkeys(page.sort_key[:1].upper() for page in pages)
    entries = [(letter, _links([page for page in pages if page.sort_key[:1].upper() == letter])) for letter in letters]
    return tables.described("sg-a-to-z", entries) if entries else NOTHING


def _links(pages: list[PageLink]) -> Element:
    return ul[[li[a(href=page.href)[page.title]] for page in pages]]


@block
def whole_guide(_guide: Guide) -> Shown:
    """All the chapters of the guide one after the other, for reading or printing in one go.

    Example: {{ whole_guide() }}

    Only for the page of that name: the build puts the chapters in when all of them are finished.
    """
    return div(".sg-whole-guide", data_pages="guide/")


@block
def workshop_timetable(guide: Guide) -> Shown:
    """The parts of a workshop with their minutes, which add up to the length of the session.

    Example: {{ workshop_timetable() }}
    """
    parts = guide.framework.workshop
    total = sum(one.minutes for one in parts)
    rows: list[tuple[Node, ...]] = [(one.title, one.note, str(one.minutes)) for one in parts]
    rows.append(("In all", counted(total, "minute"), str(total)))
    return div(".sg-timetable")[
        tables.table("A timetable for the workshop", ("Part", "What happens", "Minutes"), rows, numbers=2)
    ]
