"""The controls of the question bank, which its script takes out of their template: without it nothing is shown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from htpy import Element, button, div, form, input, label, option, p, select, template

from macros.bank import FOR, GENERAL, GENERAL_TITLE, KINDS, short

if TYPE_CHECKING:
    from staffguide.framework import Framework

Choices = Iterable[tuple[str, str]]


def filters(facts: Framework) -> Element:
    """A form to narrow the list down with, how many questions are left, and what can be done with them."""
    return template(data_bank_controls=True)[
        form(".sg-bank__filters", aria_label="Filter the questions")[
            label(".sg-bank__field")["Words in the question", input(type="search", name="text", autocomplete="off")],
            _choice("audience", "Who it is for", FOR.items()),
            _choice("theme", "Theme", [*((one.id, one.title) for one in facts.themes), (GENERAL, GENERAL_TITLE)]),
            _choice("statement", "Quality statement", [(one.id, one.title) for one in facts.statements]),
            _choice("kind", "Kind of question", KINDS.items()),
        ],
        p(".sg-bank__count", data_fill="count"),
        div(".sg-actions")[
            [
                button(".sg-do", type="button", data_do=do)[words]
                for do, words in (
                    ("clear", "Clear the filters"),
                    ("print", "Print this selection"),
                    ("copy", "Copy as text"),
                )
            ]
        ],
    ]


def _choice(name: str, title: str, choices: Choices) -> Element:
    return label(".sg-bank__field")[
        title,
        select(name=name)[
            option(value="")["All"],
            [option(value=short(value))[words] for value, words in choices],
        ],
    ]
