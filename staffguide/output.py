"""Writes finished output: into a folder beside the target, and then swapped in whole.

A build that fails leaves the target as it was. Two builds into one target exclude each other.
"""

import hashlib
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from staffguide.problems import GuideError, Problem

MANIFEST = "manifest.json"
POURED = (".html", ".json", ".js", ".css", ".txt", ".csv", ".xml")


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A fresh folder beside the target to build in. Call `publish` inside to put it in the target's place.

    Raises GuideError where another build is writing the same target, or the place cannot be written.
    """
    target = target.resolve()
    lock = FileLock(target.parent / f".{target.name}.lock")
    staging = target.parent / f".{target.name}-building"
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        lock.acquire(timeout=0)
    except Timeout as error:
        raise GuideError([_about(target, "another build is writing here: wait until it has finished")]) from error
    except OSError as error:
        raise GuideError([_about(target, f"nothing can be written here: {error.strerror}")]) from error
    try:
        _recovered(target)
        shutil.rmtree(staging, ignore_errors=True)
        staging.mkdir()
        yield staging
    finally:
        shutil.rmtree(staging, ignore_errors=True)
        lock.release()


def _about(target: Path, message: str) -> Problem:
    return Problem(target.name, 1, "", message)


def _old(target: Path) -> Path:
    return target.parent / f".{target.name}-old"


def _recovered(target: Path) -> None:
    """A build that was killed between the two moves of `publish` left the old output under its other name."""
    if _old(target).exists() and not target.exists():
        _old(target).replace(target)


def publish(staging: Path, target: Path) -> None:
    """Put a finished folder in the target's place. The old one stays whole until the new one has its name."""
    target = target.resolve()
    old = _old(target)
    shutil.rmtree(old, ignore_errors=True)
    if target.exists():
        target.replace(old)
    try:
        staging.replace(target)
    except OSError:
        if old.exists():
            old.replace(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def write(path: Path, text: str) -> None:
    """Write one file of the output, with its folder. Line ends are the same on every machine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def write_manifest(folder: Path, about: Mapping[str, Any]) -> None:
    """The build record: what was built, when its facts were checked, and every file with its SHA-256."""
    files = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
    record = {**about, "files": files}
    (folder / MANIFEST).write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
