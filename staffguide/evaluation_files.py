"""Reads files of answers to an evaluation form: each is input from strangers, and counted or refused by name.

The results page does the same in the browser (overrides/assets/tools/tallies.js), and a test holds the two together:
change both.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from staffguide.evaluation_form import Ask, Evaluation, EvaluationForm

KIND = "staff-guide-evaluation"
SUFFIX = ".json"
MOST_BYTES = 1_000_000
MOST_REPLIES = 500
DEEPEST = 6
LONGEST_NAME = 120
LONGEST_WORDS = 2000
MOST_OWN = 6
LONGEST_OWN = 400
LEFT_BY_COMPUTERS = {"thumbs.db", "desktop.ini"}
"""Files that computers put into folders by themselves: nobody needs to be told of them."""

UNSEEN = re.compile("[\x00-\x20\x7f-\xa0\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]+")
"""Spaces, and signs that nobody sees, some of which would turn the words around them."""
STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
REPLY = re.compile(r"[0-9a-f]{32}")
DAY = re.compile(r"20[0-9]{2}-[0-9]{2}-[0-9]{2}")
OWN = "ev-own-"
"""What the answers about a council's own objectives are called, with their number."""

Answers = Mapping[str, Any]


@dataclass(frozen=True)
class Given:
    """A file as it lies in a folder: nothing of it is read before its name and size are known to be right."""

    name: str
    size: int
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Reply:
    """One person's answers: numbers for confidence, values of choices, and words. `own` are by the objective's text."""

    form: str
    session: str
    date: str
    answers: Answers
    own: Mapping[str, str]


@dataclass(frozen=True)
class Collected:
    """Everything that could be read. `repeated` counts replies that were there already."""

    replies: tuple[Reply, ...]
    counted: tuple[str, ...]
    refused: tuple[tuple[str, str], ...]
    repeated: int


class RefusedError(ValueError):
    """A file that is not counted, and why, in words for an officer."""


def collect(files: Sequence[Given], evaluation: Evaluation, council: str) -> Collected:
    """The replies in all files, taken in the order of their names."""
    replies: dict[str, Reply] = {}
    counted, refused, repeated = list[str](), list[tuple[str, str]](), 0
    for file in sorted(files, key=lambda one: one.name):
        if file.name.startswith(".") or file.name.lower() in LEFT_BY_COMPUTERS:
            continue
        try:
            found = _read(file, evaluation, council)
        except RefusedError as why:
            refused.append((file.name, str(why)))
            continue
        fresh = {id: reply for id, reply in found.items() if id not in replies}
        repeated += len(found) - len(fresh)
        replies |= fresh
        if fresh:
            counted.append(file.name)
        else:
            refused.append((file.name, "all of its replies are in another file that has been counted"))
    return Collected(tuple(replies.values()), tuple(counted), tuple(refused), repeated)


def councils_in(files: Sequence[Given]) -> set[str]:
    """The councils that files of answers name, as far as they can be read."""
    named = set()
    for file in files:
        try:
            data = _data(file)
        except RefusedError:
            continue
        if data.get("kind") == KIND and isinstance(data.get("council"), str):
            named.add(data["council"])
    return named


def _read(file: Given, evaluation: Evaluation, council: str) -> dict[str, Reply]:
    data = _data(file)
    form = _form(data, evaluation, council)
    session, day, own = _text(data.get("session")), data.get("date"), _own(data.get("objectives", []))
    if not 1 <= len(session) <= LONGEST_NAME or not _is_day(day):
        raise RefusedError("its session has no name or no date")
    replies = data.get("replies")
    if not isinstance(replies, list) or not replies:
        raise RefusedError("it holds no replies")
    if len(replies) > MOST_REPLIES:
        raise RefusedError(f"it holds more than {MOST_REPLIES} replies")
    found: dict[str, Reply] = {}
    for n, reply in enumerate(replies, 1):
        id, answers = _reply(n, reply)
        checked = dict(_answers(n, answers, form, evaluation, own))
        theirs = {own[name]: checked.pop(name) for name in list(checked) if name in own}
        found.setdefault(id, Reply(form.value, session, str(day), checked, theirs))
    return found


def _data(file: Given) -> dict[str, Any]:
    """What a file of the right name and size holds."""
    name = file.name.lower()
    if name.endswith(".zip"):
        raise RefusedError("unpack it first: packed files are not opened")
    if not name.endswith(SUFFIX):
        raise RefusedError(f"it is no file of answers: those end in {SUFFIX}")
    if file.size > MOST_BYTES:
        raise RefusedError("it is too large to be a file of answers")
    try:
        text = file.read().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise RefusedError("it is not saved as UTF-8 text") from error
    except OSError as error:
        raise RefusedError("it cannot be opened") from error
    if _depth(text) > DEEPEST:
        raise RefusedError("it is no file of answers: too much in it stands inside each other")
    try:
        # Numbers as the browser reads them, however long they are.
        data = json.loads(text, parse_int=float, parse_constant=_no_number)
    except ValueError as error:
        raise RefusedError("it cannot be read: it may have been cut short or changed") from error
    if not isinstance(data, dict) or data.get("kind") != KIND:
        raise RefusedError("it was not made by the evaluation form of this guide")
    return data


