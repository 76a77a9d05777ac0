"""Checks that the national facts agree with each other: ids, references, order, bands and dates."""

from collections import Counter
from collections.abc import Collection, Iterator
from typing import NamedTuple, get_args

from staffguide import integrity_evaluation, integrity_questions, integrity_workshops
from staffguide.exercises import Checklist, Question
from staffguide.framework import Framework
from staffguide.problems import Problem, did_you_mean, found
from staffguide.records import UNFILLED, Dated, Record
from staffguide.sections import AssessmentStatus

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
    "questions": "q-",
    "workshop": "part-",
    "workshop_steps": "step-",
    "scoping": "scoping-",
    "delivery_models": "delivery-",
    "invitation": "invite-",
}
"""How ids begin, so that a page shows by the id alone which file to look in. Glossary ids are plain words."""

COUNTS = {"themes": 4, "statements": 9, "stages": 5, "evidence_categories": 6, "care_act_points": 7, "scoping": 12}
"""The numbered lists and their length. A drawing or a table depends on every one of these."""

STATEMENTS_PER_THEME = (3, 2, 2, 2)
LOWEST, HIGHEST = 25, 100
"""The ends of the overall percentage: nine scores of 1 out of 4 make 25 (brief C05)."""

STAGE_STATUSES = tuple(status for status in get_args(AssessmentStatus) if status != "not-notified")


class Placed(NamedTuple):
    """A record, or a part of one, with the file it is in and the nearest id around it."""

    path: str
    name: str
    record: Record

    def problem(self, field: str, message: str) -> Problem:
        return Problem(self.path, 1, ".".join(part for part in (self.name, field) if part), message)


def check(framework: Framework) -> list[Problem]:
    """Everything in the facts that contradicts something else in them, for an editor to mend."""
    ours = [problem for rule in RULES for problem in rule(framework)]
    ours += integrity_questions.check(framework) + integrity_evaluation.check(framework)
    return ours + integrity_workshops.check(framework)


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
    if isinstance(record, Question):
        return integrity_questions.path_of(record)
    return path_of(field)


def _parts(whole: Placed) -> Iterator[Placed]:
    yield whole
    for _, value in whole.record:
        for part in value if isinstance(value, tuple) else (value,):
            if isinstance(part, Record):
                yield from _parts(Placed(whole.path, str(getattr(part, "id", whole.name)), part))


def _repeated_ids(framework: Framework) -> Iterator[Problem]:
    """One id may not name two things, even in two files: a page could not tell which is meant."""
    owners = [placed for placed in _placed(framework) if hasattr(placed.record, "id")]
    count = Counter(placed.name for placed in owners)
    for placed in owners:
        if count[placed.name] > 1:
            paths = ", ".join(sorted({other.path for other in owners if other.name == placed.name}))
            yield placed.problem("", f"give each an id of its own: {count[placed.name]} share it, in {paths}")


def _wrong_prefixes(framework: Framework) -> Iterator[Problem]:
    for field, prefix in PREFIXES.items():
        for record in getattr(framework, field):
            if not record.id.startswith(prefix):
                message = f"start the id with {prefix} as in {prefix}example {found(record.id)}"
                yield Problem(_path(field, record), 1, record.id, message)


def _unknown_sources(framework: Framework) -> Iterator[Problem]:
    known = {source.id for source in framework.sources}
    for placed in _placed(framework):
        if isinstance(placed.record, Dated):
            for source in placed.record.sources:
                yield from _unknown(placed, "sources", source, known, "sources")


def _unknown(placed: Placed, field: str, wrong: str, known: Collection[str], file: str) -> Iterator[Problem]:
    if wrong not in known:
        message = f"use an id from {path_of(file)} {found(wrong)}: {did_you_mean(wrong, known)}"
        yield placed.problem(field, message)


def _unfilled(framework: Framework) -> Iterator[Problem]:
    """Notes are for maintainers and may say that something is still to confirm."""
    for placed in _placed(framework):
        for field, value in placed.record:
            for text in value if isinstance(value, tuple) else (value,):
                if field != "note" and isinstance(text, str) and UNFILLED.search(text):
                    yield placed.problem(field, f"write what is missing, or take the line out {found(text)}")


def _reviewed_too_early(framework: Framework) -> Iterator[Problem]:
    for placed in _placed(framework):
        if isinstance(placed.record, Dated) and placed.record.review_by <= placed.record.checked:
            message = f"give a date after the day it was checked {found(placed.record.review_by)}"
            yield placed.problem("review_by", message)


