"""Macros for the home page and for the council's own story."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from htpy import Element, Node, a, div, fragment, li, ol, p, ul
from markupsafe import Markup

from macros import tables
from macros.registry import NOTHING, Shown, block

if TYPE_CHECKING:
    from staffguide.framework import Stage
    from staffguide.guide import Guide

ROUTES = (
    ("I work with people directly", "guide/getting-ready.html", "Simple steps, and what to expect on the day", ""),
    ("I manage a team", "guide/for-managers-and-leaders.html", "Things to think about, and how to support staff", ""),
    (
        "I am a principal social worker",
        "learning/top-tips.html#principal-social-worker",
        "Your interview, and the support that you give",
        "",
    ),
    ("I am a senior leader or a member", "preparing/scrutiny-briefing.html", "The briefing for members", "scrutiny"),
    (
        "I lead the preparation",
        "tool-1/index.html",
        "Tool 1: workshops, from invitation to debrief",
        "workshops",
    ),
    (
        "I work for a partner",
        "guide/the-assessment-team.html#whom-they-talk-to",
        "Whom the CQC talks to, and what partners are asked",
        "",
    ),
)
"""Who reads the guide, where each should start, and the part of the guide that must be switched on for it."""

STAGE_PAGES = {
    "notified": "guide/the-five-stages.html",
    "return": "preparing/information-return.html",
    "evidence-review": "preparing/case-tracking.html",
    "on-site": "on-the-day.html",
    "report-published": "guide/scores-and-ratings.html",
}


@block
def routes(guide: Guide) -> Shown:
    """Two sets of cards for the home page: "I am ..." by role, and "We are at ..." by stage of the assessment.

    Example: {{ routes() }}

    The stage that the council has reached is marked; it comes from `assessment.status`.
    """
    features = guide.council.features
    by_role = [(title, page, help_) for title, page, help_, part in ROUTES if not part or getattr(features, part)]
    assessment = guide.council.assessment
    status = assessment.status if assessment else ""
    return div(".sg-routes")[
        p(".sg-routes__label")["I am ..."],
        ul(".sg-cards")[[_card(title, page, help_) for title, page, help_ in by_role]],
        p(".sg-routes__label")["We are at ..."],
        ol(".sg-cards.sg-cards--stages")[[_stage(one, status) for one in guide.framework.stages]],
    ]


def _card(title: str, page: str, help_: Node) -> Element:
    return li[a(".sg-card__link", href=f"site:{page}")[title], p[help_]]


def _stage(one: Stage, status: str) -> Element:
    here = one.assessment_status == status
    return li(class_={"sg-card--here": here}, aria_current="step" if here else None)[
        a(".sg-card__link", href=f"site:{STAGE_PAGES[one.assessment_status]}")[one.title],
        here and p(".sg-card__here")["We are here"],
        p[one.in_short],
    ]


@block
def our_story(guide: Guide) -> Shown:
    """What the council says of itself: vision, strategy, practice model, priorities, values and its story.

    Example: {{ our_story() }}

    Shows only what the council has given, and nothing if it has given none of it.
    """
    council = guide.council
    story = council.story
    given: list[tuple[str, Node]] = [
        ("Our vision", council.vision and div(".sg-message")[Markup(council.vision)]),
        ("Our strategy", _named(council.strategy, "title")),
        ("Our practice model", _practice(council.practice_model)),
        ("Our priorities", _listed(council.priorities)),
        ("Our values", _listed(council.values)),
        ("What we do well", _listed(story.strengths) if story else None),
        ("What we are improving", _listed(story.improvements) if story else None),
        ("What we are doing about it", _listed(story.actions) if story else None),
    ]
    shown = [(label, entry) for label, entry in given if entry]
    return tables.described("sg-story", shown) if shown else NOTHING


@block
def our_people(guide: Guide) -> Shown:
    """Facts about the people who live in the area, as the council has given them.

    Example: {{ our_people() }}

    Shows nothing if it has given none.
    """
    given = guide.council.demographics
    return tables.bullets(given) if given else NOTHING


def _listed(items: tuple[Any, ...]) -> Node:
    return tables.bullets(items) if items else None


def _named(given: Any, name: str) -> Node:
    if not given:
        return None
    title = getattr(given, name)
    return p[a(href=Markup(given.url))[title] if given.url else title]


def _practice(given: Any) -> Node:
    return fragment[_named(given, "name"), given.description and p[given.description]] if given else None
