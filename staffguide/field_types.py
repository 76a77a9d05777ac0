"""Reads the type of a model field: the record inside it, the kind of text, its closed list of words."""

from collections.abc import Iterator
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from staffguide.records import Kind


def parts(annotation: Any) -> Iterator[Any]:
    """The type itself and everything it is made of: `tuple[X, ...]`, `X | None` and `Annotated[X, ...]` hold `X`."""
    yield annotation
    if get_origin(annotation) is not Literal:
        for part in get_args(annotation):
            yield from parts(part)


def record_in(annotation: Any) -> type[BaseModel] | None:
    """The record that a field is made of, if it is made of records."""
    return next((part for part in parts(annotation) if isinstance(part, type) and issubclass(part, BaseModel)), None)


def is_list(annotation: Any) -> bool:
    """Whether a field holds several of something."""
    return any(get_origin(part) is tuple for part in parts(annotation))


def choices(annotation: Any) -> tuple[str, ...]:
    """The words of a closed vocabulary, or none."""
    return next((get_args(part) for part in parts(annotation) if get_origin(part) is Literal), ())


def kind_of(field: FieldInfo) -> Kind | None:
    """The kind of free text that a field holds; an optional or repeated field carries the mark inside its type."""
    marks = (mark for part in parts(field.annotation) for mark in getattr(part, "__metadata__", ()))
    return next((mark for mark in (*field.metadata, *marks) if isinstance(mark, Kind)), None)


def holds(annotation: Any, wanted: type) -> bool:
    """Whether a field is made of a plain type such as date or int."""
    return any(part is wanted for part in parts(annotation))


def bounds(field: FieldInfo) -> tuple[str, int | None]:
    """The pattern that a text must fit, if it must, and the most characters it may have."""
    inside = (mark for part in parts(field.annotation) for mark in getattr(part, "__metadata__", ()))
    marks = [*field.metadata, *inside]
    patterns = (str(mark.pattern) for mark in marks if getattr(mark, "pattern", None))
    most = [mark.max_length for mark in marks if getattr(mark, "max_length", None)]
    return next(patterns, ""), min(most, default=None)