def _depth(text: str) -> int:
    deepest = depth = 0
    for sign in re.findall(r"[\[\]{}]", STRING.sub("", text)):
        depth += 1 if sign in "[{" else -1
        deepest = max(deepest, depth)
    return deepest


def _no_number(name: str) -> float:
    raise ValueError(name)


def _form(data: Mapping[str, Any], evaluation: Evaluation, council: str) -> EvaluationForm:
    if not _is_number(data.get("version"), evaluation.version):
        raise RefusedError("it was made by another version of the form")
    if data.get("council") != council:
        raise RefusedError("it is from another council")
    forms = {form.value: form for form in evaluation.forms}
    value = data.get("form")
    if not isinstance(value, str) or value not in forms:
        raise RefusedError("it does not say which form was filled in")
    return forms[value]


def _own(given: object) -> dict[str, str]:
    """The council's own objectives as the file gives them, by the name of the answers about them."""
    texts = [_text(one) for one in given] if isinstance(given, list) else [""]
    if len(texts) > MOST_OWN or len(set(texts)) < len(texts) or not all(1 <= len(one) <= LONGEST_OWN for one in texts):
        raise RefusedError("the council's own aims in it are not as the form writes them")
    return {f"{OWN}{n}": text for n, text in enumerate(texts, 1)}


def _reply(n: int, reply: object) -> tuple[str, Mapping[str, object]]:
    id, answers = (reply.get("id"), reply.get("answers")) if isinstance(reply, dict) else (None, None)
    if not isinstance(id, str) or not REPLY.fullmatch(id) or not isinstance(answers, dict):
        raise RefusedError(f"reply {n} is not as the form writes it")
    return id, answers


def _answers(
    n: int, answers: Mapping[str, object], form: EvaluationForm, evaluation: Evaluation, own: Mapping[str, str]
) -> Iterator[tuple[str, Any]]:
    """Each answer that says something, checked against the question it answers."""
    asks = questions(form, evaluation, own)
    for name, given in answers.items():
        if name not in asks:
            raise RefusedError(f"reply {n} answers a question that is not on the form")
        ask = asks[name]
        if ask.kind == "words":
            if words := _words(n, given, ask):
                yield name, words
        elif ask.kind == "confidence":
            yield name, _step(n, given, ask, evaluation)
        else:
            yield name, _choice(n, given, ask)


def questions(form: EvaluationForm, evaluation: Evaluation, own: Mapping[str, str]) -> dict[str, Ask]:
    """Every answer that a reply may give, by its name: one for each objective, the council's own as well."""
    asks: dict[str, Ask] = {}
    for ask in form.asks:
        several = (*(one.id for one in evaluation.objectives), *own) if ask.kind == "objectives" else (ask.id,)
        asks |= dict.fromkeys(several, ask)
    return asks


def _words(n: int, given: object, ask: Ask) -> str:
    if not isinstance(given, str):
        raise RefusedError(f'reply {n}: what stands under "{ask.short}" is no text')
    words = _text(given)
    if len(words) > LONGEST_WORDS:
        raise RefusedError(f'reply {n}: the words under "{ask.short}" are too long')
    return words


def _step(n: int, given: object, ask: Ask, evaluation: Evaluation) -> int:
    step = next((one.value for one in evaluation.check.steps if _is_number(given, one.value)), None)
    if step is None:
        raise RefusedError(f'reply {n}: "{ask.short}" is not on the scale')
    return step


def _choice(n: int, given: object, ask: Ask) -> str:
    if not isinstance(given, str) or given not in {choice.value for choice in ask.choices}:
        raise RefusedError(f'reply {n}: the answer under "{ask.short}" is not one of those on the form')
    return given


def _text(given: object) -> str:
    """Words on one line, without signs that nobody sees."""
    return UNSEEN.sub(" ", given).strip(" ") if isinstance(given, str) else ""


def _is_number(given: object, wanted: int) -> bool:
    """True is 1 to Python, but no number to anybody else."""
    return isinstance(given, int | float) and not isinstance(given, bool) and given == wanted


def _is_day(given: object) -> bool:
    if not isinstance(given, str) or not DAY.fullmatch(given):
        return False
    try:
        date.fromisoformat(given)
    except ValueError:
        return False
    return True
