"""Checks that the national facts agree with each other: ids, references, order, bands and dates."""

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

from staffguide.framework import Checklist, Framework
from staffguide.problems import Problem, did_you_mean, found
from staffguide.records import UNFILLED, Dated, Record

PREFIXES = {
    "sources": "src-",
    "themes": "theme-",
    "statements": "qs-",
    "i_statements": "i-",
    "evidence_categories": "evidence-",
    "evidence_routes": "route-",
    "stages": "stage-",
    "team_roles": "role-",
    "ratings": "rating-",
    "care_act_points": "care-act-",
    "principles": "principle-",
    "focus_lists": "focus-",
    "meeting_answers": "meeting-",
    "facts": "fact-",
    "checklists": "chk-",
    "links": "link-",
}
"""How ids begin, so that a page shows by the id alone which file to look in. Glossary ids are plain words."""

COUNTS = {"themes": 4, "statements": 9, "stages": 5, "evidence_categories": 6, "care_act_points": 7}
"""Numbered lists, and how many records each holds. A drawing or a table depends on every one of these."""

STATEMENTS_PER_THEME = (3, 2, 2, 2)
LOWEST, HIGHEST = 25, 100
"""The ends of the overall percentage. It cannot fall below 25, because the lowest score is 1 out of 4 (brief C05)."""

STATUSES = ("notified", "return", "evidence-review", "on-site", "report-published")
"""What `assessment.status` of a council says in each stage, in order."""


class Placed(NamedTuple):
    """A record, or a part of one, with the file it is in and the nearest id around it."""

    path: str
    name: str
    record: Record


def check(framework: Framework) -> list[Problem]:
    """Everything in the facts that contradicts something else in them, for an editor to mend."""
    everything = tuple(_placed(framework))
    rules = (
        _repeated_ids(everything),
        _wrong_prefixes(framework),
        _unknown_sources(everything, {source.id for source in framework.sources}),
        _unfilled(everything),
        _overdue_before_checked(everything),
        _wrong_numbers(framework),
        _wrong_themes(framework),
        _wrong_i_statements(framework),
        _wrong_bands(framework),
        _wrong_scores(framework),
        _wrong_case_tracking(framework),
        _wrong_statuses(framework),
    )
    return [problem for rule in rules for problem in rule]


def path_of(field: str) -> str:
    """The file that a field of the framework is written in."""
    return f"framework/{field.replace('_', '-')}.yml"


def _placed(framework: Framework) -> Iterator[Placed]:
    """Every record in every file, with the parts inside it."""
    for field in type(framework).model_fields:
        value = getattr(framework, field)
        for record in value if isinstance(value, tuple) else (value,):
            yield from _parts(Placed(_path(field, record), str(getattr(record, "id", "")), record))


def _path(field: str, record: Record) -> str:
    if isinstance(record, Checklist):
        return f"framework/checklists/{record.id.removeprefix('chk-')}.yml"
    return path_of(field)


def _parts(whole: Placed) -> Iterator[Placed]:
    yield whole
    for value in dict(whole.record).values():
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Record):
                yield from _parts(Placed(whole.path, str(getattr(part, "id", whole.name)), part))


def _repeated_ids(everything: Sequence[Placed]) -> Iterator[Problem]:
    owners = [placed for placed in everything if hasattr(placed.record, "id")]
    count = Counter(placed.name for placed in owners)
    for placed in owners:
        if count[placed.name] > 1:
            others = sorted({other.path for other in owners if other.name == placed.name})
            yield Problem(placed.path, 1, placed.name, f"give it an id of its own: this one is used {count[placed.name]} times, in {', '.join(others)}")


def _wrong_prefixes(framework: Framework) -> Iterator[Problem]:
    for field, prefix in PREFIXES.items():
        for record in getattr(framework, field):
            if not record.id.startswith(prefix):
                yield Problem(_path(field, record), 1, record.id, f'start the id with "{prefix}", like {prefix}example {found(record.id)}')


def _unknown_sources(everything: Sequence[Placed], known: Collection[str]) -> Iterator[Problem]:
    for placed in everything:
        if isinstance(placed.record, Dated):
            for source in placed.record.sources:
                yield from _unknown(placed.path, f"{placed.name}.sources".lstrip("."), source, known, "sources")


