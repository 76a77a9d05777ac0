"""The national facts as records: themes, statements, stages, ratings and all else that no council changes."""

from datetime import date

from pydantic import Field

from staffguide.evaluation_form import Evaluation
from staffguide.exercises import (
    Checklist,
    DeliveryModel,
    InvitationLine,
    Question,
    ScopingPoint,
    WorkshopPart,
    WorkshopStep,
)
from staffguide.records import Dated, Id, Record, Url
from staffguide.retirement import RetiredId


class Source(Record):
    """Where facts come from. `date` is as printed, or our best reading of it, in words."""

    id: Id
    title: str
    publisher: str
    date: str
    about: str = ""
    url: Url | None = None


class Theme(Dated):
    """One of the four themes. `full_title` is the CQC's long form of the name."""

    id: Id
    number: int
    title: str
    full_title: str
    covers: tuple[str, ...]


class Statement(Dated):
    """One of the nine quality statements. `title` is a name and exact; `meaning` is in our own words.

    `care_act` names sections of the Care Act 2014 that we read it as touching; that map is ours, not the CQC's.
    """

    id: Id
    number: int
    title: str
    theme: Id
    meaning: str
    in_short: str
    care_act: tuple[str, ...]
    i_statements: tuple[Id, ...]


class IStatement(Dated):
    """What a person should be able to expect, in our own words, after TLAP's Making It Real."""

    id: Id
    themes: tuple[Id, ...]
    meaning: str


class EvidenceCategory(Dated):
    id: Id
    number: int
    title: str
    meaning: str
    used: bool
    """Whether the category was used for councils in the first round of assessments."""


class EvidenceRoute(Dated):
    id: Id
    title: str
    meaning: str
    examples: tuple[str, ...]


class Stage(Dated):
    """One of the five stages; `events` is what happens, `council` what the council does."""

    id: Id
    number: int
    title: str
    in_short: str
    events: tuple[str, ...]
    council: tuple[str, ...]
    assessment_status: str
    """The value of a council's `assessment.status` during this stage."""


class CaseTracking(Dated):
    """The numbers of people, and what case tracking is made of."""

    sent: int
    chosen: int
    reserve: int
    covers: tuple[str, ...]
    hears_from: tuple[str, ...]
    purposes: tuple[str, ...]


class TeamRole(Dated):
    id: Id
    title: str
    who: str
    brings: str


class Score(Dated):
    score: int
    meaning: str


class Rating(Dated):
    """A band of the overall percentage, both ends included, in whole per cent."""

    id: Id
    title: str
    lowest: int
    highest: int


class CareActPoint(Dated):
    """One of the seven changes that came in with the first part of the Care Act; `short` fits in a drawing."""

    id: Id
    number: int
    short: str
    text: str


class Principle(Dated):
    id: Id
    title: str
    meaning: str


class FocusList(Dated):
    """A dated list of areas that reports found weaker or looked at closely. Lists are kept apart (C30)."""

    class Item(Record):
        """`statements` are those that we read it as touching; that map is ours."""

        text: str
        statements: tuple[Id, ...] = ()

    id: Id
    title: str
    as_of: str
    items: tuple[Item, ...]


class MeetingAnswer(Dated):
    """A question that staff ask about meeting the CQC, and the answer in parts: `lead` in bold, then `text`."""

    class Part(Record):
        lead: str = ""
        text: str

    id: Id
    question: str
    answers: tuple[Part, ...]


class Fact(Dated):
    """Any other dated fact. Prose cites `value`; `statement` says it whole, under `subject`; `as_of` says when."""

    id: Id
    subject: str
    statement: str
    value: str = ""
    as_of: str = ""


class Term(Record):
    """A glossary entry. `also` are other names for the same; `searched` only lead a search here and are not shown."""

    id: Id
    term: str
    short: str = ""
    meaning: str
    also: tuple[str, ...] = ()
    searched: tuple[str, ...] = ()


class Link(Dated):
    """An outside page that the guide sends readers to; `text` says where the link goes."""

    id: Id
    text: str
    url: Url


class SearchWords(Record):
    """What people type when they look for a page that does not say it: words or a question, and the page in docs/."""

    words: tuple[str, ...]
    page: str


class Change(Record):
    """What changed in the guide on one day, for its readers."""

    on: date
    title: str
    changes: tuple[str, ...] = Field(min_length=1)


class Edition(Record):
    """This edition of the guide. `facts_checked` is the date that the facts register was last gone through."""

    title: str
    version: str
    facts_checked: date
    review_by: date
    round_note: str
    """Says which round of assessments the guide describes; shown on pages about process."""


class Framework(Record):
    """All national facts, loaded once. Order in every list is the order in which readers meet it."""

    edition: Edition
    sources: tuple[Source, ...]
    themes: tuple[Theme, ...]
    statements: tuple[Statement, ...]
    i_statements: tuple[IStatement, ...]
    evidence_categories: tuple[EvidenceCategory, ...]
    evidence_routes: tuple[EvidenceRoute, ...]
    stages: tuple[Stage, ...]
    case_tracking: CaseTracking
    team_roles: tuple[TeamRole, ...]
    scores: tuple[Score, ...]
    ratings: tuple[Rating, ...]
    care_act_points: tuple[CareActPoint, ...]
    principles: tuple[Principle, ...]
    focus_lists: tuple[FocusList, ...]
    meeting_answers: tuple[MeetingAnswer, ...]
    facts: tuple[Fact, ...]
    glossary: tuple[Term, ...]
    checklists: tuple[Checklist, ...]
    questions: tuple[Question, ...]
    links: tuple[Link, ...]
    workshop: tuple[WorkshopPart, ...]
    workshop_steps: tuple[WorkshopStep, ...]
    scoping: tuple[ScopingPoint, ...]
    delivery_models: tuple[DeliveryModel, ...]
    invitation: tuple[InvitationLine, ...]
    evaluation: Evaluation
    changes: tuple[Change, ...]
    search_words: tuple[SearchWords, ...]
    retired_ids: tuple[RetiredId, ...]

    def rating_for(self, percentage: int) -> Rating:
        """The rating for a whole percentage, 25 to 100 (brief C05; CQC, how we determine ratings), or ValueError."""
        bands = [rating for rating in self.ratings if rating.lowest <= percentage <= rating.highest]
        if len(bands) != 1:
            raise ValueError(f"{percentage} per cent falls in {len(bands)} rating bands")
        return bands[0]

    def percentage(self, scores: tuple[int, ...]) -> int:
        """Points out of those possible, rounded (brief framework.md section 10): eight 3s and a 4 make 78."""
        return round(100 * sum(scores) / (4 * len(scores)))
