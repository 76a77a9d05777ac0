"""Loads the national facts: each file under `framework/` becomes the field of `Framework` it is named after."""

import csv
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from staffguide import integrity, yaml_lines
from staffguide.explain import problems_in
from staffguide.framework import Framework
from staffguide.problems import GuideError, Problem
from staffguide.register import Register, RegisteredCouncil
from staffguide.style_rules import Rule
from staffguide.yaml_lines import YamlFile

DATING = ("sources", "checked", "review_by", "status", "basis")
"""Fields that a file may give once at its top for all of its records."""
HOUSE_STYLE = "framework/house-style.yml"
REGISTER = "framework/register.csv"
MAY_BE_EMPTY = ("retired-ids.yml",)


def framework(root: Path) -> Framework:
    """All national facts under `root/framework`. Raises GuideError with every problem in every file."""
    problems: list[Problem] = []
    loaded: dict[str, Any] = {}
    for name, field in Framework.model_fields.items():
        model = _record_model(field.annotation)
        paths = _files(root / "framework", name.replace("_", "-"))
        records = tuple(record for path in paths for record in _records(path, root, model, problems))
        single = isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
        loaded[name] = (records[0] if records else None) if single else records
    if problems:
        raise GuideError(problems)
    facts = Framework.model_construct(**loaded)
    if broken := integrity.check(facts):
        raise GuideError(broken)
    return facts


def framework_files(root: Path) -> Iterator[tuple[type[BaseModel], YamlFile]]:
    """Every file of the national facts that can be read, with the record it holds: for what needs their lines."""
    for name, field in Framework.model_fields.items():
        for path in _files(root / "framework", name.replace("_", "-")):
            file, _ = yaml_lines.read(path, path.relative_to(root).as_posix())
            if file is not None:
                yield _record_model(field.annotation), file


def house_style(root: Path) -> tuple[Rule, ...]:
    """The rules of `framework/house-style.yml`. Raises GuideError with every problem in the file."""
    problems: list[Problem] = []
    rules: tuple[Rule, ...] = _records(root / HOUSE_STYLE, root, Rule, problems)
    if problems:
        raise GuideError(problems)
    return rules


def _files(folder: Path, name: str) -> list[Path]:
    """Where a field's records are: one file of its name, or every file in a folder of its name."""
    return sorted((folder / name).glob("*.yml")) if (folder / name).is_dir() else [folder / f"{name}.yml"]


def _record_model(annotation: Any) -> type[BaseModel]:
    return annotation if isinstance(annotation, type) and issubclass(annotation, BaseModel) else get_args(annotation)[0]


def _records(path: Path, root: Path, model: type[BaseModel], problems: list[Problem]) -> tuple[Any, ...]:
    """The records of one file, in order; what is wrong with it is added to `problems`."""
    file, wrong = yaml_lines.read(path, path.relative_to(root).as_posix())
    problems.extend(wrong)
    if file is None or wrong:
        return ()
    problems.extend(_stray_keys(file, model))
    if not isinstance(file.data, dict):
        return ()
    if isinstance(file.data.get("record"), dict):
        return tuple(_one(file, ("record",), file.data["record"], model, problems))
    entries = file.data.get("records", [])
    if not isinstance(entries, list) or not (entries or path.name in MAY_BE_EMPTY):
        problems.append(Problem(file.path, file.line(("records",)), "records", "give the records as a list below this"))
        return ()
    return tuple(
        record for n, entry in enumerate(entries) for record in _one(file, ("records", n), entry, model, problems)
    )


def _stray_keys(file: YamlFile, model: type[BaseModel]) -> Iterable[Problem]:
    known = {"record", "records", *(name for name in DATING if name in model.model_fields)}
    if not isinstance(file.data, dict) or not known & {"record", "records"} & set(file.data):
        return [Problem(file.path, 1, "records", "give the records under this name (missing)")]
    return [
        Problem(file.path, file.line((key,)), key, f"the top of this file takes only {', '.join(sorted(known))}")
        for key in file.data
        if key not in known
    ]


def _one(
    file: YamlFile, where: yaml_lines.Where, entry: Any, model: type[BaseModel], problems: list[Problem]
) -> Iterable[Any]:
    defaults = {name: file.data[name] for name in DATING if name in file.data and name in model.model_fields}
    try:
        yield model.model_validate({**defaults, **entry} if isinstance(entry, dict) else entry)
    except ValidationError as error:
        problems.extend(problems_in(error, file, model, where))


def register(root: Path) -> Register:
    """The councils of `framework/register.csv` with the date they were true on. Raises GuideError."""
    problems: list[Problem] = []
    file, problems = yaml_lines.read(root / "framework" / "register.yml", "framework/register.yml")
    if file is None or problems:
        raise GuideError(problems)
    if not isinstance(file.data, dict) or "true_on" not in file.data:
        said = "say on what day the register was true, for example true_on: 2026-11-21"
        raise GuideError([Problem("framework/register.yml", 1, "true_on", said)])
    text, problems = yaml_lines.read_text(root / "framework" / "register.csv", REGISTER)
    if text is None or problems:
        raise GuideError(problems)
    return _validated(lambda: Register(true_on=file.data["true_on"], councils=tuple(_rows(text))))


def _rows(text: str) -> Iterator[RegisteredCouncil]:
    for row in csv.DictReader(text.splitlines()):
        yield RegisteredCouncil(**row)


def _validated(make: Callable[[], Register]) -> Register:
    try:
        made = make()
    except (ValidationError, KeyError, TypeError, csv.Error) as error:
        raise GuideError([Problem(REGISTER, 1, "", f"a row cannot be read: {' '.join(str(error).split())}")]) from error
    if not made.councils:
        raise GuideError([Problem(REGISTER, 1, "", "the register is empty: give a row for each council")])
    return made
