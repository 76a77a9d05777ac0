"""What only `guide check` looks at: the wording of pages and facts, and what is due for a review.

A build does without it, since it changes nothing that readers get.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel

from macros.dates import written
from staffguide import based_on, house_style, load, overlays, pages, project, reading, spoken
from staffguide.exercises import WorkshopPart
from staffguide.expressions import Vocabulary
from staffguide.framework import Edition, SearchWords, Source, Stage, Term
from staffguide.pages import Page
from staffguide.problems import GuideError, Problem
from staffguide.sentences import Passage, bare
from staffguide.yaml_lines import Where, YamlFile

NOT_OURS: dict[type[BaseModel], set[str]] = {
    Source: {"title", "publisher", "date"},
    Term: {"term", "short", "also", "searched"},
    Stage: {"assessment_status"},
    Edition: {"version"},
    SearchWords: {"words", "page"},
}
"""Names, and words that only the search or the program reads. Notes are for maintainers; a workshop's are shown."""
EXPLAINED = ("CQC",)
"""What no fact needs to explain, because every page does."""


def remarks(root: Path, as_of: date) -> list[Problem]:
    """Problems and advice for the editors of everything that can be read. What cannot be is told elsewhere."""
    found, _ = pages.read_all(root / "docs", root)
    due = list(_pages_due(found.values(), as_of))
    try:
        style = house_style.style(load.house_style(root), load.framework(root))
    except GuideError as error:
        return [*due, *(problem for problem in error.problems if problem.path == load.HOUSE_STYLE)]
    due += [problem for page in found.values() for problem in house_style.check(page, style)]
    for model, file in load.framework_files(root):
        due += _facts_due(model, file, as_of)
        due += house_style.examine(list(facts(model, file)), style, file.path, EXPLAINED)
    return due


def of_councils(root: Path, slugs: Iterable[str], as_of: date) -> list[Problem]:
    """The same for the pages that councils have written themselves, and which of them stand on words that changed."""
    national, _ = pages.read_all(root / "docs", root)
    told = [one for slug in slugs for one in based_on.advice(root, slug, national)]
    try:
        style = house_style.style(load.house_style(root), load.framework(root))
        words = project.vocabulary(list(national))
    except GuideError:
        return told
    for slug in slugs:
        for page in _own_pages(root, slug, national, words):
            told += [] if page.origins else _pages_due([page], as_of)
            found = (pages.located(one, page) for one in house_style.check(page, style))
            told += [one for one in found if one.path.startswith("councils/")]
    return told


def _own_pages(root: Path, slug: str, national: Mapping[str, Page], words: Vocabulary) -> Iterable[Page]:
    try:
        return overlays.load(root, slug, national, words, project.files_in(root / "docs")).pages.values()
    except GuideError:
        return ()


def page_table(root: Path, as_of: date) -> str:
    """How long each page is, how hard to read and when it is due for review. Raises GuideError for unreadable facts."""
    found, _ = pages.read_all(root / "docs", root)
    return reading.table(found.values(), spoken.reader(load.framework(root)), as_of)


def facts(model: type[BaseModel], file: YamlFile) -> Iterator[Passage]:
    """Every text in a sound file of facts that readers see, with its line."""
    for where, entry in _entries(file):
        yield from _texts(model, entry, where, file)


def _entries(file: YamlFile) -> Iterator[tuple[Where, dict[str, Any]]]:
    if "record" in file.data:
        yield ("record",), file.data["record"]
    for number, entry in enumerate(file.data.get("records", ())):
        yield ("records", number), entry


def _texts(model: type[BaseModel], entry: dict[str, Any], where: Where, file: YamlFile) -> Iterator[Passage]:
    for name, field in model.model_fields.items():
        hidden = name in NOT_OURS.get(model, ()) or (name == "note" and model is not WorkshopPart)
        if name in entry and not hidden and not field.metadata:
            yield from _values(field.annotation, entry[name], (*where, name), file)


def _values(annotation: Any, value: Any, where: Where, file: YamlFile) -> Iterator[Passage]:
    """The texts in one value: only plain text is prose, while ids, dates and choices from a list are not."""
    if annotation is str and isinstance(value, str):
        yield bare(value, "heading" if where[-1] == "title" else "prose", file.line(where))
    elif isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield from _texts(annotation, value, where, file)
    elif isinstance(value, list):
        for number, one in enumerate(value):
            yield from _values(get_args(annotation)[0], one, (*where, number), file)


def _pages_due(found: Iterable[Page], as_of: date) -> Iterator[Problem]:
    for page in found:
        if (due := pages.next_review(page.meta)) < as_of:
            message = f"review the page and give the new date: it was due by {written(due)}"
            yield Problem(page.file, page.lines["reviewed"], "reviewed", message, advice=True)


def _facts_due(model: type[BaseModel], file: YamlFile, as_of: date) -> Iterator[Problem]:
    if "review_by" in model.model_fields:
        yield from _due(file, (), file.data, "", as_of)
        for where, entry in _entries(file):
            yield from _due(file, where, entry, str(entry.get("id", "")), as_of)


def _due(file: YamlFile, where: Where, given: dict[str, Any], name: str, as_of: date) -> Iterator[Problem]:
    """What a record says of itself, or the top of a file of all its records."""
    review_by = date.fromisoformat(given["review_by"]) if "review_by" in given else as_of
    if review_by < as_of:
        message = f"check against the sources and give new dates: that was due by {written(review_by)}"
        yield Problem(file.path, file.line((*where, "review_by")), name, message, advice=True)
    if given.get("status") == "to confirm":
        message = "confirm it and take the status away, or keep it out of pages: it is still to confirm"
        yield Problem(file.path, file.line((*where, "status")), name, message, advice=True)
