"""The settings of the slides of a deck, as they stand beside its headings, and whether its minutes add up."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import get_args

from staffguide import headings, planning
from staffguide.documents.slides_deck import NOTES, Layout
from staffguide.exercises import WorkshopPart
from staffguide.pages import DECKS, Page
from staffguide.problems import Problem, did_you_mean, found

GIVEN = re.compile(r"\b(minutes|part|layout)=([\w-]*)")
LAYOUTS: tuple[Layout, ...] = get_args(Layout)
LONGEST = 60
"""Minutes that one slide may take."""
TAG = re.compile(r"\{%-?\s*(if|else|elif|endif|for|endfor)\b")


@dataclass(frozen=True)
class Settings:
    """What stands beside the heading of a slide. `number` is its line in the body, counted from 1."""

    id: str
    title: str
    number: int
    end: int
    minutes: int = 0
    part: str = ""
    layout: Layout = "text"


def of(page: Page) -> list[Settings]:
    """The settings of each slide but the title slide, in order. What cannot be read counts as not given."""
    lines = page.body.split("\n")
    return [
        _read(section, dict(GIVEN.findall(lines[section.start])))
        for section in headings.sections(page.body)
        if section.level == 2 and section.title != NOTES
    ]


def _read(section: headings.Section, given: Mapping[str, str]) -> Settings:
    minutes, layout = given.get("minutes", ""), given.get("layout", "text")
    return Settings(
        section.id,
        section.title,
        section.start + 1,
        section.end,
        int(minutes) if minutes.isdigit() else 0,
        given.get("part", ""),
        next((one for one in LAYOUTS if one == layout), "text"),
    )


def place(page: Page, slide: Settings) -> tuple[str, int]:
    """The file and the line of a slide's heading, as an editor typed it."""
    if page.origins:
        return page.origins[slide.number - 1]
    return page.file, page.above + slide.number


def check(page: Page, parts: Sequence[WorkshopPart], length: int = 0) -> Iterator[Problem]:
    """What is wrong with the settings of a deck; `length` is that of a workshop that the council plans itself."""
    slides, told = of(page), set[str]()
    for slide in slides:
        where = place(page, slide)
        for message in (*_wrong_with(page, slide, parts), *_headings(page, slide)):
            yield Problem(*where, "", message)
        if slide.title.casefold() in told:
            yield Problem(*where, "", f"give each slide a title of its own {found(slide.title)}")
        told.add(slide.title.casefold())
    counted = [one for one in slides if one.id not in _otherwise(page, slides)]
    if any(one.minutes for one in counted):
        yield from _sums(page, counted, parts, length)


def _wrong_with(page: Page, slide: Settings, parts: Sequence[WorkshopPart]) -> Iterator[str]:
    line = page.body.split("\n")[slide.number - 1]
    given, names = dict(GIVEN.findall(line)), [one.id for one in parts]
    if f"#{slide.id}" not in line:
        yield f"give the slide an id, as in {{: #{slide.id} }}: a council's own slides are put before or after it"
    if "minutes" in given and not 1 <= slide.minutes <= LONGEST:
        yield f"give the minutes of a slide as a number from 1 to {LONGEST} {found(given['minutes'])}"
    if given.get("layout", "text") not in LAYOUTS:
        yield f"there is no such layout: {did_you_mean(given['layout'], LAYOUTS)} {found(given['layout'])}"
    if slide.part and slide.part not in names:
        yield f"there is no such part of the workshop: {did_you_mean(slide.part, names)} {found(slide.part)}"
    if ("minutes" in given) != ("part" in given):
        yield f"give minutes and part together, or neither {found(' '.join(GIVEN.search(line)[0].split()))}"  # type: ignore[index]


def _headings(page: Page, slide: Settings) -> Iterator[str]:
    held = [one for one in headings.sections(page.body) if slide.number <= one.start < slide.end]
    for one in held:
        if one.level > 3 or one.title != NOTES:
            yield f'a slide has one heading, and "### {NOTES}" under it: make a slide of the rest {found(one.title)}'
    notes = sum(one.title == NOTES for one in held)
    if notes != 1:
        many = "has none" if not notes else f"has {notes}"
        yield f'write the words for the facilitator under "### {NOTES}", once: the slide {many} {found(slide.title)}'


