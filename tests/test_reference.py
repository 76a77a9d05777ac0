"""What is made from the model, the macros and the commands: never stale, and true of files that load."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from macros import MACROS
from staffguide import council_file, load, reference
from staffguide.cli import commands
from staffguide.field_list import Setting, settings
from staffguide.schema import council_schema

ROOT = Path(__file__).parent.parent
EVERY = list(settings())
SCHEMA = council_schema()


@pytest.mark.parametrize("name", reference.made())
def test_what_is_made_is_not_stale(name: str) -> None:
    path = ROOT / name
    written = path.read_text(encoding="utf-8") if path.exists() else ""
    assert written == reference.made()[name], "run make reference"


@pytest.mark.parametrize("one", EVERY, ids=lambda one: one.path)
def test_a_setting_says_what_where_and_whom_to_ask(one: Setting) -> None:
    assert all((one.what, one.example, one.shows, one.who))
    assert not any(said.endswith(".") for said in (one.what, one.shows, one.who)), "the template puts the stop"
    assert re.match(r"(give|list|say|name|answer|paste|switch|for samples) ", one.what)


def test_what_staff_miss_most_stands_before_the_rest() -> None:
    ranks = [0 if one.needed else 1 if one.wanted else 2 for one in EVERY if one.depth == 0]
    assert ranks == sorted(ranks)


def test_every_setting_macro_and_command_is_in_its_page() -> None:
    made = reference.made()
    assert [one.path for one in EVERY if f"`{one.path}`" not in made["handbook/reference/fields.md"]] == []
    shown = set(re.findall(r"^### (\w+)$", made["handbook/reference/macros.md"], re.MULTILINE))
    assert shown == set(MACROS)
    for one in commands():
        assert f"## guide {one.name}\n" in made["handbook/reference/commands.md"]
        assert one.what.endswith(".") and all(what for _, what in one.takes)


def faults(value: Any, schema: dict[str, Any], where: str = "") -> list[str]:
    """What the schema has against a value: as much of JSON Schema as ours uses."""
    if schema.get("type") == "object":
        allowed = schema["properties"]
        found = [f"{where}.{name} is unknown" for name in value if name not in allowed]
        found += [f"{where}.{name} is missing" for name in schema.get("required", ()) if name not in value]
        return found + [
            fault
            for name in value
            if name in allowed
            for fault in faults(value[name], allowed[name], f"{where}.{name}")
        ]
    if schema.get("type") == "array":
        few, many = schema.get("minItems", 0), schema["maxItems"]
        found = [] if isinstance(value, list) and few <= len(value) <= many else [f"{where} is no such list"]
        return found + [fault for item in value for fault in faults(item, schema["items"], where)]
    if schema.get("type") == "integer":
        return [] if schema["minimum"] <= int(value) <= schema["maximum"] else [f"{where} is out of bounds"]
    if "enum" in schema:
        return [] if value in schema["enum"] else [f"{where} is not one of the words"]
    fits = isinstance(value, str) and len(value) <= schema.get("maxLength", 10_000)
    return [] if fits and re.search(schema.get("pattern", ""), value) else [f"{where} does not fit"]


def as_read(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


def everything_switched_on() -> Any:
    bury = next(one for one in load.register(ROOT).councils if one.slug == "bury")
    text = council_file.template(bury, load.register(ROOT).true_on)
    return as_read(re.sub(r"^# ", "", text, flags=re.MULTILINE))


@pytest.mark.parametrize("path", sorted(ROOT.glob("councils/*/council.yml")), ids=lambda path: path.parent.name)
def test_the_schema_takes_every_council(path: Path) -> None:
    assert faults(as_read(path.read_text(encoding="utf-8")), SCHEMA) == []


def test_the_schema_takes_every_example() -> None:
    assert faults(everything_switched_on(), SCHEMA) == []


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("nmae: x", ".nmae is unknown"),
        ("contacts: {safeguarding: {phon: 1}}", ".contacts.safeguarding.phon is unknown"),
        ("type: parish", ".type is not one of the words"),
        ("contacts: {mailbox: nobody}", ".contacts.mailbox does not fit"),
        ("policies: {url: intranet}", ".policies.url does not fit"),
        ("brand: {colours: [red]}", ".brand.colours does not fit"),
        (f"short_name: {'x' * 61}", ".short_name does not fit"),
        ("brand: {colours: []}", ".brand.colours is no such list"),
        ("briefings: [{title: x}]", ".briefings.on is missing"),
        ("assessment: {status: notified, percentage: 20}", ".assessment.percentage is out of bounds"),
        ("features: {practice: perhaps}", ".features.practice is not one of the words"),
    ],
)
def test_the_schema_refuses_what_the_check_refuses(text: str, fault: str) -> None:
    assert fault in faults(as_read(text), SCHEMA)


def test_the_schema_stands_alone_and_explains_every_setting() -> None:
    text = json.dumps(SCHEMA)
    assert "$ref" not in text and "anyOf" not in text and '"null"' not in text
    for one in EVERY:
        inner: Any = SCHEMA
        for name in one.path.split("."):
            inner = inner.get("items", inner)["properties"][name]
        assert f"Ask: {one.who}." in inner["description"]
        assert tuple(inner.get("enum", ())) == one.choices or one.kind == "yes or no"


def test_the_schema_speaks_of_dates_and_times_as_yaml_holds_them() -> None:
    session = SCHEMA["properties"]["briefings"]["items"]["properties"]
    assert (session["on"]["type"], session["on"]["format"]) == ("string", "date")
    assert session["start"]["type"] == "string" and "format" not in session["start"]


def test_vs_code_knows_which_files_the_schema_is_for() -> None:
    given = json.loads((ROOT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert given["yaml.schemas"] == {
        f"./{reference.SCHEMA}": "councils/*/council.yml",
        f"./{reference.DEBRIEF_SCHEMA}": "councils/*/debrief.yml",
    }
    assert (ROOT / reference.SCHEMA).is_file()
