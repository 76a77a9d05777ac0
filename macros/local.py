"""Macros for what a council gives of its own: its director's words, contacts and sessions.

What a council has not given is left out without a trace: no empty list, no label without a value.
"""

from __future__ import annotations

from datetime import date, time
from typing import TYPE_CHECKING, Any

from htpy import Element, Node, a, div, fragment, p, strong
from markupsafe import Markup

from macros import tables
from macros.dates import written_times, written_with_day
from macros.registry import NOTHING, MacroError, Shown, block, inline

if TYPE_CHECKING:
    from staffguide.guide import Guide


@block
def directors_message(guide: Guide) -> Shown:
    """The message from the director of adult social services, with the director's name and title.

    Example: {{ directors_message() }}

    Shows nothing if the council has given no message.
    """
    director = guide.council.director
    if not director or not director.message:
        return NOTHING
    # The message is a block: it has the inner div to itself, so that it can be put in place whole.
    return div(".sg-director")[
        div(".sg-message")[director.message],
        p(".sg-signature")[director.name and fragment[strong[director.name], ", "], director.title],
    ]


@block
def contacts(guide: Guide) -> Shown:
    """Where to get help: safeguarding, questions about the assessment, the principal social worker.

    Example: {{ contacts() }}

    Shows only what the council has given, and nothing if it has given none of it.
    """
    council = guide.council
    given = council.contacts
    pairs: list[tuple[str, Node]] = []
    if given and given.safeguarding:
        pairs.append(("Raise a safeguarding concern", _safeguarding(given.safeguarding)))
    if given and given.mailbox:
        pairs.append(("Ask about the assessment", p[_linked(given.mailbox)]))
    if social_worker := council.principal_social_worker:
        pairs.append(("Principal social worker", _name_and_email(social_worker)))
    for label, place in (("Our intranet", council.intranet), ("Policies and procedures", council.policies)):
        if place:
            pairs.append((label, p[a(href=Markup(place.url))[place.description or label]]))
    pairs = [(label, entry) for label, entry in pairs if entry]
    return tables.described("sg-contacts", pairs) if pairs else NOTHING


@block
def sessions(guide: Guide) -> Shown:
    """The briefings and drop-in sessions still to come, with date, time, place and a link.

    Example: {{ sessions() }}

    Sessions that have passed are left out. Shows nothing if there are none to come.
    """
    kinds = (("Briefings", guide.council.briefings), ("Drop-in sessions", guide.council.drop_ins))
    coming = [(kind, _coming(given, guide.as_of)) for kind, given in kinds]
    shown = [(kind, tables.bullets(map(_session, some))) for kind, some in coming if some]
    return tables.described("sg-sessions", shown) if shown else NOTHING


@inline
def email(_guide: Guide, address: Any) -> Shown:
    """An email address of the council as a link.

    Example: {{ email(council.contacts.mailbox) }}

    Shows nothing if the council has not given it: put the sentence inside an `if`.
    """
    return _contact(address, "email", "council.contacts.mailbox")


@inline
def phone(_guide: Guide, number: Any) -> Shown:
    """A phone number of the council as a link that dials it.

    Example: {{ phone(council.contacts.safeguarding.phone) }}

    Shows nothing if the council has not given it: put the sentence inside an `if`.
    """
    return _contact(number, "phone", "council.contacts.safeguarding.phone")


def _contact(slot: Any, macro: str, example: str) -> Shown:
    if slot is None:
        return NOTHING
    if not getattr(slot, "url", None):
        raise MacroError(f"{macro} takes a field that holds such a value: write {macro}({example})")
    return _linked(slot)


def _linked(slot: Any) -> Element:
    return a(href=Markup(slot.url))[slot]


def _safeguarding(given: Any) -> Node:
    ways = [
        given.how_to_raise,
        given.phone and fragment["Phone: ", _linked(given.phone)],
        given.out_of_hours_phone and fragment["Outside office hours: ", _linked(given.out_of_hours_phone)],
        given.email and fragment["Email: ", _linked(given.email)],
        given.url and a(href=Markup(given.url))["How to raise a concern"],
    ]
    return [p[way] for way in ways if way]


def _name_and_email(given: Any) -> Node:
    address = _linked(given.email) if given.email else None
    between = ", " if given.name and address else None
    return p[given.name, between, address] if given.name or address else None


def _coming(given: tuple[Any, ...], today: date) -> list[Any]:
    return sorted((one for one in given if one.on >= today), key=lambda one: (one.on, one.start or time.min))


def _session(one: Any) -> Node:
    times = written_times(one.start, one.end)
    return [
        strong[one.title],
        f": {written_with_day(one.on)}",
        f", {times}" if times else None,
        one.place and [", ", one.place],
        one.url and [". ", a(href=Markup(one.url))["Join or book: ", one.title]],
    ]
