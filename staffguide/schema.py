"""The JSON Schema of a council's file, for editors that complete and explain what is typed."""

from collections.abc import Mapping
from typing import Any

import yaml
from pydantic import BaseModel

from staffguide.debrief import FILE, Debrief
from staffguide.field_list import Setting, own_file, settings
from staffguide.model import Council

YES_OR_NO = {"enum": ["yes", "no", True, False]}
"""`yes` is text in today's YAML and a truth value in yesterday's; an editor may read either."""

CLOCK_TIME = {"type": "string", "pattern": "^[0-9]{1,2}:[0-9]{2}$"}
"""The format that JSON Schema calls "time" wants seconds and a time zone."""

GROUPS = ("group", "list of groups")
DROPPED = ("title", "default", "shows", "who", "wanted", "file")
"""What pydantic writes and an editor has no use for; those of ours go into the description."""


def council_schema() -> dict[str, Any]:
    """The schema of a council's own file."""
    return _schema(Council, "council.yml", "One council's file.")


def debrief_schema() -> dict[str, Any]:
    """The schema of the file about what came out of a council's workshops."""
    return _schema(Debrief, FILE, "What came out of a council's workshops.")


def _schema(model: type[BaseModel], title: str, about: str) -> dict[str, Any]:
    """The model as a schema that stands on its own: every group spelled out where it is used."""
    raw = model.model_json_schema()
    schema = _plain(raw, raw.get("$defs", {}))
    for name, field in model.model_fields.items():
        if own_file(field):
            del schema["properties"][name]
    for one in settings(model):
        _explain(schema, one)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": title,
        **schema,
        "description": f"{about} What every setting means: handbook/reference/fields.md",
    }


def _plain(node: Any, groups: Mapping[str, Any]) -> Any:
    if isinstance(node, list):
        return [_plain(item, groups) for item in node]
    if not isinstance(node, dict):
        return node
    if "$ref" in node:
        return _plain({**groups[node["$ref"].rpartition("/")[2]], **_without(node, "$ref")}, groups)
    if "anyOf" in node:  # a setting that may be left out; one that stands there empty is a mistake
        given = next(kind for kind in node["anyOf"] if kind.get("type") != "null")
        return _plain({**given, **_without(node, "anyOf")}, groups)
    if node.get("type") == "boolean":
        return {**_plain(_without(node, "type"), groups), **YES_OR_NO}
    if node.get("format") == "time":
        return {**_plain(_without(node, "format"), groups), **CLOCK_TIME}
    return {name: _inside(name, value, groups) for name, value in _without(node, "$defs", *DROPPED).items()}


def _inside(name: str, value: Any, groups: Mapping[str, Any]) -> Any:
    """Below `properties` stand names of settings, which may well be `title` or `default`."""
    if name == "properties":
        return {setting: _plain(inner, groups) for setting, inner in value.items()}
    return _plain(value, groups)


def _without(node: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in node.items() if name not in names}


def _explain(schema: Any, one: Setting) -> None:
    """Put into the schema what an editor shows beside a setting."""
    for name in one.path.split("."):
        schema = schema.get("items", schema)["properties"][name]
    first = one.what[0].upper() + one.what[1:]
    shown = "" if one.kind in GROUPS else f" Example: {one.example.rstrip('.')}."
    place = f" Shows: {one.shows}. Ask: {one.who}." if one.shows else ""
    schema["description"] = f"{first}.{shown}{place}"
    text = schema["items"] if one.kind == "list" else schema
    if one.pattern:  # pydantic leaves out a pattern that stands behind a check of ours
        # Editors of YAML read patterns strictly: a quote needs no backslash there.
        text["pattern"] = one.pattern.replace('\\"', '"')
    if one.longest and schema.get("type") == "string":
        schema["maxLength"] = one.longest
    schema.pop("examples", None)
    if one.kind not in GROUPS:
        schema["examples"] = [_example(one)]


def _example(one: Setting) -> Any:
    """The example as the editor may put it in: a list as a list, a number as a number, all else as text."""
    read = yaml.load(one.example, Loader=yaml.BaseLoader) if one.kind in ("list", "time") else one.example
    return int(read) if one.kind == "whole number" else read
