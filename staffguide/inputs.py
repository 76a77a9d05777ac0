"""Tells whether anything that a council's output was made from has changed since."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice
from pathlib import Path

import macros
import staffguide
from staffguide.output import MANIFEST

SHARED = ("docs", "framework", "overrides", "mkdocs.yml", "documents.yml")
CODE = tuple(Path(package.__file__ or "").parent for package in (macros, staffguide))
KEY = "inputs"
LARGEST = 1_000_000
"""Bytes. No file of a council that is published may have nearly as many, so of a larger one only the size counts."""
MOST = 5_000
"""Files in a council's folder that are looked at. It is refused with far fewer (see `load_council`)."""


def shared(root: Path, as_of: date, *, sites_only: bool = False) -> str:
    """The digest of all that councils share: words, facts, looks, our own code, the day they are built for, and whether
    documents are made for them."""
    given = (_named(path, root) for name in SHARED for path in _files(root / name))
    return _digest([as_of.isoformat().encode(), repr(sites_only).encode(), *given, code().encode()])


def of_council(root: Path, slug: str, shared_digest: str) -> str:
    """The digest of all that one council's output is made from. The folder is input from strangers: see `LARGEST`."""
    folder = root / "councils" / slug
    return _digest([shared_digest.encode(), *(_named(path, folder, LARGEST) for path in _files(folder, MOST))])


def code() -> str:
    """The digest of our own code."""
    return _digest(_named(path, place.parent) for place in CODE for path in _files(place) if path.suffix == ".py")


def of_folder(folder: Path) -> str:
    """The digest of a folder of ours."""
    return _digest(_named(path, folder) for path in _files(folder))


def unchanged(target: Path, digest: str) -> bool:
    """Whether the output in `target` was made from exactly this."""
    try:
        return bool(json.loads((target / MANIFEST).read_text(encoding="utf-8")).get(KEY) == digest)
    except (OSError, ValueError, AttributeError):
        return False


def _files(place: Path, most: int | None = None) -> list[Path]:
    """A file, or every file under a folder in an order that is the same everywhere; links to folders not followed."""
    return list(islice(_under(place), most)) if place.is_dir() else [place]


def _under(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder):
        folders.sort()
        yield from (Path(place) / name for name in sorted(files))


def _named(path: Path, inside: Path, largest: int | None = None) -> bytes:
    """The path and what is in the file. What is no ordinary file is never read."""
    name = os.fsencode(path.relative_to(inside).as_posix()) + b"\0"
    if not path.is_file():
        return name
    size = path.stat().st_size
    if largest and size > largest:
        return name + str(size).encode()
    with path.open("rb") as file:
        return name + hashlib.file_digest(file, "sha256").digest()


def _digest(parts: Iterable[bytes]) -> str:
    return hashlib.sha256(b"\n".join(parts)).hexdigest()
