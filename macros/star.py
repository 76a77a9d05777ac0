"""The macro for the STAR builder: a sheet for one example of somebody's own work."""

from __future__ import annotations

from typing import TYPE_CHECKING

from htpy import Element, Node, div, fragment, input, label, optgroup, option, p, select, textarea

from macros.registry import Shown, block

if TYPE_CHECKING:
    from staffguide.guide import Guide

STEPS = (
    (
        "situation",
        "Situation",
        "Where and when was it, and who was there? Write “a woman in her eighties”, not a name.",
    ),
    ("task", "Task", "What had to be done, and what was your part in it?"),
    ("action", "Action", "What did you do, and why? Name the law, the plan or the strengths that you worked from."),
    ("result", "Result", "What changed for the person? Leave out anything that shows who it is."),
    ("learned", "What I learned", "What would you do again, and what would you do differently?"),
    ("proof", "Proof", "How do you know? Name feedback, data or an audit. Leave out case numbers."),
)
"""The four steps of STAR with what was learned and the proof; each has a prompt, which keeps people's names out."""


@block
def star_builder(guide: Guide) -> Shown:
    """A sheet for an example in the four STAR steps, what was learned, what it shows and the proof.

    Example: {{ star_builder() }}

    The page asks for the tool at its top with `tools: [star]` and has a heading of the second level over it.
    """
    title = input(id="star-title", type="text", autocomplete="off", data_field="title", aria_describedby=_hint("title"))
    steps = [
        _field(name, words, hint, textarea(id=f"star-{name}", rows="4", data_field=name, aria_describedby=_hint(name)))
        for name, words, hint in STEPS
    ]
    # Not a form element: without scripts, the Enter key would put what somebody typed into the address of the page.
    return div(".sg-star", data_tool="star")[
        div(".sg-star__sheet")[
            _field(
                "title", "A name for this example", "For you to find it by, such as “the move from hospital”.", title
            ),
            steps[:5],
            _field(
                "shows",
                "Theme and quality statement that it shows",
                "Choose the one that fits best.",
                _statements(guide),
            ),
            steps[5:],
        ]
    ]


def _hint(name: str) -> str:
    return f"star-{name}-hint"


def _field(name: str, words: str, hint: str, control: Node) -> Node:
    return div(".sg-star__field")[
        label(for_=f"star-{name}")[words],
        p(".sg-hint", id=_hint(name))[hint],
        control,
    ]


def _statements(guide: Guide) -> Element:
    facts = guide.framework
    return select(id="star-shows", autocomplete="off", data_field="shows", aria_describedby=_hint("shows"))[
        option(value="")["Not chosen yet"],
        fragment[
            [
                optgroup(label=theme.title)[
                    [
                        option(value=f"{theme.title}: {one.title}")[one.title]
                        for one in facts.statements
                        if one.theme == theme.id
                    ]
                ]
                for theme in facts.themes
            ]
        ],
    ]
