"""Tells whether anything that a council's output was made from has changed since."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import macros
import staffguide
from staffguide.output import MANIFEST

SHARED = ("docs", "framework", "overrides", "mkdocs.yml", "documents.yml")
CODE = tuple(Path(package.__file__ or "").parent for package in (macros, staffguide))
KEY = "inputs"


def shared(root: Path, as_of: date) -> str:
    """The digest of all that councils share: words, facts, looks, our own code, and the day they are built for."""
    given = (path for name in SHARED for path in _files(root / name))
    code = (path for folder in CODE for path in folder.rglob("*.py"))
    return _digest([as_of.isoformat().encode(), *map(_named, given), *map(_named, code)])


def of_council(root: Path, slug: str, shared_digest: str) -> str:
    """The digest of all that one council's output is made from."""
    return _digest([shared_digest.encode(), *map(_named, _files(root / "councils" / slug))])


def unchanged(target: Path, digest: str) -> bool:
    """Whether the output in `target` was made from exactly this."""
    try:
        return bool(json.loads((target / MANIFEST).read_text(encoding="utf-8")).get(KEY) == digest)
    except (OSError, ValueError, AttributeError):
        return False


def _files(place: Path) -> list[Path]:
    return sorted(path for path in place.rglob("*") if path.is_file()) if place.is_dir() else [place]


def _named(path: Path) -> bytes:
    return path.name.encode() + b"\0" + (hashlib.sha256(path.read_bytes()).digest() if path.is_file() else b"")


def _digest(parts: Iterable[bytes]) -> str:
    return hashlib.sha256(b"\n".join(parts)).hexdigest()
