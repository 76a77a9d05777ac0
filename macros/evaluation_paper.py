"""Macros for what is filled in by hand or in Word: the evaluation forms on paper, and the record of the debrief."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from htpy import Element, Node, caption, div, input, label, p, table, tbody, td, textarea, th, thead, tr

from macros.evaluation import chosen_form
from macros.registry import Shown, block

if TYPE_CHECKING:
    from staffguide.evaluation_form import Ask, AskPart
    from staffguide.guide import Guide

SHORT, LONG = 6, 7
"""Shares of the width: of a question, and of the room for its answer."""
GAP = "\N{EM SPACE}"
"""Between choices: it stays where spaces are drawn together."""
ROWS = {"questions": 4, "actions": 5}
"""How many questions and actions the record of the debrief has room for."""


@block
def evaluation_paper(guide: Guide, form: str = "workshop") -> Shown:
    """The evaluation form for paper and for Word; with "leaders" the short one for senior leaders.

    Example: {{ evaluation_paper("workshop") }}

    For documents: the page has a form of its own, `evaluation_form`.
    """
    one = chosen_form(guide, form)
    before, after = _around(one.parts)
    return div(".sg-sheet")[
        p["Please leave out your name and the names of others. You need not answer every question."],
        div(".sg-line")["Session and date: ", input(type="text")],
        before,
        [_scales(guide, ask, one.asks) for ask in one.asks if ask.kind in ("confidence", "objectives")],
        _table("Your answers", (("Question", SHORT), ("Answer", LONG)), after),
    ]


Row = tuple[Node, Node]


def _around(parts: Sequence[AskPart]) -> tuple[list[Node], list[Row]]:
    """The choices that stand over the tables, in lines of their own, and the rows of the last table."""
    lines: list[Node] = []
    rows: list[Row] = []
    for part in parts:
        scaled = any(ask.kind == "confidence" for ask in part.asks)
        plain = [ask for ask in part.asks if ask.kind not in ("confidence", "objectives")]
        if scaled:
            lines += [p[ask.label, " ", _choices(ask)] for ask in plain]
        else:
            rows += [(ask.label, _choices(ask)) for ask in plain]
    return lines, rows


def _scales(guide: Guide, ask: Ask, asks: Sequence[Ask]) -> Node:
    """A table with a box for each step; the two of the temperature check stand in one."""
    if ask.kind == "objectives":
        own = guide.council.workshop.objectives if guide.council.workshop else ()
        aims = [*(one.text for one in guide.framework.evaluation.objectives), *own]
        return _ticks(ask.label, ("Aim", 10), [choice.words for choice in ask.choices], aims)
    both = [one for one in asks if one.kind == "confidence"]
    check = guide.framework.evaluation.check
    heads = [f"{step.value} {step.words}" for step in check.steps]
    return _ticks(check.question, ("When", 3), heads, [one.label for one in both], 3) if ask == both[0] else None


def _choices(ask: Ask) -> Node:
    """Boxes with their words, or room to write where there is nothing to choose."""
    return [(label(".sg-box")[_tick(), f" {choice.words}"], GAP) for choice in ask.choices] or [
        textarea(rows="2")
    ] * ask.lines


def _tick() -> Node:
    return input(type="checkbox")


def _ticks(title: str, first: tuple[str, int], heads: Sequence[str], rows: Sequence[Node], wide: int = 2) -> Element:
    """Rows with a box to tick in each column."""
    boxes = [(row, *(_tick() for _ in heads)) for row in rows]
    return _table(title, (first, *((head, wide) for head in heads)), boxes)


def _table(title: str, heads: Sequence[tuple[str, int]], rows: Sequence[Sequence[Node]]) -> Element:
    """A table whose columns share the width as given, so that there is room to write in empty ones."""
    return table(".sg-table.sg-record")[
        caption[title],
        thead[tr[[th(scope="col", class_=f"sg-share-{share}")[head] for head, share in heads]]],
        tbody[[tr[th(scope="row")[first], [td(data_fill="")[cell] for cell in rest]] for first, *rest in rows]],
    ]


@block
def debrief_record(guide: Guide) -> Shown:
    """The record of the debrief with senior leaders: what was heard, what was agreed, and the message back.

    Example: {{ debrief_record() }}

    The page has a heading of the second level over it. It is also the Word form.
    """
    empty = ("", "")
    return div(".sg-debrief-record.sg-unsearched")[
        _table(
            "What took place",
            (("What", SHORT), ("Answer", LONG)),
            [(what, "") for what in ("Workshops held", "People who came", "Day of the debrief", "Who was there")],
        ),
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
        _table(
            "Questions that stayed open",
            (("Number", 2), ("Question", 5), ("Answer", 5), ("Owner", 3)),
            _numbered(ROWS["questions"]),
        ),
        _table(
            "Support and actions that were agreed",
            (("Number", 2), ("Action", 6), ("Owner", 4), ("Date", 3)),
            _numbered(ROWS["actions"]),
        ),
        _table("The message back", (("What", SHORT), ("Answer", LONG)), [(what, "") for what in MESSAGE]),
    ]


MESSAGE = ("What we say to those who came", "How and when we say it", "Who sends it")


def _numbered(number: int) -> list[Sequence[Node]]:
    return [(str(n), "", "", "") for n in range(1, number + 1)]
