"""Macros for the question bank: the questions on the page that is their home, lists that lead there, and downloads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from htpy import Element, Node, a, details, div, h2, h3, li, p, section, span, summary, ul

from macros.bank import FOR, GENERAL, KINDS, PROMPT, Group, groups, home, kinds, short, short_kinds
from macros.bank_filters import filters
from macros.numbers import counted
from macros.registry import MacroError, Shown, block, chosen
from staffguide.problems import did_you_mean

if TYPE_CHECKING:
    from staffguide.exercises import Question
    from staffguide.framework import Framework
    from staffguide.guide import Guide


@block
def question_bank(guide: Guide, theme: str | None = None, audience: str | None = None) -> Shown:
    """Questions to practise with, by statement: a theme's in full, an audience's or all of them as links to there.

    Example: {{ question_bank(theme="theme-leadership") }}

    The theme "general" has the questions that fit every theme. Audiences are "frontline", "manager",
    "leader or member" and "everyone". Without either it lists the whole bank.
    """
    facts = guide.framework
    if theme is not None and theme != GENERAL:
        chosen(facts.themes, theme, "theme")
    if audience is not None and audience not in FOR:
        raise MacroError(f'there is no audience "{audience}": {did_you_mean(str(audience), FOR)}')
    if theme is not None:
        return _homes(facts, theme)
    return _listed(facts, audience)


def _homes(facts: Framework, theme: str) -> Element:
    """The page that is home to a theme's questions, with what helps to think about each."""
    here = [group for group in groups(facts) if group.theme == theme]
    parts = [(group, _visiting(facts, group)) for group in here]
    return _bank(
        facts,
        _contents([(group.id, group.title, len(group.questions) + len(more)) for group, more in parts]),
        [
            section(data_statement=group.id, data_theme=theme)[
                h2(id=f"on-{group.id}")[group.title],
                ul(".sg-bank__full", data_entries=True, data_kind=short(PROMPT))[
                    [_full(question) for question in group.questions]
                ],
                more
                and div[
                    h3["These fit here too"],
                    ul(".sg-bank__list", data_entries=True, data_kind=short(PROMPT))[
                        [_visitor(question, facts) for question in more]
                    ],
                ],
            ]
            for group, more in parts
        ],
    )


def _visiting(facts: Framework, group: Group) -> list[Question]:
    """Questions that bear on a group's statement and have their home in another theme."""
    at_home = {one.id for one in facts.statements if one.theme == group.theme}
    return [q for q in facts.questions if group.id in q.statements[1:] and q.statements[0] not in at_home]


def _full(question: Question) -> Element:
    return li(id=question.id, data_also=_also(question))[
        p[question.text],
        _tags(question, a(href=f"#{question.id}")["Link to this question"]),
        details[
            summary["Think about, and evidence"],
            ul[[li[point] for point in question.think_about]],
            p[f"Evidence: {question.evidence}"],
        ],
    ]


def _visitor(question: Question, facts: Framework) -> Element:
    return li(data_also=_also(question))[_link(question, facts), _tags(question)]


def _tags(question: Question, more: Node = None) -> Element:
    return p(".sg-bank__tags")[
        span(data_audience=short(question.audience))[FOR[question.audience]], " ", _kind(question), more and [" ", more]
    ]


def _kind(question: Question) -> Node:
    if question.kind == (PROMPT,):
        return KINDS[PROMPT]
    return span(data_kind=short_kinds(question))[kinds(question)]


def _also(question: Question) -> str | None:
    """The statements and themes beyond those of its group."""
    return " ".join((*question.statements[1:], *question.themes[1:])) or None


def _link(question: Question, facts: Framework) -> Element:
    return a(href=f"site:{home(question, facts.statements)}")[question.text]


def _listed(facts: Framework, audience: str | None) -> Element:
    """Links to the homes of questions. What most of them share is said once, so that the page stays light."""
    kept = [(group, [q for q in group.questions if audience in (None, q.audience)]) for group in groups(facts)]
    kept = [(group, questions) for group, questions in kept if questions]
    return _bank(
        facts,
        _contents([(group.id, group.title, len(questions)) for group, questions in kept]),
        [
            section(data_statement=group.id, data_theme=group.theme)[
                h2(id=f"on-{group.id}")[group.title],
                _by_audience(facts, questions) if audience is None else _plain(facts, questions, audience),
            ]
            for group, questions in kept
        ],
    )


def _by_audience(facts: Framework, questions: Sequence[Question]) -> Node:
    own = [(who, [question for question in questions if question.audience == who]) for who in FOR]
    return [div[h3[FOR[who]], _plain(facts, some, who)] for who, some in own if some]


def _plain(facts: Framework, questions: Iterable[Question], audience: str) -> Element:
    """The kind is named where it is not that of nearly all: a practice prompt."""
    return ul(".sg-bank__list", data_audience=short(audience), data_entries=True, data_kind=short(PROMPT))[
        [
            li(data_also=_also(question))[
                _link(question, facts),
                question.kind != (PROMPT,) and [" ", _kind(question)],
            ]
            for question in questions
        ]
    ]


def _bank(facts: Framework, contents: Node, sections: Sequence[Element]) -> Element:
    return div(".sg-bank", data_bank=True)[filters(facts), contents, sections]


def _contents(parts: Sequence[tuple[str, str, int]]) -> Node:
    """Where each part begins and how long it is; one part alone needs no list."""
    if len(parts) < 2:
        return None
    entries = [li[a(href=f"#on-{id}")[title], f" ({counted(count, 'question')})"] for id, title, count in parts]
    return ul(".sg-bank__contents")[entries]


@block
def question_downloads(_guide: Guide) -> Shown:
    """The question bank as files to take away.

    Example: {{ question_downloads() }}
    """
    files = (
        ("csv", "The question bank for a spreadsheet (CSV)"),
        ("json", "The question bank for programs (JSON)"),
    )
    return ul(".sg-downloads")[
        [li[a(href=f"site:downloads/question-bank.{kind}", download=True)[title]] for kind, title in files]
    ]
