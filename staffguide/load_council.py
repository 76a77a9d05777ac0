"""Loads one council's folder, which is input from strangers: everything in it is checked before it is used."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from staffguide import colour, pictures, rich_text, unfilled, yaml_lines
from staffguide.explain import problems_in
from staffguide.field_list import settings
from staffguide.model import Council
from staffguide.problems import GuideError, Problem, did_you_mean, found
from staffguide.yaml_lines import Where, YamlFile, dotted

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FILE_NAME = re.compile(r"\w[\w .,&'()+-]{0,99}")
LONGER_TEXTS = frozenset(one.path for one in settings() if one.kind == "longer text")


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
    file, problems = yaml_lines.read(folder / "council.yml", shown)
    if file is None or not isinstance(file.data, dict):
        raise GuideError(
            problems or [Problem(shown, 1, "", "the file does not hold settings: start from councils/example")]
        )
    if draft:
        file = replace(file, data=unfilled.left_out(file.data, draft))
    problems += _local_problems(file, folder)
    try:
        read = Council.model_validate(file.data)
    except ValidationError as error:
        raise GuideError([*problems, *problems_in(error, file, Council)]) from error
    if problems:
        raise GuideError(problems)
    return read


def _local_problems(file: YamlFile, folder: Path) -> list[Problem]:
    """What the model cannot see: links in longer text, the logo's file, and whether colours can be read."""
    return [
        Problem(file.path, file.line(where), dotted(where), message)
        for where, message in (*_links(file), *_logo(file, folder), *_colours(file))
    ]


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
