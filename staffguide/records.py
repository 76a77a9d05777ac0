"""What every record is made of: the kinds of value, and the base that freezes and closes a record."""

import re
from datetime import date, time
from enum import Enum
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, JsonValue, StringConstraints

ID = re.compile(r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")

UNFILLED = re.compile(
    r"\bx{3,}\b|\b(tbc|tbd|tba|todo|to be (confirmed|added|decided))\b|lorem ipsum|place ?holder|\bsite which\b"
    r"|^(n/?a|none|null|~|-|\?+|\.+)$"
    r"|\[(name|date|insert|council|number|email|link)[^\]]*\](?!\()",
    re.IGNORECASE,
)
"""Marks that people leave where an answer is still missing."""


class Kind(Enum):
    """What a council may write in a field, and so how a page may use it."""

    TEXT = "text"
    """Free text on one line. Shown exactly as written; a page cannot change or compare it."""
    RICH = "rich"
    """Paragraphs, lists, emphasis and links. Stands in a page as a block of its own."""
    URL = "url"
    EMAIL = "email"
    PHONE = "phone"


class Record(BaseModel):
    """A frozen record that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


def _filled(text: str) -> str:
    if not text:
        raise ValueError("empty")
    if UNFILLED.search(text):
        raise ValueError("unfilled")
    return text


def _one_line(text: str) -> str:
    if "\n" in text:
        raise ValueError("one_line")
    return text


Id = Annotated[str, StringConstraints(pattern=ID.pattern, max_length=60)]
Text = Annotated[str, AfterValidator(_filled), AfterValidator(_one_line), StringConstraints(max_length=400), Kind.TEXT]
Rich = Annotated[str, AfterValidator(_filled), StringConstraints(max_length=6000), Kind.RICH]
Url = Annotated[
    str,
    AfterValidator(_filled),
    StringConstraints(pattern=r"^https?://[A-Za-z0-9.-]+(:[0-9]+)?([/?#][^\s<>\"'`\\]*)?$", max_length=500),
    Kind.URL,
]
Email = Annotated[
    str,
    AfterValidator(_filled),
    StringConstraints(pattern=r"^[A-Za-z0-9._%+'-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$", max_length=120),
    Kind.EMAIL,
]
Phone = Annotated[
    str, AfterValidator(_filled), StringConstraints(pattern=r"^\+?[0-9][0-9 ()]{6,18}[0-9]$", max_length=24), Kind.PHONE
]
Colour = Annotated[str, AfterValidator(_filled), StringConstraints(pattern=r"^#[0-9A-Fa-f]{6}$", to_lower=True)]

ClockTime = Annotated[time, BeforeValidator(lambda text: text.zfill(5) if isinstance(text, str) else text)]
"""A time of day; `9:30` is read as `09:30`."""

Status = Literal["current", "superseded", "to confirm"]
Basis = Literal["source", "inferred", "checked outside"]


class Dated(Record):
    """A record that states a fact: where it came from, when it was checked and when to check it again.

    Each framework file gives these once at its top; a record gives its own where it differs.
    `basis` keeps apart what a source says, what we worked out, and what was checked in public guidance.
    """

    sources: tuple[Id, ...] = Field(min_length=1)
    checked: date
    review_by: date
    status: Status = "current"
    basis: Basis = "source"
    note: str = ""
    """For maintainers: what is still to confirm, or how a conflict was settled. Never shown to staff."""


def ask(
    what: str, example: str, *, shows: str = "", who: str = "", wanted: bool = False, file: str = "", **more: Any
) -> Any:
    """A field with what an editor should give, an example, where it shows, and whom in the council to ask.

    `wanted` marks what may be left out and yet makes the guide much better: it leads the to-do list. `file` names a
    file of its own, beside the council's, that the field is read from.
    """
    about: dict[str, JsonValue] = {"shows": shows, "who": who, "wanted": wanted, **({"file": file} if file else {})}
    return Field(description=what, examples=[example], json_schema_extra=about, **more)
