"""The parts of a council's file: its logo and colours, people, contacts, sessions and the rest.

Each field says what an editor should give, with an example; messages and the field reference are made from that.
"""

from datetime import date, time
from typing import Literal

from pydantic import ValidationInfo, field_validator

from staffguide.records import ClockTime, Colour, Email, Id, Phone, Record, Rich, Text, Url, ask

AssessmentStatus = Literal["not-notified", "notified", "return", "evidence-review", "on-site", "report-published"]
RatingTitle = Literal["inadequate", "requires improvement", "good", "outstanding"]

MAX_LIST = 40
"""Entries that any list of a council may hold; it bounds what a page can loop over."""


class Logo(Record):
    file: Text = ask(
        "give the name of the logo's file in this folder",
        "logo.svg",
        shows="header, booklet cover",
        who="communications",
    )
    alt: Text = ask(
        "say what the logo shows, for people who cannot see it",
        "Exampleton Council",
        shows="header",
        who="communications",
    )


class Brand(Record):
    colours: tuple[Colour, ...] = ask(
        "give one to three brand colours, the main one first, each as # and six digits",
        '["#1d4f91", "#f2a900"]',
        shows="header, headings, drawings, booklet",
        who="communications",
        min_length=1,
        max_length=3,
    )


class Person(Record):
    """Somebody in a leading role. The name may be left out: a role alone reads well."""

    title: Text = ask(
        "give the job title in lower case",
        "director of adult social services",
        shows="messages",
        who="the person's office",
    )
    name: Text | None = ask("give the person's name", "Alex Example", default=None)
    message: Rich | None = ask(
        "give the message to staff, a few short paragraphs",
        "You do work that matters.",
        shows="guide, booklet",
        default=None,
    )


class PrincipalSocialWorker(Record):
    name: Text | None = ask("give the person's name", "Sam Sample", default=None)
    email: Email | None = ask(
        "give the email address that staff should use", "psw@exampleton.example", shows="contacts", default=None
    )


class Strategy(Record):
    title: Text = ask(
        "give the title of the adult social care strategy", "Living well in Exampleton", who="strategy lead"
    )
    url: Url | None = ask(
        "give the full web address where staff can read it", "https://www.exampleton.example/strategy", default=None
    )


class PracticeModel(Record):
    name: Text = ask("give the name of the practice model", "Strengths first", who="principal social worker")
    description: Text | None = ask(
        "say in one sentence what it means in practice", "We start from what people can do.", default=None
    )
    url: Url | None = ask(
        "give the full web address where staff can read it",
        "https://intranet.exampleton.example/practice",
        default=None,
    )


class Story(Record):
    """The main messages of the council's self-assessment."""

    strengths: tuple[Text, ...] = ask(
        "list what the council does well, from the self-assessment",
        '["Reablement"]',
        shows="guide, workshop",
        default=(),
        max_length=MAX_LIST,
    )
    improvements: tuple[Text, ...] = ask(
        "list what the council is improving", '["Waiting times"]', default=(), max_length=MAX_LIST
    )
    actions: tuple[Text, ...] = ask(
        "list what is being done about it", '["A new front door team"]', default=(), max_length=MAX_LIST
    )


class Safeguarding(Record):
    how_to_raise: Text | None = ask(
        "say in one sentence how staff raise a safeguarding concern",
        "Call the adult safeguarding team, day or night.",
        shows="guide, sheet",
        who="safeguarding lead",
        default=None,
    )
    phone: Phone | None = ask("give the number that staff should call", "0113 496 0000", default=None)
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
        "give the ways to raise a safeguarding concern", "how_to_raise: Call the team", default=None
    )
    mailbox: Email | None = ask(
        "give the mailbox for staff questions about the assessment",
        "cqc.ready@exampleton.example",
        shows="guide, booklet",
        default=None,
    )
    contact_email: Email | None = ask(
        "give the address to ask for workshop materials", "workshops@exampleton.example", shows="Tool 1", default=None
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


class Assessment(Record):
    status: AssessmentStatus = ask(
        "say which stage the council has reached", "notified", shows="home page", who="lead officer"
    )
    notified_on: date | None = ask("give the date of the notice", "2027-01-11", default=None)
    return_due: date | None = ask("give the date that the information return is due", "2027-02-01", default=None)
    visit_starts: date | None = ask("give the first day on site", "2027-04-12", default=None)
    visit_ends: date | None = ask("give the last day on site", "2027-04-16", default=None)
    published_on: date | None = ask("give the date that the report was published", "2027-07-01", default=None)
    report_url: Url | None = ask(
        "give the full web address of the published report", "https://www.cqc.org.uk/", default=None
    )
    rating: RatingTitle | None = ask("give the overall rating", "good", default=None)
    percentage: int | None = ask(
        "give the overall percentage, a whole number from 25 to 100", "78", ge=25, le=100, default=None
    )

    @field_validator("return_due", "visit_starts", "published_on")
    @classmethod
    def _after_notice(cls, day: date | None, info: ValidationInfo) -> date | None:
        notified = info.data.get("notified_on")
        if day and notified and day < notified:
            raise ValueError("before_notice")
        return day

    @field_validator("visit_ends")
    @classmethod
    def _visit_in_order(cls, ends: date | None, info: ValidationInfo) -> date | None:
        starts = info.data.get("visit_starts")
        if ends and starts and ends < starts:
            raise ValueError("ends_before_start")
        return ends


class OfficialWording(Record):
    """The CQC's own text of a quality statement, for councils that want it beside ours."""

    statement: Id = ask("give the id of the quality statement", "qs-safeguarding")
    text: Rich = ask("paste the text from the CQC's website, unchanged", "We work with people to ...")
    copied_on: date = ask("give the date that it was copied", "2026-11-21")


class Features(Record):
    """Parts of the guide that a council may switch off."""

    practice: bool = ask("answer yes to include the practice questions", "yes", default=True)
    checklists: bool = ask("answer yes to include the checklists", "yes", default=True)
    workshops: bool = ask("answer yes to include Tool 1 for lead officers", "yes", default=True)
    scrutiny: bool = ask("answer yes to include the briefing for scrutiny members", "yes", default=True)


class Accessibility(Record):
    """Who answers for the accessibility statement."""

    email: Email | None = ask(
        "give the address for reporting accessibility problems",
        "access@exampleton.example",
        shows="accessibility statement",
        who="web team",
        default=None,
    )
    phone: Phone | None = ask("give the number for reporting accessibility problems", "0113 496 0002", default=None)
    responds_within: Text | None = ask("say how soon people get an answer", "five working days", default=None)
