"""Macros for the pages that people look things up in: glossary, facts, what's new, all pages, the timetable."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from typing import TYPE_CHECKING

from htpy import Element, Node, a, abbr, dd, div, dl, dt, fragment, h3, li, p, span, strong, time, ul

from macros import tables
from macros.dates import written
from macros.numbers import counted
from macros.registry import NOTHING, Shown, block
from staffguide import planning

if TYPE_CHECKING:
    from staffguide.framework import Change, Fact, Source, Term
    from staffguide.guide import Guide, PageLink

CHANGES_ON_HOME = 3
GROUNDS = {"source": "From ", "inferred": "Worked out from ", "checked outside": "From public guidance: "}
"""How a fact is known, before the names of those who said it."""
STATUS = {"current": "Current", "superseded": "Superseded"}


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
    return span(".sg-glossary__also")[f" Also: {', '.join(one.also)}."] if one.also else None


@block
def facts_register(guide: Guide) -> Shown:
    """Every dated fact: what it says, where it comes from, when it was checked and when it will be again.

    Example: {{ facts_register() }}

    They stand by subject. Those that are still to be confirmed are not shown; `guide check` lists them for editors.
    """
    sources = {one.id: one for one in guide.framework.sources}
    told = [one for one in guide.framework.facts if one.status != "to confirm"]
    subjects = dict.fromkeys(one.subject for one in told)
    # The search leads to the pages that tell these facts to readers, not to this list of all of them.
    return div(".sg-unsearched")[
        [
            fragment[h3[subject], _register((one for one in told if one.subject == subject), sources)]
            for subject in subjects
        ]
    ]


def _register(told: Iterable[Fact], sources: Mapping[str, Source]) -> Element:
    """The facts of one subject. What several of them share is said once, under them all."""
    alike: dict[Hashable, list[Fact]] = {}
    for one in told:
        alike.setdefault((one.sources, one.basis, one.as_of, one.checked, one.review_by, one.status), []).append(one)
    return dl(".sg-register")[
        [[[dt[one.statement] for one in same], dd[_provenance(same[0], sources)]] for same in alike.values()]
    ]


def _provenance(one: Fact, sources: Mapping[str, Source]) -> Node:
    """Where a fact comes from, when it was true, and how it stands, as one line of words."""
    cited = {sources[id].publisher: id for id in reversed(one.sources)}
    links = [[", " if n else "", a(href=f"#{id}")[name]] for n, (name, id) in enumerate(reversed(cited.items()))]
    as_of = f"As of {one.as_of}. " if one.as_of else ""
    dates = f"Checked {written(one.checked)}. Review by {written(one.review_by)}. "
    return [GROUNDS[one.basis], links, f". {as_of}{dates}{STATUS[one.status]}."]


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
    given = guide.council.workshop
    parts = guide.framework.workshop
    minutes = planning.running_order(parts, given.minutes if given else sum(one.minutes for one in parts))
    total = sum(minutes)
    rows: list[tuple[Node, ...]] = [
        (one.title, one.note, str(last)) for one, last in zip(parts, minutes, strict=True) if last
    ]
    rows.append(("In all", counted(total, "minute"), str(total)))
    return div(".sg-timetable")[
        tables.table("A timetable for the workshop", ("Part", "What happens", "Minutes"), rows, numbers=2)
    ]
