"""Who a council is and where its staff turn: contacts, people, sessions, places, logo and colours.

Each field says what an editor should give, with an example, where it shows and whom to ask. A field that does not
say the last two takes them from the group that it stands in. Messages, the to-do list and the reference use them.
"""

from datetime import date, time
from typing import Literal

from pydantic import ValidationInfo, field_validator

from staffguide.records import ClockTime, Colour, Email, Phone, Record, Rich, Text, Url, ask

CouncilType = Literal["county", "unitary", "metropolitan", "london borough", "City of London", "Isles of Scilly"]
Region = Literal[
    "North East",
    "North West",
    "Yorkshire and The Humber",
    "East Midlands",
    "West Midlands",
    "East of England",
    "London",
    "South East",
    "South West",
]


class Safeguarding(Record):
    how_to_raise: Text | None = ask(
        "say in one sentence how staff raise a safeguarding concern",
        "Call the adult safeguarding team, day or night.",
        wanted=True,
        default=None,
    )
    phone: Phone | None = ask("give the number that staff should call", "0113 496 0000", wanted=True, default=None)
    out_of_hours_phone: Phone | None = ask(
        "give the number to call outside office hours", "0113 496 0001", default=None
    )
    email: Email | None = ask("give the email address for concerns", "safeguarding@exampleton.example", default=None)
    url: Url | None = ask(
        "give the full web address of the referral form or procedure",
        "https://www.exampleton.example/safeguarding",
        default=None,
    )


class Contacts(Record):
    safeguarding: Safeguarding | None = ask(
        "give the ways to raise a safeguarding concern",
        "phone: 0113 496 0000",
        shows="Support for you, On the day, Getting ready, booklet, sheet for noticeboards",
        who="safeguarding lead",
        wanted=True,
        default=None,
    )
    mailbox: Email | None = ask(
        "give the mailbox for staff questions about the assessment",
        "cqc.ready@exampleton.example",
        shows="Introduction, Finding out more, Support for you, booklet",
        wanted=True,
        default=None,
    )
    contact_email: Email | None = ask(
        "give the address to ask for workshop materials",
        "workshops@exampleton.example",
        shows="Tool 1, Resources for lead officers",
        default=None,
    )


class Person(Record):
    """Somebody in a leading role. The name may be left out: a role alone reads well."""

    title: Text = ask("give the job title in lower case", "director of adult social services")
    name: Text | None = ask("give the person's name", "Alex Example", default=None)
    message: Rich | None = ask(
        "give the message to staff, a few short paragraphs",
        "You do work that matters.",
        wanted=True,
        default=None,
    )


class PrincipalSocialWorker(Record):
    name: Text | None = ask("give the person's name", "Sam Sample", default=None)
    email: Email | None = ask(
        "give the email address that staff should use", "psw@exampleton.example", wanted=True, default=None
    )


class Session(Record):
    """A briefing or a drop-in."""

    title: Text = ask("give the session a short title", "Briefing for all staff")
    on: date = ask("give the date as year-month-day", "2027-01-19")
    start: ClockTime | None = ask("give the time it starts, in quotes", '"10:00"', default=None)
    end: ClockTime | None = ask("give the time it ends, in quotes", '"11:00"', default=None)
    place: Text | None = ask("say where it is, or that it is online", "Town Hall, room 4", default=None)
    url: Url | None = ask(
        "give the full web address for joining or booking", "https://intranet.exampleton.example/book", default=None
    )

    @field_validator("end")
    @classmethod
    def _ends_after_start(cls, end: time | None, info: ValidationInfo) -> time | None:
        start = info.data.get("start")
        if end and start and end <= start:
            raise ValueError("ends_before_start")
        return end


class Place(Record):
    """A place on the council's own web or intranet."""

    url: Url = ask("give the full web address, starting https://", "https://intranet.exampleton.example/cqc")
    description: Text | None = ask(
        "say in a few words what staff find there", "briefings, policies and answers to questions", default=None
    )


class Logo(Record):
    file: Text = ask("give the name of the logo's file in this folder", "logo.svg")
    alt: Text = ask("say what the logo shows, for people who cannot see it", "Exampleton Council")


class Brand(Record):
    colours: tuple[Colour, ...] = ask(
        "give one to three brand colours, the main one first, each as # and six digits",
        '["#1d4f91", "#f2a900"]',
        min_length=1,
        max_length=3,
    )


class Accessibility(Record):
    """Who answers for the accessibility statement."""

    email: Email | None = ask(
        "give the address for reporting accessibility problems",
        "access@exampleton.example",
        wanted=True,
        default=None,
    )
    phone: Phone | None = ask("give the number for reporting accessibility problems", "0113 496 0002", default=None)
    responds_within: Text | None = ask("say how soon people get an answer", "five working days", default=None)
