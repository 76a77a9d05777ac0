"""Finds the documents that need not be made again: the last output has them, made from exactly the same.

Setting and proving a document takes most of a build's time, and few changes touch more than some of them. What a
document was made from is told by a digest, kept in the manifest. A file whose bytes are not those that the manifest
names is made again.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import metadata
from pathlib import Path
from typing import Any

from staffguide import inputs
from staffguide.output import MANIFEST

KEY = "made_from"
TOOLS = ("typst", "page-validation", "pikepdf", "python-docx", "python-pptx", "xlsxwriter", "lxml")
"""What decides of a document's bytes beside our own code."""


@dataclass(frozen=True)
class Last:
    """What the last build of a council's guide left: its folder, its documents by file, and the digest of each file."""

    folder: Path
    documents: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)


def last(target: Path) -> Last:
    """What is in a target, if it is ours; nothing where it cannot be read."""
    try:
        record = json.loads((target / MANIFEST).read_text(encoding="utf-8"))
        documents = {str(one["file"]): one for one in record["documents"]}
        return Last(target, documents, dict(record["files"]))
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return Last(target)


def digest(parts: Iterable[str | bytes]) -> str:
    """One digest of all that a document is made from, part by part."""
    whole = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        whole.update(len(raw).to_bytes(8, "big") + raw)
    return whole.hexdigest()


@cache
def tools(templates: Path) -> str:
    """The digest of what documents are made with: our code, the templates with their fonts, and the libraries."""
    return digest([inputs.code(), inputs.of_folder(templates), *(f"{name} {_version(name)}" for name in TOOLS)])


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""


def taken(before: Last, name: str, made_from: str, folder: Path) -> Mapping[str, Any] | None:
    """Put the last build's file into `folder` and give what its manifest said of it, if it was made from the same."""
    said = before.documents.get(name)
    if not said or said.get(KEY) != made_from:
        return None
    try:
        data = (before.folder / name).read_bytes()
        if hashlib.sha256(data).hexdigest() != before.files.get(name):
            return None
        _put(before.folder / name, folder / name, data)
    except OSError:
        return None
    return said


def _put(source: Path, target: Path, data: bytes) -> None:
    """One more name for the same bytes where the disk can do that, else a copy. The old folder goes in the end."""
    try:
        os.link(source, target)
    except OSError:
        target.write_bytes(data)
