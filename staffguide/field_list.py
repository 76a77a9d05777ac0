"""Every setting of a council's file as a list, read off the model, for the template and the reference."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time

import yaml
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from staffguide.field_types import bounds, choices, holds, is_list, kind_of, record_in
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

    `required` holds within its group: a group that is left out needs nothing. `wanted` settings may be left out, but
    the guide is poorer without them. `kind` is in an editor's words: "text", "date", "list", "group", "list of groups"
    and so on. `repeated` settings belong to each entry of a list of groups. `settled` ones do well as they are.
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
    group: "Setting | None" = None
    repeated: bool = False
    settled: bool = False
    pattern: str = ""
    longest: int | None = None

    @property
    def name(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def needed(self) -> bool:
        """Whether nothing is built without it."""
        return self.required and self.group is None


def settings(model: type[BaseModel] = Council, group: Setting | None = None) -> Iterator[Setting]:
    """Every setting in the order of the model, each group followed by what is in it."""
    for name, field in model.model_fields.items():
        if own_file(field):
            continue
        here = _setting(name, field, group)
        yield here
        inner = record_in(field.annotation)
        if inner is not None:
            yield from settings(inner, here)


def own_file(field: FieldInfo) -> str:
    """The name of the file of its own that a field is read from, or nothing."""
    extra = field.json_schema_extra
    return str(extra.get("file", "")) if isinstance(extra, dict) else ""


def _setting(name: str, field: FieldInfo, group: Setting | None) -> Setting:
    """A setting takes from its group what it does not say itself; it is wanted only where its group is."""
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    example = str(field.examples[0]) if field.examples else ""
    asked = bool(extra.get("wanted"))
    pattern, longest = bounds(field)
    return Setting(
        path=f"{group.path}.{name}" if group else name,
        depth=group.depth + 1 if group else 0,
        what=field.description or "",
        example=(_example_in(group, name) if group else "") or example,
        shows=str(extra.get("shows") or (group.shows if group else "")),
        who=str(extra.get("who") or (group.who if group else "")),
        required=field.is_required(),
        wanted=(asked or field.is_required()) and group.wanted if group else asked,
        kind=_kind(field),
        choices=choices(field.annotation),
        group=group,
        repeated=bool(group and (group.repeated or group.kind == "list of groups")),
        settled=not field.is_required() and field.default not in (None, ()),
        pattern=pattern,
        longest=longest,
    )


def _example_in(group: Setting, name: str) -> str:
    """What the example of a group says of this setting: `title: deputy director` for the title of the sponsor."""
    shown = yaml.load(group.example, Loader=yaml.BaseLoader)
    first = shown[0] if isinstance(shown, list) else shown
    given = first.get(name, "") if isinstance(first, dict) else ""
    return given if isinstance(given, str) else ""


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
