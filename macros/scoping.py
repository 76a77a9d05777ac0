"""Macros for the scoping meeting: its twelve points, the record of decisions, and four ways to deliver workshops."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from htpy import Element, Node, caption, div, fragment, li, ol, p, strong, table, tbody, td, th, thead, tr
from markupsafe import Markup

from macros import plan as planned
from macros import tables
from macros.dates import written
from macros.registry import Shown, block

if TYPE_CHECKING:
    from staffguide.exercises import ScopingPoint
    from staffguide.guide import Guide

MOST_GROUPS = 6
"""Groups that are named one by one in the record, which has to stay short."""
MEETING = ("Date and place of the meeting", "Who was there", "Who keeps this record")


@block
def delivery_models(guide: Guide) -> Shown:
    """The four ways to bring the workshop to staff: how each works, when it fits and what to watch for.

    Example: {{ delivery_models() }}
    """
    rows = [(one.title, one.how, one.fits, one.watch) for one in guide.framework.delivery_models]
    return tables.table(
        "Four ways to deliver the workshops", ("Model", "How it works", "It fits when", "Watch for"), rows
    )


@block
def scoping_points(guide: Guide) -> Shown:
    """The twelve points of the scoping meeting: what to settle, and questions that help to settle it.

    Example: {{ scoping_points() }}
    """
    return ol(".sg-scoping")[
        [
            li[p[strong[one.title, "."], " ", one.settle], tables.bullets(one.questions)]
            for one in guide.framework.scoping
        ]
    ]


@block
def scoping_record(guide: Guide) -> Shown:
    """The record of the scoping meeting: a row for each point, with what this council has settled and room to write.

    Example: {{ scoping_record() }}
    """
    points = guide.framework.scoping
    rows = [(_numbered(one), _settled(guide, one), "", "") for one in points]
    heads = (("Point", 4), ("Decision", 9), ("Owner", 4), ("Date", 3))
    return div(".sg-unsearched")[_wide("Decisions", heads, rows)]


@block
def scoping_form(guide: Guide) -> Shown:
    """The same record as a form of its own, with what there is to settle and room for who met and when.

    Example: {{ scoping_form() }}

    For documents: it becomes the Word form.
    """
    rows = [(_numbered(one), one.settle, _settled(guide, one), "", "") for one in guide.framework.scoping]
    heads = (("Point", 7), ("What to settle", 11), ("Decision", 12), ("Owner", 5), ("Date", 4))
    return div(".sg-scoping-form")[
        p["Settle these points before you book a room. Write one line for each, with an owner and a date."],
        _wide("The meeting", (("About the meeting", 1), ("To fill in", 2)), [(words, "") for words in MEETING]),
        _wide("Decisions", heads, rows),
    ]


def _numbered(one: ScopingPoint) -> str:
    return f"{one.number}. {one.title}"


def _settled(guide: Guide, one: ScopingPoint) -> Node:
    settled = known(guide, one.id)
    return ["So far: ", settled] if settled else ""


def _wide(title: str, heads: Sequence[tuple[str, int]], rows: Sequence[Sequence[Node]]) -> Element:
    """A table whose columns share the width as given, so that there is room to write in empty ones."""
    return table(".sg-table.sg-record")[
        caption[title],
        thead[tr[[th(scope="col", class_=f"sg-share-{share}")[head] for head, share in heads]]],
        tbody[
            [
                tr[th(scope="row")[first], [td(data_fill=None if cell else "")[cell] for cell in rest]]
                for first, *rest in rows
            ]
        ],
    ]


def known(guide: Guide, point: str) -> Node:
    """What the council's file says of a point already, in a sentence or two, or nothing."""
    say = KNOWN.get(point)
    said = [one for one in (say(guide) if say else ()) if one]
    return [fragment[" " if n else "", one, "."] for n, one in enumerate(said)] or None


def _stage(guide: Guide) -> list[Node]:
    given = guide.council.assessment
    if not given:
        return []
    days = (("notice on", given.notified_on), ("return due on", given.return_due), ("visit from", given.visit_starts))
    return [", ".join(f"{words} {written(day)}" for words, day in days if day)]


def _aims(guide: Guide) -> list[Node]:
    given = guide.council.workshop
    return [Markup("; ").join(given.objectives)] if given and given.objectives else []


def _groups(guide: Guide) -> list[Node]:
    groups = planned.groups(guide)
    if not groups:
        return []
    listed: Node = Markup(", ").join(Markup("{} ({})").format(one.title, one.people) for one in groups)
    if len(groups) > MOST_GROUPS:
        listed = f"{len(groups)} groups, {sum(one.people for one in groups)} people in all"
    sessions = sum(one.sessions for one in planned.worked_out(guide).needs)
    return [listed, f"That makes {sessions} sessions"]


def _delivery(guide: Guide) -> list[Node]:
    given = guide.council.workshop
    models = guide.framework.delivery_models
    return [one.title for one in models if given and one.setting == given.delivery]


def _facilitators(guide: Guide) -> list[Node]:
    given = guide.council.workshop
    return [given.facilitators, f"Two from {given.two_facilitators_from} people on"] if given else []


def _sponsor(guide: Guide) -> list[Node]:
    given = guide.council.sponsor
    return [Markup(", ").join(filter(None, (given.name, given.title)))] if given else []


def _content(guide: Guide) -> list[Node]:
    return ["Our story from the self-assessment is in this guide"] if guide.council.story else []


def _messages(guide: Guide) -> list[Node]:
    contacts, sponsor = guide.council.contacts, guide.council.sponsor
    return [
        "The sponsor's message is written" if sponsor and sponsor.message else None,
        ["Questions go to ", contacts.contact_email] if contacts and contacts.contact_email else None,
    ]


def _rooms(guide: Guide) -> list[Node]:
    given: Any = guide.council.workshop
    if not given:
        return []
    return [
        given.place,
        ["Booking: ", given.booking] if given.booking else None,
        ["Refreshments: ", given.refreshments] if given.refreshments else None,
        ["Access needs: ", given.access_contact] if given.access_contact else None,
    ]


def _evaluation(guide: Guide) -> list[Node]:
    given = guide.council.workshop
    return [f"Senior leaders hear the results on {written(given.debrief_on)}"] if given and given.debrief_on else []


KNOWN = {
    "scoping-stage": _stage,
    "scoping-aims": _aims,
    "scoping-groups": _groups,
    "scoping-delivery": _delivery,
    "scoping-facilitators": _facilitators,
    "scoping-sponsor": _sponsor,
    "scoping-content": _content,
    "scoping-messages": _messages,
    "scoping-rooms": _rooms,
    "scoping-evaluation": _evaluation,
}
