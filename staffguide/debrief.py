"""The debrief of a council's workshops: what was heard, what will be done, and the message back to those who came.

A council keeps it in a file of its own beside council.yml, because it is written once the workshops are over.
Fields are declared as in `identity`: what to give, an example, where it shows and whom to ask.
"""

from datetime import date
from typing import Literal

from staffguide.records import Record, Rich, Text, ask
from staffguide.sections import MAX_LIST

FILE = "debrief.yml"
FEWEST = 5
"""No figure is given for fewer people: it would tell what one of them said."""

Median = Literal["1", "1.5", "2", "2.5", "3", "3.5", "4", "4.5", "5"]
"""A value of the temperature check, or half-way between two."""


class ConfidenceHeard(Record):
    """What the temperature check came to. It is left out where fewer than five people answered both times."""

    replies: int = ask(
        "give how many people answered at the start and at the end; leave the group out if they are fewer than five",
        "84",
        ge=FEWEST,
        le=20000,
    )
    before: Median = ask("give the median at the start, as the results page shows it", "2.5")
    after: Median = ask("give the median at the end, as the results page shows it", "4")


class AnsweredQuestion(Record):
    question: Text = ask("give a question that stayed open in the workshops", "Will we be told who has been chosen?")
    answer: Rich = ask("give the answer, or say when there will be one", "Yes, your manager will tell you.")


class PromisedAction(Record):
    action: Text = ask("say what will be done", "Two more practice sessions for each team")
    owner: Text = ask("name the role or team that will do it, never a person", "principal social worker")
    by: date = ask("give the date that it will be done by", "2027-01-29")


class Debrief(Record):
    """What came out of the workshops, as senior leaders agreed to tell it to staff."""

    workshops: int = ask("give how many workshops there have been", "6", ge=1, le=1000)
    people: int = ask("give how many people came in all", "112", ge=1, le=20000)
    debriefed_on: date = ask("give the day that senior leaders heard the results", "2026-11-18")
    message: Rich | None = ask(
        "give the message of senior leaders to those who came", "Thank you for being frank with us.", default=None
    )
    strengths: tuple[Text, ...] = ask(
        "list what people said is good", "[Teams help each other]", default=(), max_length=MAX_LIST
    )
    worries: tuple[Text, ...] = ask(
        "list what worries people, in general words", "[Too little time to prepare]", default=(), max_length=MAX_LIST
    )
    confidence: ConfidenceHeard | None = ask(
        "say how confident people felt before and after", "replies: 84", default=None
    )
    questions: tuple[AnsweredQuestion, ...] = ask(
        "list the questions that stayed open, each with its answer",
        "- question: Who will be asked?",
        default=(),
        max_length=MAX_LIST,
    )
    actions: tuple[PromisedAction, ...] = ask(
        "list what will be done, by whom and when", "- action: More practice", default=(), max_length=MAX_LIST
    )
