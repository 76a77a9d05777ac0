"""What a document is, and what a council and an edition bring to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path


@dataclass(frozen=True)
class Document:
    """A PDF that we publish: in which template, on which paper, and how big it may get.

    `template` is a file in `overrides/documents/`; `type_size` is the body size in points, and `least_size` how
    small it may become where the pages would be too many. `new_pages` is whether each chapter begins on one, as far
    as the limit allows. A limit of 0 means none.
    """

    id: str
    title: str
    template: str
    paper: str = "a4"
    type_size: float = 12
    least_size: float = 0
    cover: bool = True
    new_pages: bool = True
    page_limit: int = 0
    byte_limit: int = 2_000_000


@dataclass(frozen=True)
class Setting:
    """What stands around the pages: whose guide it is, its dates and its colours.

    `colours` needs brand, on_brand, tint, link, text and border, each safe on white for its job.
    `sample` is the notice that a sample or a draft carries, else empty; `mark` the word for it in running feet.
    `review` says in a sentence who owns the guide and when it was last reviewed. `as_of` is the day of the
    build: it dates the file.
    """

    council_name: str
    short_name: str
    title: str
    edition: str
    as_of: date
    facts_checked: date
    sample: str
    logo: Path | None
    logo_alt: str
    colours: Mapping[str, str]
    review: str
    mark: str = "Sample"
