"""Checks the question bank: tags, ids, who is said to have asked, enough for each statement, and no question twice."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator

from rapidfuzz import fuzz, process

from staffguide.exercises import Question
from staffguide.framework import Framework
from staffguide.problems import Problem, did_you_mean, found

ASKED_BY_THE_CQC = "asked by the CQC at councils"
REPORTED_IN = ("src-s1", "src-s5")
"""The only sources that say what the CQC asked at councils. Nothing else may be put in its mouth."""

FEWEST = 15
"""Questions for each quality statement, so that a team can practise more than once."""

MOST_ALIKE = 90
"""Likeness in per cent, whatever the order of the words; two questions that are more alike are one question."""

ID = re.compile(r"q-(?P<home>[a-z][a-z-]*[a-z])-[0-9]{2,3}")
GENERAL = "general"


def path_of(question: Question) -> str:
    """The file that a question is written in, which its first statement decides."""
    return f"framework/questions/{_home(question)}.yml"


def _home(question: Question) -> str:
    """The middle of a question's id; where the id itself is wrong, the first statement tells."""
    match = ID.fullmatch(question.id)
    return match["home"] if match else _expected_home(question)


def _expected_home(question: Question) -> str:
    return question.statements[0].removeprefix("qs-") if question.statements else GENERAL


def check(framework: Framework) -> list[Problem]:
    """Everything in the question bank that an editor has to mend."""
    return [problem for rule in RULES for problem in rule(framework)]


def _wrong_ids(framework: Framework) -> Iterator[Problem]:
    """The id tells the first statement, so a tag that is changed without moving the question shows here."""
    for question in framework.questions:
        home = _expected_home(question)
        match = ID.fullmatch(question.id)
        if not match or match["home"] != home:
            message = f"give an id such as q-{home}-01, to go with its first statement {found(question.id)}"
            yield _problem(question, "id", message)


def _unknown_tags(framework: Framework) -> Iterator[Problem]:
    themes = {theme.id for theme in framework.themes}
    statements = {statement.id for statement in framework.statements}
    for question in framework.questions:
        yield from _unknown(question, "themes", question.themes, themes)
        yield from _unknown(question, "statements", question.statements, statements)


def _unknown(question: Question, field: str, tags: Collection[str], known: Collection[str]) -> Iterator[Problem]:
    for tag in tags:
        if tag not in known:
            message = f"use an id from framework/{field}.yml {found(tag)}: {did_you_mean(tag, known)}"
            yield _problem(question, field, message)


def _themes_apart(framework: Framework) -> Iterator[Problem]:
    """A question found under a statement must be found under that statement's theme too."""
    themes = {statement.id: statement.theme for statement in framework.statements}
    for question in framework.questions:
        for statement in question.statements:
            theme = themes.get(statement)
            if theme and theme not in question.themes:
                yield _problem(question, "themes", f"add {theme}, the theme of {statement} {found(question.themes)}")


def _not_asked(framework: Framework) -> Iterator[Problem]:
    for question in framework.questions:
        if not question.text.endswith("?"):
            yield _problem(question, "text", f"end the question with a question mark {found(question.text)}")


def _wrongly_attributed(framework: Framework) -> Iterator[Problem]:
    for question in framework.questions:
        if ASKED_BY_THE_CQC in question.kind and not set(question.sources) <= set(REPORTED_IN):
            message = f'call it "practice prompt", unless its only sources are {" or ".join(REPORTED_IN)}'
            yield _problem(question, "kind", f"{message} {found(', '.join(question.sources))}")


def _too_few(framework: Framework) -> Iterator[Problem]:
    count = Counter(tag for question in framework.questions for tag in question.statements)
    for statement in framework.statements:
        if count[statement.id] < FEWEST:
            path = f"framework/questions/{statement.id.removeprefix('qs-')}.yml"
            message = f"tag at least {FEWEST} questions with {statement.id} {found(count[statement.id])}"
            yield Problem(path, 1, "statements", message)


def _alike(framework: Framework) -> Iterator[Problem]:
    """Words are sorted once here, not once for each pair: this runs at every load."""
    questions = framework.questions
    texts = [_sorted_words(question.text) for question in questions]
    for place, question in enumerate(questions):
        later = texts[place + 1 :]
        for _, likeness, step in process.extract(
            texts[place], later, scorer=fuzz.ratio, score_cutoff=MOST_ALIKE, limit=None
        ):
            other = questions[place + 1 + step]
            if likeness > MOST_ALIKE:
                message = f"{question.id} and {other.id} ask almost the same: keep one of them {found(other.text)}"
                yield _problem(question, "text", message)


def _sorted_words(text: str) -> str:
    return " ".join(sorted(re.findall(r"[\w'-]+", text.lower())))


def _problem(question: Question, field: str, message: str) -> Problem:
    return Problem(path_of(question), 1, f"{question.id}.{field}", message)


RULES: tuple[Callable[[Framework], Iterator[Problem]], ...] = (
    _wrong_ids,
    _unknown_tags,
    _themes_apart,
    _not_asked,
    _wrongly_attributed,
    _too_few,
    _alike,
)
