"""Watches folders for what editors save, by looking again and again: it works on every disk, also one on a network."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from threading import Event

PAUSE = 0.1
"""Seconds between two looks. One look at all files of the guide takes about two thousandths of a second."""
CALM = 0.03
"""Seconds without a change after which a file counts as saved: many editors save in several steps."""

Seen = Mapping[str, tuple[int, int]]
"""Every file by its path from the root, with the time it was written and its size."""


def look(root: Path, places: Sequence[str]) -> Seen:
    """What the places hold now. A place is a folder or a file; one that is not there holds nothing."""
    return {
        path.relative_to(root).as_posix(): (known.st_mtime_ns, known.st_size)
        for place in places
        for path in _files(root / place)
        if (known := _known(path))
    }


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    for folder, inner, names in os.walk(place):
        inner[:] = [name for name in inner if not name.startswith(".")]
        yield from (Path(folder, name) for name in names if not name.startswith((".", "#")) and not name.endswith("~"))


def _known(path: Path) -> os.stat_result | None:
    """What the disk says of a file. It may have gone since it was listed."""
    try:
        return path.stat()
    except OSError:
        return None


def changes(root: Path, places: Sequence[str], seen: Seen, stop: Event) -> Iterator[frozenset[str]]:
    """The paths that differ from what was `seen`, each time that somebody has saved something, until `stop` is set."""
    while not stop.wait(PAUSE):
        now = look(root, places)
        if now == seen:
            continue
        while not stop.wait(CALM) and (later := look(root, places)) != now:
            now = later
        yield frozenset(path for path in {*seen, *now} if seen.get(path) != now.get(path))
        seen = now
