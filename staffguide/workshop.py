"""What a council settles for its workshops: who comes, how they are run, and what the invitation says.

Fields are declared as in `identity`: what to give, an example, where it shows and whom to ask.
"""

from datetime import date
from typing import Literal

from staffguide.identity import Session
from staffguide.records import Record, Text, ask
from staffguide.sections import MAX_LIST

DeliveryModel = Literal["standard", "cascade", "principal social worker", "regional"]

LARGEST_GROUP = 25
"""People in one workshop at most (brief toolkit-tools-2-3-4.md, section 1)."""
DEFAULT_MINUTES = 120
"""How long a workshop lasts where a council says nothing else (the same section)."""


class StaffGroup(Record):
    """People who share sessions: their role, how many they are, and whether they are managers, who meet apart."""

    role: Text = ask("give the role or team", "social workers")
    people: int = ask("give how many people that is, in whole numbers", "85", ge=1, le=20000)
    managers: bool = ask("answer yes where these are managers: they have sessions of their own", "no", default=False)


class Workshop(Record):
    minutes: int = ask(
        "give the length of a session in minutes, from 60 to 240", "120", default=DEFAULT_MINUTES, ge=60, le=240
    )
    largest_group: int = ask(
        "give how many people may come to one session, from 5 to 25", "25", default=LARGEST_GROUP, ge=5, le=25
    )
    two_facilitators_from: int = ask(
        "give the size of group from which there are two facilitators", "13", default=13, ge=2, le=25
    )
    delivery: DeliveryModel | None = ask("say which delivery model you use", "standard", default=None)
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
    debrief_on: date | None = ask("give the date that senior leaders hear the results", "2027-03-30", default=None)
