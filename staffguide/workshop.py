"""What a council settles for its workshops: who comes, how they are run, and what the invitation says.

Fields are declared as in `identity`: what to give, an example, where it shows and whom to ask.
"""

from datetime import date
from typing import Literal

from pydantic import ValidationInfo, field_validator

from staffguide.identity import Session
from staffguide.records import ClockTime, Email, Record, Text, Url, ask
from staffguide.sections import MAX_LIST

DeliveryModel = Literal["standard", "cascade", "principal social worker", "regional"]

LARGEST_GROUP = 25
"""People in one workshop at most (brief toolkit-tools-2-3-4.md, section 1)."""
DEFAULT_MINUTES = 120
"""How long a workshop lasts where a council says nothing else (the same section)."""
TWO_FACILITATORS_FROM = 13
"""Where the line lies is ours: the sources give two facilitators to groups of up to 25, and say no more (brief C12)."""


class StaffGroup(Record):
    """People who share sessions: their role, how many they are, and whether they are managers, who meet apart."""

    role: Text = ask("give the role or team", "social workers")
    people: int = ask("give how many people that is, in whole numbers", "85", ge=1, le=20000)
    managers: bool = ask("answer yes where these are managers: they have sessions of their own", "no", default=False)


class Workshop(Record):
    """What Tool 1 says, what the planner starts from, and what the invitation and the slides are filled from."""

    minutes: int = ask(
        "give the length of a session in minutes, from 60 to 240", "120", default=DEFAULT_MINUTES, ge=60, le=240
    )
    largest_group: int = ask(
        "give how many people may come to one session, from 5 to 25", "25", default=LARGEST_GROUP, ge=5, le=25
    )
    two_facilitators_from: int = ask(
        "give the size of group from which there are two facilitators, from 2 to 25",
        "13",
        default=TWO_FACILITATORS_FROM,
        ge=2,
        le=25,
    )
    delivery: DeliveryModel | None = ask("say which delivery model you use", "standard", default=None)
    mixed: bool = ask("answer yes where sessions mix staff of several services", "no", default=False)
    groups: tuple[StaffGroup, ...] = ask(
        "list who is to come, by role", "- role: social workers", default=(), max_length=MAX_LIST
    )
    objectives: tuple[Text, ...] = ask(
        "list aims of your own, beside the four that all workshops have",
        '["Know our practice model"]',
        default=(),
        max_length=6,
    )
    sessions: tuple[Session, ...] = ask(
        "list the sessions that have a date", "- title: Workshop for social workers", default=(), max_length=MAX_LIST
    )
    start: ClockTime | None = ask("give the time that a session usually starts, in quotes", '"10:00"', default=None)
    place: Text | None = ask("say where the sessions are", "Town Hall, Moor Room", default=None)
    booking: Url | None = ask(
        "give the full web address where people book a place",
        "https://intranet.exampleton.example/workshops",
        default=None,
    )
    attendance: Text | None = ask(
        "say in a sentence or two whether people must come, and what happens if they miss it",
        "Please come to one session. If you miss it, book another.",
        default=None,
    )
    refreshments: Text | None = ask("say what there is to eat and drink", "tea, coffee and water", default=None)
    bring: Text | None = ask("say what people should bring", "a phone or laptop, if you have one", default=None)
    facilitators: Text | None = ask(
        "say who leads the sessions, as roles", "two practice development leads", default=None
    )
    access_contact: Email | None = ask(
        "give the address for access needs at the sessions", "access@exampleton.example", default=None
    )
    debrief_on: date | None = ask("give the date that senior leaders hear the results", "2027-03-30", default=None)

    @field_validator("debrief_on")
    @classmethod
    def _after_the_sessions(cls, day: date | None, info: ValidationInfo) -> date | None:
        if day and any(day < session.on for session in info.data.get("sessions", ())):
            raise ValueError("debrief_before_session")
        return day
