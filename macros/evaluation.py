"""The macros for the evaluation of a workshop: the temperature check, the forms, and the page that adds answers up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from htpy import (
    Element,
    Node,
    a,
    div,
    fieldset,
    fragment,
    h3,
    input,
    label,
    legend,
    li,
    ol,
    p,
    section,
    span,
    textarea,
    ul,
)

from macros.registry import MacroError, Shown, block

if TYPE_CHECKING:
    from staffguide.evaluation_form import Ask, AskPart, EvaluationForm
    from staffguide.guide import Guide

FORM_FILE = "evaluation-form.htm"
"""The form with everything that it needs inside, which the build writes."""
MOST_LETTERS = "1000"
"""In an answer in words on the screen: more would be an essay, and is cut off by nobody."""


@block
def temperature_check(guide: Guide) -> Shown:
    """The question about confidence that a workshop opens and closes with, and the five steps of its scale.

    Example: {{ temperature_check() }}
    """
    check = guide.framework.evaluation.check
    # The numbers of the list are those of the scale: its steps are numbered from 1 on.
    return div(".sg-temperature")[
        p(".sg-temperature__question")[check.question],
        ol(".sg-temperature__scale")[[li[step.words] for step in check.steps]],
    ]


@block
def evaluation_form(guide: Guide, form: str = "workshop") -> Shown:
    """The form that asks what people thought of a workshop, or with "leaders" the short one for senior leaders.

    Example: {{ evaluation_form("workshop") }}

    The page asks for the tool at its top with `tools: [evaluation]` and has a heading of the second level over it.
    Where there is no script it is a form to print.
    """
    one = chosen_form(guide, form)
    # Not a form element: without scripts, the Enter key would put what somebody typed into the address of the page.
    return div(
        ".sg-form.sg-evaluation.sg-unsearched",
        data_tool="evaluation",
        data_form=one.value,
        data_version=_version(guide),
    )[_session(), [_part(guide, part) for part in one.parts]]


@block
def evaluation_file(guide: Guide) -> Shown:
    """A link that saves the evaluation form as one file, for people's own phones.

    Example: {{ evaluation_file() }}
    """
    form = guide.framework.evaluation.forms[0]
    place = f"site:downloads/{FORM_FILE}"
    return ul(".sg-downloads")[li[a(href=place, download=True)[f"{form.title}, to fill in on a phone"]]]


def chosen_form(guide: Guide, form: str) -> EvaluationForm:
    """The form of this name. Raises MacroError that says which there are."""
    forms = {one.value: one for one in guide.framework.evaluation.forms}
    if form not in forms:
        raise MacroError(f'there is no form "{form}": choose one of {", ".join(forms)}')
    return forms[form]


def _version(guide: Guide) -> str:
    return str(guide.framework.evaluation.version)


def _session() -> Element:
    return div(".sg-fields.sg-evaluation__session")[
        label(for_="ev-session")["Session"],
        input(id="ev-session", type="text", autocomplete="off", maxlength="120", data_session="name"),
        label(for_="ev-date")["Date"],
        input(id="ev-date", type="date", autocomplete="off", data_session="date"),
    ]


def _part(guide: Guide, part: AskPart) -> Element:
    return section(".sg-evaluation__part")[h3[part.title], [_ask(guide, ask) for ask in part.asks]]


def _ask(guide: Guide, ask: Ask) -> Node:
    if ask.kind == "words":
        return _words(ask)
    if ask.kind == "objectives":
        return _objectives(guide, ask)
    if ask.kind == "confidence":
        check = guide.framework.evaluation.check
        steps = [(str(step.value), f"{step.value} {step.words}") for step in check.steps]
        return _choices(ask.id, fragment[f"{ask.label}: ", _in_small(check.question)], steps, look="sg-steps")
    return _choices(ask.id, ask.label, [(choice.value, choice.words) for choice in ask.choices], hint=ask.hint)


def _in_small(question: str) -> str:
    return question[:1].lower() + question[1:]


def _objectives(guide: Guide, ask: Ask) -> Element:
    """The objectives that all workshops have, then the council's own, whose words go into the files of answers."""
    workshop = guide.council.workshop
    choices = [(choice.value, choice.words) for choice in ask.choices]
    own: tuple[Any, ...] = workshop.objectives if workshop else ()
    return div(".sg-aims")[
        p(".sg-aims__label")[ask.label],
        [_choices(one.id, one.text, choices) for one in guide.framework.evaluation.objectives],
        [_choices(f"ev-own-{n}", text, choices, own=True) for n, text in enumerate(own, 1)],
    ]


def _choices(
    name: str, words: Node, choices: list[tuple[str, str]], *, hint: str = "", look: str = "", own: bool = False
) -> Element:
    # The spaces keep the words apart where no style sheet does, as in a PDF.
    options = [
        (label[input(type="radio", name=name, value=value, data_ask=name), " ", span[said]], " ")
        for value, said in choices
    ]
    hinted = f"{name}-hint" if hint else None
    return fieldset(".sg-asked", data_own=own and "yes", aria_describedby=hinted)[
        legend[words], hint and p(".sg-hint", id=hinted)[hint], div(class_=["sg-choices", look or None])[options]
    ]


def _words(ask: Ask) -> Element:
    hinted = f"{ask.id}-hint" if ask.hint else None
    room = textarea(
        id=ask.id, rows="2", autocomplete="off", maxlength=MOST_LETTERS, data_ask=ask.id, aria_describedby=hinted
    )
    return div(".sg-fields.sg-asked--words")[
        label(for_=ask.id)[ask.label], ask.hint and p(".sg-hint", id=hinted)[ask.hint], room
    ]


@block
def evaluation_results(guide: Guide) -> Shown:
    """The page's tool that adds up files of answers. Without script it says what else there is.

    Example: {{ evaluation_results() }}

    The page asks for the tool at its top with `tools: [results]` and has a heading of the second level over it.
    """
    evaluation = guide.framework.evaluation
    told = evaluation.model_dump_json(include={"version", "fewest", "check", "objectives", "forms"})
    return div(".sg-form.sg-results", data_tool="results", data_evaluation=told)[
        p(".sg-results__still")[
            "This page needs scripts to add up answers, and they do not run here. Open it in another browser, or count "
            "the replies by hand."
        ]
    ]
