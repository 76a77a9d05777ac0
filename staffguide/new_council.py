"""Starts a council: finds it in the register by the name that somebody typed, and writes its folder."""

import re
import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from rapidfuzz import fuzz, process

from macros.dates import written
from staffguide import council_file, load
from staffguide.problems import GuideError, Problem, found
from staffguide.register import Register, RegisteredCouncil

FORMAL = frozenset(
    ["the", "council", "borough", "metropolitan", "district", "city", "county", "london", "royal", "corporation", "of"]
)
"""Words of full names that people leave off or put in: "Bury Council" is Bury Metropolitan Borough Council."""

ALIKE = 75
"""How near a name must come, out of 100, to be offered."""


def find(register: Register, typed: str) -> RegisteredCouncil:
    """The council meant. Raises GuideError with the names that come near."""
    meant: list[RegisteredCouncil] = []
    for read in (_plain, _core):
        wanted = read(typed)
        meant = [one for one in register.councils if wanted in map(read, _names(one))] if wanted else []
        if len(meant) == 1:
            return meant[0]
    near = [one.name for one in meant] or _near(register, typed)
    offered = f"did you mean {_either(near)}?" if near else "give a council that runs adult social care"
    message = f"the register of {written(register.true_on)} has no council of this name: {offered} {found(typed)}"
    raise GuideError([Problem("framework/register.csv", 1, "name", message)])


def _names(one: RegisteredCouncil) -> tuple[str, ...]:
    return one.name, one.council_name, one.slug


def _plain(name: str) -> str:
    """The words of a name, however it was typed: small letters, and no marks between them."""
    return " ".join(re.findall(r"[a-z0-9]+", name.casefold().replace("&", " and ").replace("'", "")))


def _core(name: str) -> str:
    return " ".join(word for word in _plain(name).split() if word not in FORMAL)


def _near(register: Register, typed: str) -> list[str]:
    """Up to three councils whose names come near, nearest first."""
    names = {one.name: _core(one.name) for one in register.councils}
    return [
        name for _, _, name in process.extract(_core(typed), names, scorer=fuzz.WRatio, limit=3, score_cutoff=ALIKE)
    ]


def _either(names: Sequence[str]) -> str:
    """As in "Bury", "Barnet" or "Burnley"."""
    quoted = [f'"{name}"' for name in names]
    return " or ".join(filter(None, (", ".join(quoted[:-1]), quoted[-1])))


def start(root: Path, typed: str, today: date) -> RegisteredCouncil:
    """Write the folder of a council with its first file. Raises GuideError, and then nothing has been written."""
    one = find(load.register(root), typed)
    folder = root / "councils" / one.slug
    if folder.exists() or folder.is_symlink():
        raise GuideError([_about(one, "the folder is there already, and was left as it is: edit the file in it")])
    half_made = folder.with_name(f".{one.slug}-new")
    try:
        shutil.rmtree(half_made, ignore_errors=True)
        half_made.mkdir()
        (half_made / "council.yml").write_text(council_file.template(one, today), encoding="utf-8", newline="\n")
        half_made.rename(folder)
    except OSError as error:
        shutil.rmtree(half_made, ignore_errors=True)
        raise GuideError([_about(one, f"nothing could be written here: {error.strerror or error}")]) from error
    return one


def _about(one: RegisteredCouncil, message: str) -> Problem:
    return Problem(f"councils/{one.slug}", 1, "", message)


def next_steps(one: RegisteredCouncil) -> str:
    """What to do with a new folder, in three lines."""
    file = f"councils/{one.slug}/council.yml"
    return "\n".join(
        (
            f"{one.name} has its file: {file}",
            f"1. Open it, and put what is true of {one.name} in place of each {council_file.UNKNOWN}.",
            f"2. Work down what is marked TO DO. This lists what is left: guide check {one.slug}",
            f"3. Look at it in a browser while you do: guide serve {one.slug} --draft",
        )
    )
