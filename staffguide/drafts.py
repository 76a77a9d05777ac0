"""Drafts: a guide to check before a council has filled everything in. Each page says what is missing from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from staffguide import to_do
from staffguide.slots import View

NOTICE = "Draft: for checking only. The council has not published this guide."
MARK = "DRAFT"
HOME = "index.md"
"""The page that lists everything that is missing."""
WANTED = 2
"""The parts of the to-do list that count: what is needed, and what staff miss most."""


@dataclass(frozen=True)
class Gap:
    """A setting that is missing: its name in the council's file, and what to give."""

    name: str
    what: str


class NotedView:
    """A view that notes each value it is asked for and has not got."""

    def __init__(self, view: View, noted: set[str]) -> None:
        self._view, self._noted = view, noted

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._view, name)
        if value is None or (isinstance(value, tuple) and not value):
            self._noted.add(f"{self._view._path}.{name}".removeprefix("council."))
        return _wrapped(value, self._noted)


def _wrapped(value: Any, noted: set[str]) -> Any:
    if isinstance(value, View):
        return NotedView(value, noted)
    return tuple(_wrapped(one, noted) for one in value) if isinstance(value, tuple) else value


def gaps(root: Path, slug: str) -> tuple[Gap, ...]:
    """What the council has still to give and staff would miss, most important first."""
    done = to_do.progress(root, slug)
    return tuple(Gap(one.setting.path, one.setting.what) for one in done.to_do if one.part < WANTED) if done else ()


def by_page(root: Path, slug: str, noted: Mapping[str, set[str]]) -> dict[str, tuple[Gap, ...]]:
    """The gaps that show on each page, by what the page asked for and did not get; on the home page, all of them."""
    every = gaps(root, slug)
    return {
        path: tuple(gap for gap in every if path == HOME or any(_same(gap.name, name) for name in names))
        for path, names in noted.items()
    }


def _same(gap: str, noted: str) -> bool:
    return gap == noted or gap.startswith(f"{noted}.") or noted.startswith(f"{gap}.")


def marked(title: str) -> str:
    """A title as a draft has it."""
    return f"{MARK}: {title}"


def beside(folder: Path) -> Path:
    """The place of a draft where a guide would go: never the same, so that it cannot take the guide's place."""
    return folder if folder.name.endswith(f"-{MARK}") else folder.with_name(f"{folder.name}-{MARK}")


def folder(slug: str) -> str:
    """The folder that a draft is built into. No council's own folder can have this name."""
    return f"{slug}-{MARK}"
