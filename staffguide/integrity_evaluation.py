"""Checks the forms of the evaluation: ids, scale, choices, and that no figure is shown for fewer than five people."""

from collections import Counter
from collections.abc import Iterable, Iterator

from staffguide.evaluation_form import Ask, Evaluation, EvaluationForm
from staffguide.framework import Framework
from staffguide.problems import Problem, found

PATH = "framework/evaluation.yml"
PREFIX = "ev-"
SCALE = [1, 2, 3, 4, 5]
FEWEST = 5
WITH_CHOICES = {"choice", "objectives", "consent"}
TWICE = ["confidence", "confidence"]
"""The question about confidence is asked for the start and for the end, or not at all."""


def check(framework: Framework) -> list[Problem]:
    """Everything in the forms that would make their answers wrong or tell who gave them."""
    evaluation = framework.evaluation
    return [
        *_scale(evaluation),
        *_repeated("value", [form.value for form in evaluation.forms], "forms"),
        *(problem for form in evaluation.forms for problem in _form(form)),
        *_prefixes(evaluation),
    ]


def _scale(evaluation: Evaluation) -> Iterator[Problem]:
    values = [step.value for step in evaluation.check.steps]
    if values != SCALE:
        yield Problem(PATH, 1, "check.steps", f"number the steps from 1 to 5, in order {found(values)}")
    if evaluation.fewest < FEWEST:
        advice = f"give 5 or more: figures for fewer people tell what one of them said {found(evaluation.fewest)}"
        yield Problem(PATH, 1, "fewest", advice)


def _form(form: EvaluationForm) -> Iterator[Problem]:
    confidence = [ask.kind for ask in form.asks if ask.kind == "confidence"]
    if confidence not in ([], TWICE):
        yield Problem(PATH, 1, form.id, "ask about confidence twice, first for the start and then for the end")
    if sum(ask.kind == "objectives" for ask in form.asks) > 1:
        yield Problem(PATH, 1, form.id, "ask about the objectives once")
    for part in form.parts:
        kinds = [ask.kind for ask in part.asks]
        if "consent" in kinds and kinds != ["words", "consent"]:
            yield Problem(PATH, 1, part.id, "ask for consent in a part of its own, right after the words it is about")
    for ask in form.asks:
        yield from _choices(ask)


def _choices(ask: Ask) -> Iterator[Problem]:
    if (ask.kind in WITH_CHOICES) != bool(ask.choices):
        advice = "give it choices" if ask.kind in WITH_CHOICES else "take its choices out"
        yield Problem(PATH, 1, ask.id, f"{advice}: its kind is {ask.kind}")
    yield from _repeated("choices", [choice.value for choice in ask.choices], ask.id)


def _repeated(field: str, values: Iterable[str], where: str) -> Iterator[Problem]:
    for value, times in Counter(values).items():
        if times > 1:
            yield Problem(PATH, 1, f"{where}.{field}", f"give each a value of its own {found(value)}")


def _prefixes(evaluation: Evaluation) -> Iterator[Problem]:
    parts = [part for form in evaluation.forms for part in form.parts]
    for id in (
        *(one.id for one in evaluation.forms),
        *(one.id for one in parts),
        *(ask.id for part in parts for ask in part.asks),
        *(one.id for one in evaluation.objectives),
    ):
        if not id.startswith(PREFIX):
            yield Problem(PATH, 1, id, f"start the id with {PREFIX} as in {PREFIX}example {found(id)}")
