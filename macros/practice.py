"""The macro for practice: what to do with a partner and a list, and the form that its script takes over with."""

from __future__ import annotations

from collections.abc import Iterable, Set
from typing import TYPE_CHECKING

from htpy import (
    Element,
    Node,
    button,
    div,
    fieldset,
    form,
    h2,
    input,
    label,
    legend,
    li,
    ol,
    option,
    p,
    select,
    span,
    template,
)

from macros.bank import GENERAL
from macros.numbers import counted
from macros.registry import Shown, block

if TYPE_CHECKING:
    from staffguide.framework import Framework
    from staffguide.guide import Guide

READY = ("Not ready at all", "A little ready", "Fairly ready", "Ready", "Very ready")
"""The confidence check: the same words at the start and at the end."""
STEPS = (
    "Choose a word from the scale below that says how ready you feel, and write it down.",
    "Take a list of questions, by theme or by audience. Agree how many you will try: five is plenty.",
    "One of you asks. The other takes a moment to think, and then answers aloud with a true example.",
    "Together, look at what to think about and at the evidence. Ask what was missing.",
    "Mark the question: confident, nearly or not yet. Swap over, and go on to the next.",
    "Come back to each question marked not yet. At the end choose a word from the scale again.",
)
HOW = (("alone", "On my own"), ("pair", "With a partner"), ("group", "In a group, with a facilitator"))
WHO = (
    ("", "Everybody"),
    ("frontline", "Frontline staff"),
    ("manager", "Managers"),
    ("leader or member", "Leaders and members"),
)
ALWAYS = "Questions that are for everyone are always among them."
IN_A_GROUP = (
    "In a group, ask each person to choose a word from the scale now, and to write it down: " + ", ".join(READY) + "."
)
NUMBERS = (3, 5, 10, 15, 20)
USUAL = 5
MINUTES = (1, 2, 3, 5)


@block
def practice(guide: Guide) -> Shown:
    """How to practise aloud with a partner, which the script turns into one question at a time.

    Example: {{ practice() }}
    """
    return div(".sg-practice", data_tool="practice")[
        div(data_base=True)[
            h2["With a partner and a list"],
            ol[[li[step] for step in STEPS]],
            p["The scale: how ready do you feel to talk to the CQC?"],
            ol(".sg-scale")[[li[word] for word in READY]],
        ],
        template(data_setup=True)[_form(guide.framework)],
    ]


def _form(facts: Framework) -> Element:
    themes = [*((one.id, one.title) for one in facts.themes), (GENERAL, "Questions that fit every theme")]
    return form(".sg-practice__form", novalidate=True)[
        _choices("How are you practising?", "radio", "how", HOW, chosen={"alone"}),
        _choices("Whose questions do you want?", "radio", "audience", WHO, chosen={""}, hint=ALWAYS),
        _choices("Which themes?", "checkbox", "themes", themes, chosen={id for id, _ in themes}),
        _number("How many questions?", "many", [(str(n), str(n)) for n in NUMBERS] + [("", "All that fit")], USUAL),
        p(".sg-practice__fitting", data_fill="fitting"),
        fieldset(".sg-practice__set")[
            legend["Timer"],
            p(".sg-practice__hint")[
                "Off unless you want it. You can pause it or add time, and nothing happens when it ends."
            ],
            _tick("checkbox", "timer", "yes", "Show a timer"),
            div(data_times=True, hidden=True)[
                _number("Time to think", "thinking", _minutes(), 1), _number("Time to speak", "speaking", _minutes(), 2)
            ],
        ],
        _choices("Screen", "checkbox", "big", [("yes", "Big type, so that a room can read it")], chosen=set()),
        _choices(
            "Before you start: how ready do you feel to talk to the CQC?",
            "radio",
            "ready",
            [*zip(READY, READY, strict=True), ("", "I would rather not say")],
            chosen=set(),
            hint="You will be asked again at the end.",
        ),
        p(".sg-practice__hint", data_group=True, hidden=True)[IN_A_GROUP],
        div(".sg-actions")[button(".sg-button", type="submit")["Start practising"]],
    ]


def _choices(
    title: str, kind: str, name: str, choices: Iterable[tuple[str, str]], *, chosen: Set[str], hint: str = ""
) -> Element:
    about = f"hint-{name}" if hint else None
    return fieldset(".sg-practice__set", aria_describedby=about, data_choice=name)[
        legend[title],
        p(".sg-practice__hint", id=about)[hint] if hint else None,
        [_tick(kind, name, value, words, checked=value in chosen) for value, words in choices],
    ]


def _tick(kind: str, name: str, value: str, words: str, *, checked: bool = False) -> Element:
    return label(".sg-practice__choice")[input(type=kind, name=name, value=value, checked=checked), " ", span[words]]


def _number(title: str, name: str, choices: Iterable[tuple[str, str]], usual: int) -> Element:
    options: Node = [option(value=value, selected=value == str(usual))[words] for value, words in choices]
    return label(".sg-bank__field")[title, select(name=name)[options]]


def _minutes() -> list[tuple[str, str]]:
    return [(str(minutes), counted(minutes, "minute")) for minutes in MINUTES]
