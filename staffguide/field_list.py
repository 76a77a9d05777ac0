"""Every setting of a council's file as a list, read off the model, for the template and the reference."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from staffguide.field_types import choices, holds, is_list, kind_of, record_in
from staffguide.model import Council
from staffguide.records import Kind

TEXTS = {
    Kind.TEXT: "text",
    Kind.RICH: "longer text",
    Kind.URL: "web address",
    Kind.EMAIL: "email address",
    Kind.PHONE: "phone number",
}
PLAIN = {bool: "yes or no", date: "date", time: "time", int: "whole number"}


@dataclass(frozen=True)
class Setting:
    """One setting: `path` such as `contacts.mailbox`, how deep it stands, and what an editor needs to know of it.

    `wanted` settings may be left out, but the guide is poorer without them. `kind` is in an editor's words:
    "text", "date", "list", "group", "list of groups" and so on.
    """

    path: str
    depth: int
    what: str
    example: str
    shows: str
    who: str
    required: bool
    wanted: bool
    kind: str
    choices: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]


def settings(model: type[BaseModel] = Council, path: str = "", depth: int = 0) -> Iterator[Setting]:
    """Every setting in the order of the model, each group followed by what is in it."""
    for name, field in model.model_fields.items():
        here = f"{path}.{name}" if path else name
        yield _setting(here, depth, field)
        inner = record_in(field.annotation)
        if inner is not None:
            yield from settings(inner, here, depth + 1)


def _setting(path: str, depth: int, field: FieldInfo) -> Setting:
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    return Setting(
        path=path,
        depth=depth,
        what=field.description or "",
        example=str(field.examples[0]) if field.examples else "",
        shows=str(extra.get("shows", "")),
        who=str(extra.get("who", "")),
        required=field.is_required(),
        wanted=bool(extra.get("wanted")),
        kind=_kind(field),
        choices=choices(field.annotation),
    )


def _kind(field: FieldInfo) -> str:
    repeated, text = is_list(field.annotation), kind_of(field)
    if record_in(field.annotation):
        return "list of groups" if repeated else "group"
    if repeated:
        return "list"
    if choices(field.annotation):
        return "choice"
    plain = (words for type_, words in PLAIN.items() if holds(field.annotation, type_))
    return TEXTS[text] if text else next(plain, "text")
