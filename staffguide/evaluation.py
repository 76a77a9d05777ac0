"""The sums of an evaluation: what the replies come to, with no figure for so few people that it could tell who.

The results page does the same sums in the browser (overrides/assets/tools/tallies.js), and a test holds the two
together: change both. What comes out is plain values, as in JSON.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from staffguide.evaluation_files import Collected, Reply
from staffguide.evaluation_form import Ask, Evaluation, EvaluationForm

Values = dict[str, Any]
OTHERS = ""
"""The name of a group that is put together from small ones, and of people who did not say what they are."""


def summary(collected: Collected, evaluation: Evaluation) -> Values:
    """Everything that is shown of the replies, for each form."""
    return {
        "counted": list(collected.counted),
        "refused": [list(one) for one in collected.refused],
        "repeated": collected.repeated,
        "forms": [_of_form(form, collected.replies, evaluation) for form in evaluation.forms],
    }


def _of_form(form: EvaluationForm, every: Sequence[Reply], evaluation: Evaluation) -> Values:
    replies = [reply for reply in every if reply.form == form.value]
    return {
        "form": form.value,
        "replies": len(replies),
        "sessions": _sessions(replies),
        "confidence": _confidence(form, replies, evaluation),
        "objectives": list(_objectives(form, replies, evaluation)),
        "choices": [
            _counts(ask, [reply.answers.get(ask.id) for reply in replies], evaluation)
            for ask in form.asks
            if ask.kind == "choice"
        ],
        "words": [_comments(ask, form, replies) for ask in form.asks if ask.kind == "words"],
    }


def _sessions(replies: Iterable[Reply]) -> list[Values]:
    held = Counter((reply.date, reply.session) for reply in replies)
    return [{"date": day, "session": name, "replies": number} for (day, name), number in sorted(held.items())]


def _counts(ask: Ask, answers: Iterable[object], evaluation: Evaluation) -> Values:
    given = Counter(answer for answer in answers if answer is not None)
    answered = given.total()
    counts = [given[choice.value] for choice in ask.choices] if answered >= evaluation.fewest else None
    return {"id": ask.id, "answered": answered, "counts": counts}


def _objectives(form: EvaluationForm, replies: Sequence[Reply], evaluation: Evaluation) -> Iterator[Values]:
    """How far each objective was met: those that all workshops have, then the council's own."""
    own = sorted({text for reply in replies for text in reply.own})
    for ask in form.asks:
        if ask.kind == "objectives":
            for one in evaluation.objectives:
                answers = [reply.answers.get(one.id) for reply in replies]
                yield {**_counts(ask, answers, evaluation), "id": one.id, "text": one.text}
            for text in own:
                answers = [reply.own.get(text) for reply in replies]
                yield {**_counts(ask, answers, evaluation), "id": "", "text": text}


def _comments(ask: Ask, form: EvaluationForm, replies: Iterable[Reply]) -> Values:
    """The words as they were written, in the order of their letters: nobody can be told by the place of theirs.

    Where people say how their words may be used, each use has its own list; without an answer, nobody quotes them.
    """
    part = next(part for part in form.parts if ask in part.asks)
    consent = next((one for one in part.asks if one.kind == "consent"), None)
    uses = [choice.value for choice in consent.choices] if consent else [""]
    lists: dict[str, list[str]] = {use: [] for use in uses}
    for reply in replies:
        if words := reply.answers.get(ask.id):
            use = reply.answers.get(consent.id, uses[-1]) if consent else ""
            lists[use].append(words)
    return {"id": ask.id, "lists": [{"use": use, "words": sorted(words)} for use, words in lists.items()]}


Pair = tuple[int, int]


def _confidence(form: EvaluationForm, replies: Iterable[Reply], evaluation: Evaluation) -> Values | None:
    """Confidence before and after, of those who gave both."""
    scales = [ask.id for ask in form.asks if ask.kind == "confidence"]
    if not scales:
        return None
    groups = next((ask.id for ask in form.asks if ask.kind == "choice"), OTHERS)
    both = [
        (str(reply.answers.get(groups, OTHERS)), (reply.answers[scales[0]], reply.answers[scales[1]]))
        for reply in replies
        if all(scale in reply.answers for scale in scales)
    ]
    pairs = [pair for _, pair in both]
    if len(pairs) < evaluation.fewest:
        return {"people": len(pairs), "shown": False}
    counts = [Counter(before for before, _ in pairs), Counter(after for _, after in pairs)]
    return {
        "people": len(pairs),
        "shown": True,
        **_moved(pairs),
        "steps": [[step.value, *(count[step.value] for count in counts)] for step in evaluation.check.steps],
        "groups": _groups(both, evaluation.fewest),
    }


def _moved(pairs: Sequence[Pair]) -> Values:
    changes = [after - before for before, after in pairs]
    return {
        "before": _middle([before for before, _ in pairs]),
        "after": _middle([after for _, after in pairs]),
        "change": median(sorted(changes)),
        "rose": sum(change > 0 for change in changes),
        "stayed": sum(change == 0 for change in changes),
        "fell": sum(change < 0 for change in changes),
    }


def _middle(values: Iterable[int]) -> Values:
    """The median, and where the middle half of the people lies: the medians of the lower and of the upper half."""
    ordered = sorted(values)
    half = len(ordered) // 2
    return {"median": median(ordered), "low": median(ordered[:half]), "high": median(ordered[-half:])}


def median(ordered: Sequence[int]) -> float:
    """The value in the middle, or half-way between the two in the middle."""
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _groups(both: Sequence[tuple[str, Pair]], fewest: int) -> list[Values]:
    """Confidence by group. Small groups stand together, with a larger one if need be, and never alone.

    So what is left when somebody takes shown groups away from the whole is always a shown group, or several.
    """
    held: dict[str, list[Pair]] = {}
    for name, pair in both:
        held.setdefault(name, []).append(pair)
    apart = together(held, fewest)
    if len(apart) < 2:
        return []
    return [{"group": list(names), "people": len(pairs), **_moved(pairs)} for names, pairs in apart]


def together(held: Mapping[str, Sequence[Pair]], fewest: int) -> list[tuple[tuple[str, ...], list[Pair]]]:
    """Groups by size, the largest first; the small ones, and as many others as they need, put together at the end."""
    ordered = sorted(held, key=lambda name: (-len(held[name]), name))
    large = [name for name in ordered if name != OTHERS and len(held[name]) >= fewest]
    small = [name for name in ordered if name not in large]
    while small and large and sum(len(held[name]) for name in small) < fewest:
        small = [large.pop(), *small]
    rest = [(tuple(sorted(small)), [pair for name in small for pair in held[name]])] if small else []
    return [*(((name,), list(held[name])) for name in large), *rest]
