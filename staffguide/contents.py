"""The contents of a council's site: mkdocs.yml without the pages that it hides, and with those that it adds."""

from collections.abc import Collection
from pathlib import PurePosixPath
from typing import Any

SECTION = "From us"
"""Where pages stand whose folder no national page has."""


def nav(entries: Any, national: Collection[str], shown: Collection[str]) -> Any:
    """The contents for one council: an added page stands at the end of the section of its folder."""
    kept = _without(entries, set(national) - set(shown))
    ours = list[str]()
    for path in sorted(set(shown) - set(national)):
        section = _section(kept, PurePosixPath(path).parent.as_posix())
        (ours if section is None else section).append(path)
    return [*kept, {SECTION: ours}] if ours else kept


def _without(entry: Any, hidden: Collection[str]) -> Any:
    """Contents without some pages, and without the sections that are empty then."""
    if isinstance(entry, list):
        return [kept for one in entry if (kept := _without(one, hidden))]
    if isinstance(entry, dict):
        return {title: kept for title, one in entry.items() if (kept := _without(one, hidden))}
    return None if entry in hidden else entry


def _section(entries: list[Any], folder: str) -> list[Any] | None:
    """The innermost list that holds a page of a folder. Pages of the top folder belong to no section."""
    if folder == ".":
        return None
    for entry in entries:
        for inner in entry.values() if isinstance(entry, dict) else ():
            if isinstance(inner, list) and (found := _section(inner, folder)) is not None:
                return found
    return entries if any(_is_in(entry, folder) for entry in entries) else None


def _is_in(entry: Any, folder: str) -> bool:
    pages = [entry] if isinstance(entry, str) else [one for one in entry.values() if isinstance(one, str)]
    return any(PurePosixPath(page).parent.as_posix() == folder for page in pages)
