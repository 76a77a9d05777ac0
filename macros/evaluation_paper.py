"""Macros for what is filled in by hand or in Word: the evaluation forms on paper, and the record of the debrief."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from htpy import Element, Node, caption, div, fragment, h3, input, p, table, tbody, td, th, thead, tr

from macros.evaluation import chosen_form
from macros.registry import Shown, block

if TYPE_CHECKING:
    from staffguide.evaluation_form import Ask, AskPart
    from staffguide.guide import Guide

SHORT, LONG = 4, 9
"""Shares of the width: of a question, and of the room for its answer."""
ROWS = {"questions": 4, "actions": 5}
"""How many questions and actions the record of the debrief has room for."""


@block
def evaluation_paper(guide: Guide, form: str = "workshop") -> Shown:
    """The evaluation form for paper and for Word; with "leaders" the short one for senior leaders.

    Example: {{ evaluation_paper("workshop") }}

    For documents: the page has a form of its own, `evaluation_form`.
    """
    one = chosen_form(guide, form)
    return div(".sg-sheet")[
        p["Please leave out your name, and names of others. Nobody has to answer every question."],
        _answers("The session", [("Session and date", "")]),
        [_tables(guide, part) for part in one.parts],
    ]


def _tables(guide: Guide, part: AskPart) -> Node:
    """The questions of a part: those with columns of their own as tables of their own, the rest in one."""
    check, rest = guide.framework.evaluation.check, list[tuple[str, Node]]()
    scales = [ask for ask in part.asks if ask.kind == "confidence"]
    shown: list[Node] = []
    if scales:
        heads = [f"{step.value} {step.words}" for step in check.steps]
        shown.append(_ticks(check.question, "When", heads, [ask.label for ask in scales]))
    for ask in part.asks:
        if ask.kind == "objectives":
            own = guide.council.workshop.objectives if guide.council.workshop else ()
            aims = [*(one.text for one in guide.framework.evaluation.objectives), *own]
            shown.append(_ticks(ask.label, "Aim", [choice.words for choice in ask.choices], aims))
        elif ask.kind != "confidence":
            rest.append((ask.label, _choices(ask)))
    return fragment[_answers(part.title, rest) if rest else None, shown]


def _choices(ask: Ask) -> Node:
    return [(_tick(), f" {choice.words}   ") for choice in ask.choices]


def _tick() -> Node:
    return input(type="checkbox")


def _ticks(title: str, first: str, heads: Sequence[str], rows: Sequence[Node]) -> Element:
    """Rows with a box to tick in each column."""
    return _table(
        title, ((first, SHORT * 2), *((head, 2) for head in heads)), [(row, *(_tick() for _ in heads)) for row in rows]
    )


def _answers(title: str, rows: Sequence[tuple[str, Node]]) -> Element:
    return _table(title, (("Question", SHORT), ("Your answer", LONG)), rows)


def _table(title: str, heads: Sequence[tuple[str, int]], rows: Sequence[Sequence[Node]]) -> Element:
    """A table whose columns share the width as given, so that there is room to write in empty ones."""
    return table(".sg-table.sg-record")[
        caption[title],
        thead[tr[[th(scope="col", class_=f"sg-share-{share}")[head] for head, share in heads]]],
        tbody[[tr[th(scope="row")[first], [td[cell] for cell in rest]] for first, *rest in rows]],
    ]


@block
def debrief_record(guide: Guide) -> Shown:
    """The record of the debrief with senior leaders: what was heard, what was agreed, and the message back.

    Example: {{ debrief_record() }}

    The page has a heading of the second level over it. It is also the Word form.
    """
    empty = ("", "")
    return div(".sg-debrief-record")[
        h3["The workshops"],
        _table(
            "What took place",
            (("What", SHORT), ("Answer", LONG)),
            [(what, "") for what in ("Workshops held", "People who came", "Day of the debrief", "Who was there")],
        ),
        h3["What we heard"],
        _table(
            "Strengths and worries",
            (("What", SHORT), ("In general words, without names", LONG)),
            [(what, "") for what in ("What people said is good", "What worries people")],
        ),
        _table(
            "How far it matches the self-assessment",
            (("Theme", SHORT), ("What staff said", 5), ("What the self-assessment says", 5)),
            [(theme.title, *empty) for theme in guide.framework.themes],
        ),
        _table(
            "Confidence, on the scale from 1 to 5",
            (("When", SHORT), ("Median", 3), ("People who answered", 6)),
            [(when, *empty) for when in ("At the start", "At the end")],
        ),
        h3["What we will do"],
        _table(
            "Questions that stayed open",
            (("Question", SHORT + 1), ("Answer", 5), ("Owner", 3)),
            _numbered("Question", ROWS["questions"]),
        ),
        _table(
            "Support and actions that were agreed",
            (("Action", SHORT + 1), ("Owner", 5), ("Date", 3)),
            _numbered("Action", ROWS["actions"]),
        ),
        _table("The message back", (("What", SHORT), ("Answer", LONG)), [(what, "") for what in MESSAGE]),
    ]


MESSAGE = ("What we say to those who came", "How and when we say it", "Who sends it")


def _numbered(what: str, number: int) -> list[Sequence[Node]]:
    return [(f"{what} {n}", "", "") for n in range(1, number + 1)]
