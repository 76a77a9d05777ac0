"""The council: everything that one council may say about itself, declared once.

The loader, the messages to editors, what pages may use and the field reference are all made from these records.
A field without a default is required; every other may be left out, and pages read well without it.
"""

from datetime import date

from pydantic import ValidationInfo, field_validator

from staffguide.debrief import Debrief
from staffguide.identity import (
    Accessibility,
    Brand,
    Contacts,
    CouncilType,
    Logo,
    Person,
    Place,
    PrincipalSocialWorker,
    Region,
    Session,
)
from staffguide.records import Record, Rich, Text, ask
from staffguide.sections import MAX_LIST, Assessment, Features, OfficialWording, PracticeModel, Story, Strategy
from staffguide.workshop import Workshop


class Council(Record):
    """One council's file. Only the name, type, region and who looks after the guide are required.

    The order is that of importance to staff: what is required, what staff miss most, and the rest. The template
    of `guide new` and the to-do list keep it.
    """

    name: Text = ask(
        "give the council's full name",
        "Exampleton Council",
        shows="every page, all PDFs",
        who="communications",
        max_length=120,
    )
    short_name: Text = ask(
        "give the name that people use in a sentence",
        "Exampleton",
        shows="head of every page, all PDFs",
        who="communications",
        max_length=60,
    )
    type: CouncilType = ask(
        "say what type of council it is", "unitary", shows="About this guide", who="nobody, the register has it"
    )
    region: Region = ask(
        "give the region of England",
        "Yorkshire and The Humber",
        shows="About this guide",
        who="nobody, the register has it",
    )
    owner: Text = ask(
        "name the role or team that looks after this guide",
        "assurance team",
        shows="foot of every page, About this guide",
        who="lead officer",
    )
    reviewed: date = ask(
        "give the date that somebody last went through this file",
        "2026-11-21",
        shows="foot of every page, About this guide",
        who="whoever looks after the guide",
    )
    next_review: date = ask(
        "give the date of the next review",
        "2027-05-21",
        shows="foot of every page, About this guide",
        who="whoever looks after the guide",
    )

    contacts: Contacts | None = ask(
        "give the ways to get help",
        "mailbox: cqc.ready@exampleton.example",
        shows="Support for you",
        who="lead officer",
        wanted=True,
        default=None,
    )
    director: Person | None = ask(
        "give the director of adult social services",
        "title: director of adult social services",
        shows="home page, Message from the director, booklet",
        who="director's office",
        wanted=True,
        default=None,
    )
    assessment: Assessment | None = ask(
        "say how far the council's assessment has come",
        "status: notified",
        shows="home page, The five stages, Getting the council ready",
        who="lead officer",
        wanted=True,
        default=None,
    )
    briefings: tuple[Session, ...] = ask(
        "list the briefings for staff",
        "- title: Briefing for all staff",
        shows="home page, Getting ready, Support for you, until they have passed",
        who="lead officer",
        wanted=True,
        default=(),
        max_length=MAX_LIST,
    )
    policies: Place | None = ask(
        "say where staff find policies and procedures",
        "url: https://intranet.exampleton.example/policies",
        shows="Support for you, Getting ready, On the day",
        who="practice development",
        wanted=True,
        default=None,
    )
    intranet: Place | None = ask(
        "say where the intranet pages about the assessment are",
        "url: https://intranet.exampleton.example/cqc",
        shows="Support for you, Finding out more",
        who="communications",
        wanted=True,
        default=None,
    )
    principal_social_worker: PrincipalSocialWorker | None = ask(
        "give the principal social worker",
        "name: Sam Sample",
        shows="Support for you, Getting ready, On the day",
        who="principal social worker",
        wanted=True,
        default=None,
    )
    logo: Logo | None = ask(
        "give the logo's file and its description",
        "file: logo.svg",
        shows="head of every page, covers of the PDFs",
        who="communications",
        wanted=True,
        default=None,
    )
    brand: Brand | None = ask(
        "give the brand colours",
        'colours: ["#1d4f91"]',
        shows="headings, buttons, drawings, covers of the PDFs",
        who="communications",
        wanted=True,
        default=None,
    )
    vision: Rich | None = ask(
        "give the vision for adult social care, in a few sentences",
        "Everyone in Exampleton lives well.",
        shows="Getting ready, Leadership, The self-assessment",
        who="strategy lead",
        wanted=True,
        default=None,
    )
    priorities: tuple[Text, ...] = ask(
        "list the council's priorities for adult social care",
        '["Prevention"]',
        shows="Getting ready, Leadership, Briefing for scrutiny, Tool 1",
        who="strategy lead",
        wanted=True,
        default=(),
        max_length=MAX_LIST,
    )
    story: Story | None = ask(
        "give the main messages of the self-assessment",
        'strengths: ["Reablement"]',
        shows="Getting ready, Leadership, The self-assessment, Briefing for scrutiny, Tool 1",
        who="lead officer for the self-assessment",
        wanted=True,
        default=None,
    )
    accessibility: Accessibility | None = ask(
        "say who answers questions about accessibility",
        "email: access@exampleton.example",
        shows="Accessibility statement",
        who="web team",
        wanted=True,
        default=None,
    )

    drop_ins: tuple[Session, ...] = ask(
        "list the drop-in sessions",
        "- title: Drop-in",
        shows="home page, Getting ready, Support for you, until they have passed",
        who="lead officer",
        default=(),
        max_length=MAX_LIST,
    )
    strategy: Strategy | None = ask(
        "give the adult social care strategy",
        "title: Living well",
        shows="Getting ready, Leadership, The self-assessment",
        who="strategy lead",
        default=None,
    )
    values: tuple[Text, ...] = ask(
        "list the council's values",
        '["Kindness"]',
        shows="Getting ready, Leadership, The self-assessment",
        who="strategy lead",
        default=(),
        max_length=MAX_LIST,
    )
    practice_model: PracticeModel | None = ask(
        "give the practice model",
        "name: Strengths first",
        shows="Getting ready, Leadership, Tool 1",
        who="principal social worker",
        default=None,
    )
    sponsor: Person | None = ask(
        "give the senior sponsor of the preparations",
        "title: deputy director",
        shows="Tool 1, in the invitation",
        who="sponsor's office",
        default=None,
    )
    workshop: Workshop | None = ask(
        "say how the workshops for staff are run",
        "minutes: 120",
        shows="Tool 1, Tool 2, slides",
        who="lead officer",
        default=None,
    )
    debrief: Debrief | None = ask(
        "say what came out of the workshops",
        "workshops: 6",
        shows="What we heard, What we will do",
        who="lead officer",
        file="debrief.yml",
        default=None,
    )
    demographics: tuple[Text, ...] = ask(
        "list facts about the local population, each with its source",
        '["One in five residents is over 65 (Census 2021)"]',
        shows="Equity in experiences and outcomes",
        who="public health",
        default=(),
        max_length=MAX_LIST,
    )
    official_wording: tuple[OfficialWording, ...] = ask(
        "give the CQC's own wording of quality statements, if you want it shown",
        "- statement: qs-safeguarding",
        shows="pages of the quality statements",
        who="lead officer",
        default=(),
        max_length=9,
    )
    features: Features = ask(
        "switch parts of the guide on or off", "practice: no", shows="menu", who="lead officer", default=Features()
    )
    hide_pages: tuple[Text, ...] = ask(
        "list national pages to leave out, by their path in docs/",
        "[tool-1/resources.md]",
        shows="menu",
        who="lead officer",
        default=(),
        max_length=MAX_LIST,
    )
    sample: Text | None = ask(
        "for samples only: say that the council has not published this",
        "This is a sample.",
        shows="a band on every page",
        who="whoever made the sample",
        default=None,
    )

    @field_validator("next_review")
    @classmethod
    def _review_after_reviewed(cls, next_review: date, info: ValidationInfo) -> date:
        if (reviewed := info.data.get("reviewed")) and next_review <= reviewed:
            raise ValueError("review_order")
        return next_review
