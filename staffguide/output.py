"""Writes finished output: into a folder beside the target, and then swapped in whole.

A build that fails, is killed or runs out of disk leaves the target as it was. Two builds into one target exclude
each other. handbook/decisions/output-swapped-in-whole.md says how, and what was tried to break it.
"""

import ctypes
import errno
import hashlib
import json
import shutil
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from functools import cache
from os import fsencode
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from staffguide.problems import GuideError, Problem

MANIFEST = "manifest.json"
POURED = (".html", ".json", ".js", ".css", ".txt", ".csv", ".xml")
NO_ROOM = "the disk is full: make room on it, or build onto another one, and build again"
NO_RIGHT = "nothing may be written here: ask whoever looks after this folder for the right to, or build into another"
IN_USE = (
    "something here is in use: close the programs that have its files open, and build again; where this is a mounted "
    "disk, build into a folder inside it"
)
IN_THE_WAY = "something of this name is in the way and cannot be taken away: remove it by hand, and build again"
WORDS = {
    **dict.fromkeys((errno.ENOSPC, errno.EDQUOT, errno.EFBIG), NO_ROOM),
    **dict.fromkeys((errno.EROFS, errno.EACCES, errno.EPERM), NO_RIGHT),
    **dict.fromkeys((errno.EBUSY, errno.ETXTBSY), IN_USE),
    **dict.fromkeys((errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR), IN_THE_WAY),
    errno.ENAMETOOLONG: "the path is too long for this disk: build into a folder with a shorter path",
}
"""What people can do, by what the system says is wrong."""
WINDOWS_IN_USE = {5, 32, 33, 145}
"""How Windows says that a program has a file or folder open. Windows says 5 also of a missing right."""
NO_LOCKS = "this disk cannot keep two builds apart: build into a folder on this computer, and copy it from there"


@contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A fresh folder beside the target to build in. Call `publish` inside to put it in the target's place.

    Raises GuideError where another build is writing the same target, or the place cannot be written.
    """
    target = target.resolve()
    staging = _staging(target)
    try:
        with _alone(target):
            _cleared(target)
            staging.mkdir()
            try:
                yield staging
            finally:
                shutil.rmtree(staging, ignore_errors=True)
    except OSError as error:
        raise GuideError([trouble(error, target)]) from error


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Holds off other builds into this target. The system lets go of the lock however the process ends."""
    target.parent.mkdir(parents=True, exist_ok=True)
    lock = FileLock(_lock(target))
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise GuideError([_about(target, "another build is writing here: wait until it has finished")]) from error
    except NotImplementedError as error:
        raise GuideError([_about(target, NO_LOCKS)]) from error
    try:
        yield
    finally:
        lock.release()


def _about(target: Path, message: str) -> Problem:
    return Problem(target.name, 1, "", message)


def trouble(error: OSError, target: Path) -> Problem:
    """What to do about a file or a folder that cannot be written, or read, in words for editors and IT."""
    # Where a file is copied, the second name is that of the copy.
    named = Path(error.filename2 or error.filename or target)
    message = _in_words(error)
    if message not in (NO_ROOM, IN_USE) and not _concerns(target, named):
        return _about(named, f"this cannot be read or written: {error.strerror or error}")
    return _about(named if message is IN_THE_WAY else target, message)


def _concerns(target: Path, named: Path) -> bool:
    ours = (target, _staging(target), _old(target), _lock(target))
    return named in target.parents or bool({named, *named.parents}.intersection(ours))


def _in_words(error: OSError) -> str:
    if getattr(error, "winerror", None) in WINDOWS_IN_USE:
        return IN_USE
    return WORDS.get(error.errno or 0, f"this cannot be read or written: {error.strerror or error}")


def _lock(target: Path) -> Path:
    return target.parent / f".{target.name}.lock"


def _staging(target: Path) -> Path:
    return target.parent / f".{target.name}-building"


def _old(target: Path) -> Path:
    return target.parent / f".{target.name}-old"


def _cleared(target: Path) -> None:
    """Clear up after a build that was killed: between the two moves of `_moved` the old output has another name."""
    if _old(target).exists() and not target.exists():
        _old(target).replace(target)
    for left in (_old(target), _staging(target)):
        shutil.rmtree(left, ignore_errors=True)


def publish(staging: Path, target: Path) -> None:
    """Put a finished folder in the target's place, in one step where the system can.

    The old output is then where the finished one was, for `staged` to clear away.
    """
    target = target.resolve()
    if not target.exists():
        staging.replace(target)
    elif not _exchanged(staging, target):
        _moved(staging, target)


def _moved(staging: Path, target: Path) -> None:
    """The swap in two steps. The old output stays whole until the new one has its name."""
    old = _old(target)
    target.replace(old)
    try:
        staging.replace(target)
    except OSError:
        old.replace(target)
        raise
    shutil.rmtree(old, ignore_errors=True)


def _exchanged(one: Path, other: Path) -> bool:
    """Whether two folders could be given each other's names in one step: nobody ever finds neither of them."""
    call = _exchange()
    return call is not None and call(fsencode(one), fsencode(other)) == 0


@cache
def _exchange() -> Callable[[bytes, bytes], int] | None:
    """What Linux and macOS offer for it, and Python does not; None elsewhere. Not every disk takes it."""
    with suppress(OSError, AttributeError, TypeError):
        system = ctypes.CDLL(None)
        if sys.platform == "linux":
            here, exchange = -100, 2  # AT_FDCWD, RENAME_EXCHANGE
            linux = system.renameat2
            return lambda one, other: int(linux(here, one, here, other, exchange))
        if sys.platform == "darwin":
            swap = 2  # RENAME_SWAP
            macos = system.renamex_np
            return lambda one, other: int(macos(one, other, swap))
    return None


def write(path: Path, text: str) -> None:
    """Write one file of the output, with its folder. Line ends are the same on every machine."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def write_whole(path: Path, text: str) -> None:
    """Write one file that stands outside any staged folder: as it was, or whole, and nothing between.

    Raises GuideError where it cannot be written.
    """
    fresh = path.parent / f".{path.name}-new"
    try:
        write(fresh, text)
        fresh.replace(path)
    except OSError as error:
        with suppress(OSError):
            fresh.unlink(missing_ok=True)
        raise GuideError([_about(path, _in_words(error))]) from error


def write_manifest(folder: Path, about: Mapping[str, Any]) -> None:
    """The build record: what was built, when its facts were checked, and every file with its SHA-256."""
    files = {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != MANIFEST
    }
    record = {**about, "files": files}
    (folder / MANIFEST).write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
