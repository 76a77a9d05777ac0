"""What a council says of its work: its story, strategy, practice and assessment, and which parts of the guide it wants.

Fields are declared as in `identity`: what to give, an example, where it shows and whom to ask.
"""

from datetime import date
from typing import Literal

from pydantic import ValidationInfo, field_validator

from staffguide.records import Id, Record, Rich, Text, Url, ask

AssessmentStatus = Literal["not-notified", "notified", "return", "evidence-review", "on-site", "report-published"]
RatingTitle = Literal["inadequate", "requires improvement", "good", "outstanding"]

MAX_LIST = 40
"""Entries that any list of a council may hold; it bounds what a page can loop over."""


class Strategy(Record):
    title: Text = ask("give the title of the adult social care strategy", "Living well in Exampleton")
    url: Url | None = ask(
        "give the full web address where staff can read it", "https://www.exampleton.example/strategy", default=None
    )


class PracticeModel(Record):
    name: Text = ask("give the name of the practice model", "Strengths first")
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
        wanted=True,
        default=(),
        max_length=MAX_LIST,
    )
    improvements: tuple[Text, ...] = ask(
        "list what the council is improving", '["Waiting times"]', wanted=True, default=(), max_length=MAX_LIST
    )
    actions: tuple[Text, ...] = ask(
        "list what is being done about it", '["A new front door team"]', wanted=True, default=(), max_length=MAX_LIST
    )


class Assessment(Record):
    status: AssessmentStatus = ask("say which stage the council has reached", "notified")
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
    workshops: bool = ask("answer yes to include the workshop tools for lead officers", "yes", default=True)
    scrutiny: bool = ask("answer yes to include the briefing for scrutiny members", "yes", default=True)
