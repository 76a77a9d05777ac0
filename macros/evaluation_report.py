"""The report of an evaluation as blocks, which the results page makes too, and as HTML with its chart.

The page's own script (overrides/assets/tools/results.js) says the same, and a test holds the two together: change both.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from htpy import Element, Node, caption, div, figcaption, figure, h2, h3, h4, p, table, tbody, td, th, thead, tr

from macros import shapes, tables
from macros.dates import written
from macros.shapes import Colours

if TYPE_CHECKING:
    from staffguide.evaluation_form import Ask, Evaluation, EvaluationForm

Sums = Mapping[str, Any]
Block = list[Any]
"""A kind and what it needs: h (level, words), p, list, table (caption, heads, rows) or chart (steps)."""

FEW = "Too few"
QUOTED = 700
"""Letters of words that people want senior leaders to hear, for which a page has room."""
LEVELS = {2: h2, 3: h3, 4: h4}
ROW, BAR, TALL, FIRST = 46, 20, 18, 4
"""In the chart: how far steps and their bars stand apart, how tall a bar is, and where the first one begins."""
LEFT, LONGEST = 140, 380


def report(sums: Sums, evaluation: Evaluation) -> list[Block]:
    """Everything, for whoever runs the workshops."""
    given = [one for one in sums["forms"] if one["replies"]]
    forms = {form.value: form for form in evaluation.forms}
    files, repeated = len(sums["counted"]), sums["repeated"]
    twice = f" Of their replies, {repeated} came more than once and {'is' if repeated == 1 else 'are'} counted once."
    refused = [f"{name}: {why}" for name, why in sums["refused"]]
    blocks: list[Block] = [
        ["h", 2, "Files"],
        ["p", f"{files} {'file was' if files == 1 else 'files were'} counted.{twice if repeated else ''}"],
        *_listed("Files that are not counted", refused),
        *([] if given else [["p", "There are no replies to count yet."]]),
        *(block for one in given for block in _form(one, forms[one["form"]], evaluation)),
    ]
    return blocks


def brief(sums: Sums, evaluation: Evaluation) -> list[Block]:
    """For senior leaders, on one page: only words that may be quoted, and no more than there is room for."""
    one, form = sums["forms"][0], evaluation.forms[0]
    quotes = _quotes(one) if one["replies"] >= evaluation.fewest else []
    blocks: list[Block] = [
        ["p", f"{_replies(one['replies'])} from {_counted(len(one['sessions']), 'session')}."],
        *_confidence(one["confidence"], form, evaluation, groups=False),
        *_aims(one["objectives"], form, evaluation),
        *_listed("What people want senior leaders to hear", quotes),
        ["p", f"No figure is shown for fewer than {evaluation.fewest} people. Words are quoted with permission."],
    ]
    # On a page of their own, the parts stand right under its title.
    return [["h", 2, block[2]] if block[0] == "h" else block for block in blocks]


def _listed(title: str, items: Sequence[str]) -> list[Block]:
    return [["h", 3, title], ["list", list(items)]] if items else []


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun if number == 1 else f'{noun}s'}"


def _replies(number: int) -> str:
    return f"{number} {'reply' if number == 1 else 'replies'}"


def _quotes(one: Sums) -> list[str]:
    room, kept = QUOTED, []
    for words in (
        words for ask in one["words"] for use in ask["lists"] if use["use"] == "quote" for words in use["words"]
    ):
        room -= len(words)
        if room >= 0:
            kept.append(words)
    return kept


def _form(one: Sums, form: EvaluationForm, evaluation: Evaluation) -> list[Block]:
    held = [
        f"{told['session']}, {written(date.fromisoformat(told['date']))}: {_replies(told['replies'])}"
        for told in one["sessions"]
    ]
    return [
        ["h", 2, form.title],
        ["p", f"{_replies(one['replies'])}:"],
        ["list", held],
        *_confidence(one["confidence"], form, evaluation, groups=True),
        *_aims(one["objectives"], form, evaluation),
        *_choices(one["choices"], form, "How useful it was" if form.value == "leaders" else "How it was run"),
        *_comments(one["words"], form),
    ]


def _confidence(sums: Sums | None, form: EvaluationForm, evaluation: Evaluation, *, groups: bool) -> list[Block]:
    if sums is None:
        return []
    title, people = ["h", 3, "Confidence"], sums["people"]
    if not sums["shown"]:
        need = f"Figures need at least {evaluation.fewest} people who answered at the start and at the end."
        return [title, ["p", f"{need} So far there are {people}."]]
    before, after = sums["before"], sums["after"]
    felt = f"{sums['stayed']} felt the same and {sums['fell']} felt less confident."
    named = {step.value: f"{step.value} {step.words}" for step in evaluation.check.steps}
    return [
        title,
        ["p", f"Of {_people(people)} who answered both times, {sums['rose']} felt more confident at the end, {felt}"],
        ["chart", sums["steps"]],
        [
            "table",
            "People at each step",
            ["Step", "At the start", "At the end"],
            [[named[value], str(first), str(then)] for value, first, then in sums["steps"]],
        ],
        [
            "table",
            f"Confidence on a scale from 1 to {len(evaluation.check.steps)}",
            ["What", "At the start", "At the end"],
            [
                ["Median", _plain(before["median"]), _plain(after["median"])],
                ["Middle half of the people", _range(before), _range(after)],
            ],
        ],
        *(_by_group(sums["groups"], form) if groups else []),
    ]


def _by_group(groups: Sequence[Sums], form: EvaluationForm) -> Iterator[Block]:
    role = next(ask for ask in form.asks if ask.kind == "choice")
    known = {choice.value: choice.words for choice in role.choices}
    heads = ["Kind of job", "People", "Median at the start", "Median at the end", "Median change"]
    rows = [
        [
            known[one["group"][0]] if len(one["group"]) == 1 and one["group"][0] else "Everybody else",
            str(one["people"]),
            _plain(one["before"]["median"]),
            _plain(one["after"]["median"]),
            _change(one["change"]),
        ]
        for one in groups
    ]
    if rows:
        yield ["table", "Confidence by kind of job", heads, rows]


def _people(number: int) -> str:
    return f"{number} {'person' if number == 1 else 'people'}"


def _plain(value: float) -> str:
    return f"{value:g}"


def _range(middle: Sums) -> str:
    low, high = _plain(middle["low"]), _plain(middle["high"])
    return low if low == high else f"{low} to {high}"


def _change(steps: float) -> str:
    return f"{_plain(abs(steps))} {'up' if steps > 0 else 'down'}" if steps else "None"


def _aims(sums: Sequence[Sums], form: EvaluationForm, evaluation: Evaluation) -> list[Block]:
    if not sums:
        return []
    choices = next(ask.choices for ask in form.asks if ask.kind == "objectives")
    rows = [[one["text"], *(map(str, one["counts"]) if one["counts"] else [FEW] * len(choices))] for one in sums]
    few = f"{FEW}: fewer than {evaluation.fewest} people answered, so nothing is shown."
    return [
        ["h", 3, "Aims met"],
        ["table", "How far each aim was met", ["Aim", *(choice.words for choice in choices)], rows],
        *([] if all(one["counts"] for one in sums) else [["p", few]]),
    ]


def _choices(sums: Sequence[Sums], form: EvaluationForm, title: str) -> list[Block]:
    asks = {ask.id: ask for ask in form.asks}
    return [["h", 3, title], ["list", [f"{asks[one['id']].label} {_chosen(one, asks[one['id']])}." for one in sums]]]


def _chosen(one: Sums, ask: Ask) -> str:
    if not one["counts"]:
        return f"{FEW} answers to show ({one['answered']})"
    return "; ".join(f"{choice.words}: {number}" for choice, number in zip(ask.choices, one["counts"], strict=True))


def _comments(sums: Sequence[Sums], form: EvaluationForm) -> list[Block]:
    blocks: list[Block] = []
    for one in sums:
        part = next(part for part in form.parts if any(ask.id == one["id"] for ask in part.asks))
        ask = next(ask for ask in part.asks if ask.id == one["id"])
        uses = {
            choice.value: f". {choice.words}" for ask in part.asks if ask.kind == "consent" for choice in ask.choices
        }
        for use in one["lists"]:
            if use["words"]:
                blocks += [["h", 4, ask.short + uses.get(use["use"], "")], ["list", list(use["words"])]]
    return [["h", 3, "In people's own words"], *blocks] if blocks else []


def html(blocks: Sequence[Block], colours: Colours) -> Element:
    """The blocks as HTML."""
    shown = [_element(block, colours) for block in blocks]
    charts = [n for n, block in enumerate(blocks) if block[0] == "chart"]
    for n in reversed(charts):  # the two tables that always come next stand side by side on paper
        shown[n + 1 : n + 3] = [div(".sg-beside")[shown[n + 1 : n + 3]]]
    return div(".sg-report")[shown]


def _element(block: Block, colours: Colours) -> Node:
    kind, *rest = block
    if kind == "h":
        level, words = rest
        return LEVELS[level][words]
    if kind == "p":
        return p[rest[0]]
    if kind == "list":
        return tables.bullets(rest[0])
    if kind == "chart":
        return chart(rest[0], colours)
    title, heads, rows = rest
    return _table(title, heads, rows)


def _table(title: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Element:
    """A table whose first column has as much room as two or three of the others, on paper too."""
    shares = (f"sg-share-{2 if len(heads) == 3 else 4}", *["sg-share-1"] * (len(heads) - 1))
    made = table(".sg-table")[
        caption[title],
        thead[tr[[th(scope="col", class_=share)[head] for head, share in zip(heads, shares, strict=True)]]],
        tbody[[tr[th(scope="row")[first], [td[cell] for cell in rest]] for first, *rest in rows]],
    ]
    return _scrolling(title, made)


def _scrolling(title: str, wide: Element) -> Element:
    """What may be wider than a phone, in a region that the keyboard can scroll."""
    return div(".sg-scroll", role="region", tabindex="0", aria_label=title)[wide]


def chart(steps: Sequence[Sequence[int]], colours: Colours) -> Element:
    """How many people stood at each step before and after: two bars for each, told apart by words and by filling."""
    most = max(1, *(number for _, *both in steps for number in both))
    parts = [
        _bar(colours, FIRST + ROW * n + BAR * at, (str(value), "")[at], at, number, most)
        for n, (value, *both) in enumerate(steps)
        for at, number in enumerate(both)
    ]
    said = "; ".join(f"step {value}, {first} at the start and {then} at the end" for value, first, then in steps)
    picture = shapes.picture(f"People at each step: {said}.", ROW * len(steps) + FIRST, parts)
    words = "People at each step, at the start and at the end. The table has the same figures."
    return figure(".sg-drawing")[_scrolling("Drawing", picture), figcaption[words]]


def _bar(colours: Colours, top: float, step: str, at: int, number: int, most: int) -> Node:
    wide, feet = max(number / most * LONGEST, 1), top + 14
    return [
        shapes.words(colours, 8, feet, step, anchor="start", bold=True) if step else None,
        shapes.words(colours, 40, feet, ("At the start", "At the end")[at], anchor="start"),
        shapes.box(colours, LEFT, top, wide, TALL, fill=("tint", "brand")[at]),
        shapes.words(colours, LEFT + 10 + wide, feet, str(number), anchor="start"),
    ]
