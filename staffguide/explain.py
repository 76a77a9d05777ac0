"""Turns what the model finds wrong with a file into problems that an editor can act on."""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo
from pydantic_core import ErrorDetails

from staffguide.field_types import choices, record_in
from staffguide.problems import Problem, did_you_mean, found
from staffguide.yaml_lines import Where, YamlFile, dotted


def problems_in(error: ValidationError, file: YamlFile, model: type[BaseModel], base: Where = ()) -> Iterator[Problem]:
    """Every mistake in one file, as a problem with its line. `base` is where in the file the record stands."""
    for detail in error.errors():
        if detail["type"] == "too_short" and detail["input"]:
            continue  # the entries themselves are wrong, and each has its own problem
        where = (*base, *_in_file(detail["loc"], file, base))
        yield Problem(file.path, file.line(where), dotted(where), _message(detail, model))


def _in_file(loc: tuple[str | int, ...], file: YamlFile, base: Where) -> Where:
    """The place in the file. Pydantic also puts names of alternatives and checks into its own path."""
    kept: Where = ()
    for part in loc:
        if (*base, *kept, part) in file.lines or part == loc[-1]:
            kept = (*kept, part)
    return kept


SHAPES: dict[type, str] = {list: "a list", dict: "a group of names"}
"""What to call a value that is not one line of text."""


def _message(detail: ErrorDetails, model: type[BaseModel]) -> str:
    kind, value, loc = detail["type"], detail.get("input"), detail["loc"]
    if kind == "extra_forbidden":
        return _unknown(loc, model)
    field = field_at(model, loc)
    wanted = _wanted(field)
    if kind == "missing":
        return f"{wanted or 'fill this in'} (missing)"
    why = WHY.get(_reason(detail), "")
    text = "; ".join(part for part in (why, wanted) if part) or detail["msg"].lower()
    words = choices(field.annotation) if field else ()
    if words and isinstance(value, str):
        text = f"choose one of {', '.join(words)}: {did_you_mean(value, words)}" if value else text
    shown = value if isinstance(value, str | int | float) else SHAPES.get(type(value), "")
    return f"{text} {found(shown)}" if shown != "" else text


WHY = {
    "empty": "it is empty: fill it in or take the line away",
    "one_line": "keep it on one line",
    "one_way_to_find": "give find, swaps or check, and only one of them",
    "replaces_or_after": "give replaces or after, and only one of them",
    "pages_or_macro": "give pages, slides or a macro, and only one of them",
    "slides_of_a_deck": "name the deck under slides: only a deck can become a file of slides",
    "ends_before_start": "it ends before it starts",
    "before_notice": "it is earlier than the notice",
    "debrief_before_session": "it is earlier than one of the sessions, whose results are to be heard",
    "review_order": "the next review must come after the last one",
    "string_too_long": "it is too long",
    "too_long": "there are too many entries",
    "too_short": "there are too few entries",
    "list_type": 'give a list, each entry on a line that starts with "- "',
    "tuple_type": 'give a list, each entry on a line that starts with "- "',
    "model_type": "give the names that belong here on lines of their own, indented by two spaces",
    "model_attributes_type": "give the names that belong here on lines of their own, indented by two spaces",
    "string_type": "give plain text",
    "bool_parsing": "answer yes or no",
    "date_from_datetime_parsing": "this is not a day in the calendar",
    "date_parsing": "this is not a day in the calendar",
    "time_parsing": "this is not a time",
    "int_parsing": "give a whole number",
}


def _reason(detail: ErrorDetails) -> str:
    """Our own checks raise ValueError with the name of the rule; pydantic names its own."""
    raised: Any = detail.get("ctx", {}).get("error")
    return str(raised) if isinstance(raised, ValueError) else str(detail["type"])


def _wanted(field: FieldInfo | None) -> str:
    if field is None or not field.description:
        return ""
    example = f", for example {field.examples[0]}" if field.examples else ""
    return f"{field.description}{example}"


def _unknown(loc: tuple[str | int, ...], model: type[BaseModel]) -> str:
    parent = model_at(model, loc[:-1]) or model
    return f"there is no setting of this name: {did_you_mean(str(loc[-1]), tuple(parent.model_fields))}"


def field_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> FieldInfo | None:
    """The declaration of the field at a place, also for an entry of a list."""
    names = [part for part in loc if isinstance(part, str)]
    for depth, name in enumerate(names):
        field = model.model_fields.get(name)
        inner = record_in(field.annotation) if field else None
        if depth == len(names) - 1 or inner is None:
            return field
        model = inner
    return None


def model_at(model: type[BaseModel], loc: tuple[str | int, ...]) -> type[BaseModel] | None:
    """The record that a place in the file is read into."""
    current: type[BaseModel] | None = model
    for name in (part for part in loc if isinstance(part, str)):
        field = current.model_fields.get(name) if current else None
        current = record_in(field.annotation) if field else None
    return current