def _otherwise(page: Page, slides: Sequence[Settings]) -> set[str]:
    """The slides that stand in place of others, after an else: their minutes are those of the others."""
    depth, other = list[bool](), set[str]()
    starts = {one.number: one.id for one in slides}
    for number, line in enumerate(page.body.split("\n"), 1):
        for tag in TAG.findall(line):
            if tag in ("if", "for"):
                depth.append(False)
            elif tag.startswith("e") and not tag.startswith("end") and depth:
                depth[-1] = True
            elif tag.startswith("end") and depth:
                depth.pop()
        if number in starts and any(depth):
            other.add(starts[number])
    return other


def _sums(page: Page, slides: Sequence[Settings], parts: Sequence[WorkshopPart], length: int) -> Iterator[Problem]:
    """A council that has changed the deck may share its time out as it likes, as long as the whole is right."""
    total, wanted = sum(one.minutes for one in slides), length or sum(one.minutes for one in parts)
    for part in () if length else parts:
        ours = [one for one in slides if one.part == part.id]
        minutes = sum(one.minutes for one in ours)
        if minutes != part.minutes:
            where = place(page, ours[0]) if ours else (page.file, page.above + 1)
            message = f'the slides of "{part.title}" come to {minutes} minutes, and the part has {part.minutes}'
            yield Problem(*where, part.id, f"{message} (framework/workshop.yml)")
    if total != wanted:
        yield Problem(
            page.file, page.above + 1, "", f"the slides come to {total} minutes, and the workshop has {wanted}"
        )


def check_own(
    own: Mapping[str, Page], national: Collection[str], parts: Sequence[WorkshopPart], length: int
) -> Iterator[Problem]:
    """What is wrong with the decks that a council has changed. It cannot add one: no document would be made of it."""
    for path, page in own.items():
        if not path.startswith(DECKS):
            continue
        if path not in national:
            message = f"there is no such deck to change: {did_you_mean(path, national)} {found(path)}"
            yield Problem(page.file, 1, "", message)
        else:
            yield from check(page, parts, length)


def timed(
    kept: Sequence[Settings], parts: Sequence[WorkshopPart], every: Collection[Settings], length: int
) -> dict[str, int]:
    """The minutes of each slide that a council's session of `length` minutes has, by its id."""
    return _for_length(_shared_out(kept, parts, every), kept, parts, length)


def _shared_out(kept: Sequence[Settings], parts: Sequence[WorkshopPart], every: Collection[Settings]) -> dict[str, int]:
    """The minutes of the slides that a council has: those of a slide that it lacks go to the longest of the same part.

    Where a part has no slide left, its minutes go to the longest slide of all.
    """
    minutes = {one.id: one.minutes for one in kept}
    if not any(minutes.values()):
        return minutes
    for part in parts:
        ours = [one for one in kept if one.part == part.id]
        whole = sum(one.minutes for one in every if one.part == part.id)
        missing = min(whole, part.minutes) - sum(one.minutes for one in ours)
        if missing > 0:
            longest = max(ours or kept, key=lambda one: one.minutes)
            minutes[longest.id] += missing
    return minutes


def _for_length(
    minutes: Mapping[str, int], kept: Sequence[Settings], parts: Sequence[WorkshopPart], length: int
) -> dict[str, int]:
    """The minutes of the slides in a session of `length` minutes, by the running order of such a session.

    Within a part every slide keeps its share; the slides of a part that a short session has no time for are not among
    them. A deck that does not come to the usual length is the council's own, and
    stays as it is.
    """
    usual = sum(part.minutes for part in parts)
    if sum(minutes.values()) != usual or length == usual:
        return dict(minutes)
    fitted = {one.id: 0 for one in kept if not one.part}
    for part, whole in zip(parts, planning.running_order(parts, length), strict=True):
        ours = [one.id for one in kept if one.part == part.id]
        if whole:
            fitted |= dict(zip(ours, _parted([minutes[id] for id in ours], whole), strict=True))
    return fitted


def _parted(weights: Sequence[int], whole: int) -> list[int]:
    """Whole minutes for each weight, which make up `whole`: those that lose most by rounding down get one more."""
    total = sum(weights) or 1
    made = [weight * whole // total for weight in weights]
    losing = sorted(range(len(weights)), key=lambda n: (-(weights[n] * whole % total), n))
    for n in losing[: whole - sum(made)]:
        made[n] += 1
    return made