def _wrong_numbers(framework: Framework) -> Iterator[Problem]:
    for field, count in COUNTS.items():
        numbers = [record.number for record in getattr(framework, field)]
        if numbers != list(range(1, count + 1)):
            message = f"number the records from 1 to {count}, in order {found(numbers)}"
            yield Problem(path_of(field), 1, "number", message)


def _wrong_themes(framework: Framework) -> Iterator[Problem]:
    themes = [theme.id for theme in framework.themes]
    for statement in framework.statements:
        placed = Placed(path_of("statements"), statement.id, statement)
        yield from _unknown(placed, "theme", statement.theme, themes, "themes")
    for expected in framework.i_statements:
        placed = Placed(path_of("i_statements"), expected.id, expected)
        for theme in expected.themes:
            yield from _unknown(placed, "themes", theme, themes, "themes")


def _wrong_pattern(framework: Framework) -> Iterator[Problem]:
    """A statement listed twice, or under the wrong theme, shows here (brief C01)."""
    count = Counter(statement.theme for statement in framework.statements)
    per_theme = tuple(count[theme.id] for theme in framework.themes)
    if per_theme != STATEMENTS_PER_THEME:
        message = f"give the themes {', '.join(map(str, STATEMENTS_PER_THEME))} statements {found(per_theme)}"
        yield Problem(path_of("statements"), 1, "theme", message)


def _wrong_i_statements(framework: Framework) -> Iterator[Problem]:
    themes = {expected.id: expected.themes for expected in framework.i_statements}
    for statement in framework.statements:
        placed = Placed(path_of("statements"), statement.id, statement)
        for wanted in statement.i_statements:
            yield from _unknown(placed, "i_statements", wanted, themes, "i_statements")
            if statement.theme not in themes.get(wanted, (statement.theme,)):
                message = f"add {statement.theme} to its themes, or take it out here {found(wanted)}"
                yield placed.problem("i_statements", message)


def _wrong_bands(framework: Framework) -> Iterator[Problem]:
    """Bands that overlap or leave a gap would rate a council twice, or not at all."""
    start = LOWEST
    for rating in framework.ratings:
        if rating.lowest != start or rating.highest < rating.lowest:
            band = f"{rating.lowest} to {rating.highest}"
            message = f"start the band at {start}, straight after the last, and end it above {found(band)}"
            yield Problem(path_of("ratings"), 1, rating.id, message)
        start = rating.highest + 1
    if start != HIGHEST + 1:
        yield Problem(path_of("ratings"), 1, "highest", f"end the last band at {HIGHEST} {found(start - 1)}")


def _wrong_scores(framework: Framework) -> Iterator[Problem]:
    scores = [score.score for score in framework.scores]
    if scores != [4, 3, 2, 1]:
        message = f"give the scores 4, 3, 2 and 1, best first {found(scores)}"
        yield Problem(path_of("scores"), 1, "score", message)


def _wrong_case_tracking(framework: Framework) -> Iterator[Problem]:
    tracking = framework.case_tracking
    if tracking.chosen < 1 or tracking.chosen + tracking.reserve > tracking.sent:
        numbers = f"{tracking.chosen} and {tracking.reserve} of {tracking.sent}"
        message = f"those chosen and in reserve must be some of those sent {found(numbers)}"
        yield Problem(path_of("case_tracking"), 1, "sent", message)


def _wrong_statuses(framework: Framework) -> Iterator[Problem]:
    """A council's status marks the stage it is in, so each stage needs its own."""
    statuses = tuple(stage.assessment_status for stage in framework.stages)
    if statuses != STAGE_STATUSES:
        message = f"use, in order, {', '.join(STAGE_STATUSES)} {found(', '.join(statuses))}"
        yield Problem(path_of("stages"), 1, "assessment_status", message)


def _used_again(framework: Framework) -> Iterator[Problem]:
    """What people kept under an old id would come up beside a new thing that they never answered."""
    retired = {one.retired_id: one for one in framework.retired_ids}
    for placed in _placed(framework):
        if gone := retired.get(getattr(placed.record, "id", "")):
            message = f"give it an id of its own: this one was retired on {gone.on} and is never used again"
            yield placed.problem("id", message)


RULES = (
    _repeated_ids,
    _wrong_prefixes,
    _unknown_sources,
    _unfilled,
    _reviewed_too_early,
    _wrong_numbers,
    _wrong_themes,
    _wrong_pattern,
    _wrong_i_statements,
    _wrong_bands,
    _wrong_scores,
    _wrong_case_tracking,
    _wrong_statuses,
    _used_again,
)
