"""Loads one council's folder, which is input from strangers: everything in it is checked before it is used."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path

from pydantic import ValidationError

from staffguide import colour, pictures, rich_text, unfilled, yaml_lines
from staffguide.debrief import FILE, Debrief
from staffguide.explain import problems_in
from staffguide.field_list import own_file, settings
from staffguide.model import Council
from staffguide.problems import GuideError, Problem, did_you_mean, found
from staffguide.yaml_lines import Where, YamlFile, dotted

MOST_FILES = 1_000
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FILE_NAME = re.compile(r"\w[\w .,&'()+-]{0,99}")
LONGER_TEXTS = frozenset(one.path for one in (*settings(), *settings(Debrief)) if one.kind == "longer text")


def slugs(root: Path) -> list[str]:
    """The councils that have a folder, in order."""
    return sorted(
        path.parent.name for path in (root / "councils").glob("*/council.yml") if SLUG.fullmatch(path.parent.name)
    )


def council(root: Path, slug: str, *, draft: date | None = None) -> Council:
    """One council by the name of its folder. Raises GuideError with every problem in it.

    For a `draft` of a day, what is not filled in yet counts as left out.
    """
    known = slugs(root)
    if slug not in known:
        raise GuideError(
            [Problem(f"councils/{slug}", 1, "", f'there is no council "{slug}": {did_you_mean(slug, known)}')]
        )
    folder = root / "councils" / slug
    shown = f"councils/{slug}/council.yml"
    if (folder / "council.yml").is_symlink() or folder.is_symlink():
        raise GuideError([Problem(shown, 1, "", "the file is a link to somewhere else: put the file itself here")])
    if sum(1 for _ in islice(folder.rglob("*"), MOST_FILES + 1)) > MOST_FILES:
        said = f"the folder holds more than {MOST_FILES:,} files: take out what does not belong to the guide"
        raise GuideError([Problem(shown, 1, "", said)])
    file, problems = yaml_lines.read(folder / "council.yml", shown)
    if file is None or not isinstance(file.data, dict):
        raise GuideError(
            problems or [Problem(shown, 1, "", "the file does not hold settings: start from councils/example")]
        )
    if draft:
        file = replace(file, data=unfilled.left_out(file.data, draft))
    problems += _local_problems(file, folder)
    debrief, wrong = _debrief(folder, slug, draft)
    problems += wrong
    try:
        read = Council.model_validate(file.data)
    except ValidationError as error:
        raise GuideError([*problems, *problems_in(error, file, Council)]) from error
    if problems:
        raise GuideError(problems)
    return read.model_copy(update={"debrief": debrief})


def _debrief(folder: Path, slug: str, draft: date | None) -> tuple[Debrief | None, list[Problem]]:
    """What the council's own file about the debrief holds, if there is one, and what is wrong with it."""
    place, shown = folder / FILE, f"councils/{slug}/{FILE}"
    if place.is_symlink():
        return None, [Problem(shown, 1, "", "the file is a link to somewhere else: put the file itself here")]
    if not place.exists():
        return None, []
    file, problems = yaml_lines.read(place, shown)
    if file is None or not isinstance(file.data, dict):
        return None, problems or [Problem(shown, 1, "", "the file does not hold settings: start from councils/example")]
    if draft:
        file = replace(file, data=unfilled.what_stands(file.data, Debrief))
    if draft and file.data is None:
        return None, problems
    problems += [Problem(shown, file.line(where), dotted(where), message) for where, message in _links(file)]
    try:
        return Debrief.model_validate(file.data), problems
    except ValidationError as error:
        return None, [*problems, *problems_in(error, file, Debrief)]


def _local_problems(file: YamlFile, folder: Path) -> list[Problem]:
    """What the model cannot see: links in longer text, the logo's file, and whether colours can be read."""
    return [
        Problem(file.path, file.line(where), dotted(where), message)
        for where, message in (*_links(file), *_logo(file, folder), *_colours(file), *_elsewhere(file))
    ]


def _elsewhere(file: YamlFile) -> Iterator[tuple[Where, str]]:
    for name, field in Council.model_fields.items():
        if name in file.data and (own := own_file(field)):
            yield (name,), f"keep this in a file of its own, {own}, beside this one"


def _at(file: YamlFile, where: Where) -> object:
    value: object = file.data
    for part in where:
        if isinstance(value, dict):
            value = value.get(part)
        elif isinstance(value, list) and isinstance(part, int) and part < len(value):
            value = value[part]
        else:
            return None
    return value


def _links(file: YamlFile) -> Iterator[tuple[Where, str]]:
    for where in file.lines:
        if ".".join(part for part in where if isinstance(part, str)) not in LONGER_TEXTS:
            continue
        text = _at(file, where)
        for address in rich_text.unsafe_links(text) if isinstance(text, str) else ():
            yield (
                where,
                f"a link here goes to a full web address, such as https://www.exampleton.example/help {found(address)}",
            )


def _logo(file: YamlFile, folder: Path) -> Iterator[tuple[Where, str]]:
    name = _at(file, ("logo", "file"))
    if isinstance(name, str) and name:
        wrong = (
            ["give only the name of a file in this folder"]
            if not FILE_NAME.fullmatch(name)
            else pictures.check(folder / name, folder)
        )
        for message in wrong:
            yield ("logo", "file"), f"{message} {found(name)}"


def _colours(file: YamlFile) -> Iterator[tuple[Where, str]]:
    main = _at(file, ("brand", "colours", 0))
    if isinstance(main, str) and re.fullmatch(r"#[0-9A-Fa-f]{6}", main):
        unfit = colour.unfit(main)
        if unfit:
            yield (
                ("brand", "colours", 0),
                f"choose a main colour that {unfit.reason}: the nearest that works is {unfit.nearest} {found(main)}",
            )
