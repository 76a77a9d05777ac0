"""What a macro may know: the council as slots, the national facts, the day, the downloads and the pages."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from staffguide.audit_record import Audit
from staffguide.framework import Framework


@dataclass(frozen=True)
class Download:
    """A file to take away, if this council offers it. `later` holds slots for what is known once it is made."""

    id: str
    title: str
    about: str
    format: str
    href: str
    later: Mapping[str, Any]
    offered: bool = True


@dataclass(frozen=True)
class PageLink:
    """A page of this guide. `sort_key` is its title in lower case as it would stand in an index."""

    title: Any
    href: str
    sort_key: str


@dataclass(frozen=True)
class Guide:
    """What a macro may know: the council as slots (see `slots`), the facts, today's date, and the downloads."""

    council: Any
    framework: Framework
    as_of: date
    downloads: tuple[Download, ...] = ()
    pages: tuple[PageLink, ...] = ()
    drawing_colours: Mapping[str, str] = field(default_factory=dict)
    audit: Audit | None = None
