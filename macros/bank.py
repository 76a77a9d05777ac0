"""How the question bank is laid out: its groups, the words for audiences and kinds, and where each question lives."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from staffguide.exercises import Question
    from staffguide.framework import Framework, Statement

GENERAL = "general"
"""Stands where a theme does for the questions that fit every theme."""
GENERAL_TITLE = "Every theme"
FOR = {
    "frontline": "For frontline staff",
    "manager": "For managers",
    "leader or member": "For leaders and members",
    "everyone": "For everyone",
}
PROMPT = "practice prompt"
"""What a question is unless it says otherwise."""
KINDS = {
    PROMPT: "Practice prompt",
    "reflection": "Reflection",
    "asked by the CQC at councils": "Asked by the CQC at councils",
}


SHORT = {"manager": "managers", "leader or member": "leaders-and-members", PROMPT: "prompt"} | {
    "asked by the CQC at councils": "asked"
}
"""How an audience or a kind stands in an address; the others stand there as they are."""


def short(name: str) -> str:
    return SHORT.get(name, name)


def kinds(question: Question) -> str:
    """What a question is, in words: of one kind or two."""
    first, *others = (KINDS[kind] for kind in question.kind)
    return " and ".join([first, *(one.lower() for one in others)])


def short_kinds(question: Question) -> str:
    return " ".join(map(short, question.kind))


@dataclass(frozen=True)
class Group:
    """The questions that belong to one statement first, or to none. `theme` is the id of its theme, or "general"."""

    id: str
    title: str
    theme: str
    questions: tuple[Question, ...]


def groups(facts: Framework) -> list[Group]:
    """The whole bank in the order of the framework: by statement, and what fits every theme at the end."""
    firsts = [(one, tuple(q for q in facts.questions if q.statements[:1] == (one.id,))) for one in facts.statements]
    general = tuple(question for question in facts.questions if not question.statements)
    by_statement = [Group(one.id, one.title, one.theme, its) for one, its in firsts]
    return [*by_statement, Group(GENERAL, GENERAL_TITLE, GENERAL, general)]


def page_of(theme: str) -> str:
    """The page, from the root of the site, that is home to a theme's questions."""
    return f"practise/by-theme/{theme.removeprefix('theme-')}.html"


def home(question: Question, statements: Sequence[Statement]) -> str:
    """A question's permanent address: the page of its first statement's theme, and its id there."""
    first = question.statements[:1]
    theme = next((one.theme for one in statements if (one.id,) == first), GENERAL)
    return f"{page_of(theme)}#{question.id}"