def _unknown(path: str, field: str, wrong: str, known: Collection[str], list_name: str) -> Iterator[Problem]:
    if wrong not in known:
        yield Problem(path, 1, field, f"use an id from {path_of(list_name)} {found(wrong)}; {did_you_mean(wrong, known)}")


def _unfilled(everything: Sequence[Placed]) -> Iterator[Problem]:
    for placed in everything:
        for field, value in dict(placed.record).items():
            texts = value if isinstance(value, tuple) else (value,)
            for text in texts:
                if isinstance(text, str) and field != "note" and UNFILLED.search(text):
                    yield Problem(placed.path, 1, f"{placed.name}.{field}".lstrip("."), f"write the missing words or take the line out {found(text)}")


def _overdue_before_checked(everything: Sequence[Placed]) -> Iterator[Problem]:
    for placed in everything:
        if isinstance(placed.record, Dated) and placed.record.review_by <= placed.record.checked:
            yield Problem(placed.path, 1, f"{placed.name}.review_by".lstrip("."), f"give a date after {placed.record.checked}, when it was checked {found(placed.record.review_by)}")


def _wrong_numbers(framework: Framework) -> Iterator[Problem]:
    for field, count in COUNTS.items():
        numbers = [record.number for record in getattr(framework, field)]
        if numbers != list(range(1, count + 1)):
            yield Problem(path_of(field), 1, "number", f"number the records 1 to {count}, in order {found(numbers)}")


def _wrong_themes(framework: Framework) -> Iterator[Problem]:
    themes = [theme.id for theme in framework.themes]
    for statement in framework.statements:
        yield from _unknown(path_of("statements"), f"{statement.id}.theme", statement.theme, themes, "themes")
    for expected in framework.i_statements:
        for theme in expected.themes:
            yield from _unknown(path_of("i_statements"), f"{expected.id}.themes", theme, themes, "themes")
    count = Counter(statement.theme for statement in framework.statements)
    if (per_theme := tuple(count[theme] for theme in themes)) != STATEMENTS_PER_THEME:
        yield Problem(path_of("statements"), 1, "theme", f"give the themes 3, 2, 2 and 2 statements {found(per_theme)}")


def _wrong_i_statements(framework: Framework) -> Iterator[Problem]:
    themes = {expected.id: expected.themes for expected in framework.i_statements}
    for statement in framework.statements:
        field = f"{statement.id}.i_statements"
        for wanted in statement.i_statements:
            yield from _unknown(path_of("statements"), field, wanted, themes, "i_statements")
            if wanted in themes and statement.theme not in themes[wanted]:
                yield Problem(path_of("statements"), 1, field, f"add {statement.theme} to the themes of {wanted}, or take it out here {found(wanted)}")


def _wrong_bands(framework: Framework) -> Iterator[Problem]:
    """Bands that overlap or leave a gap would rate a council twice, or not at all."""
    start = LOWEST
    for rating in framework.ratings:
        if rating.lowest != start or rating.highest < rating.lowest:
            yield Problem(path_of("ratings"), 1, f"{rating.id}.lowest", f"start the band at {start}, one above the band before it, and end it later {found(f'{rating.lowest} to {rating.highest}')}")
        start = rating.highest + 1
    if start != HIGHEST + 1:
        yield Problem(path_of("ratings"), 1, "highest", f"end the last band at {HIGHEST} {found(start - 1)}")


def _wrong_scores(framework: Framework) -> Iterator[Problem]:
    scores = [score.score for score in framework.scores]
    if scores != [4, 3, 2, 1]:
        yield Problem(path_of("scores"), 1, "score", f"give the scores 4, 3, 2 and 1, best first {found(scores)}")


def _wrong_case_tracking(framework: Framework) -> Iterator[Problem]:
    tracking = framework.case_tracking
    if tracking.chosen < 1 or tracking.chosen + tracking.reserve > tracking.sent:
        numbers = f"{tracking.chosen} and {tracking.reserve} of {tracking.sent}"
        yield Problem(path_of("case_tracking"), 1, "sent", f"the people chosen and in reserve must be among those sent {found(numbers)}")


def _wrong_statuses(framework: Framework) -> Iterator[Problem]:
    statuses = tuple(stage.assessment_status for stage in framework.stages)
    if statuses != STATUSES:
        yield Problem(path_of("stages"), 1, "assessment_status", f"use, in order, {', '.join(STATUSES)} {found(', '.join(statuses))}")
