"""Proves the documents of a finished build once more, and lists what only people can judge: `guide proof`."""

import hashlib
import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from staffguide.documents import folding, proof, slides_proof
from staffguide.output import MANIFEST
from staffguide.problems import GuideError, Problem

BY_HAND = Path("handbook") / "reference" / "proof-by-hand.md"
"""Where the list for people is written; what is printed is read from it."""


def built(out: Path) -> list[str]:
    """The councils that have been built into a folder."""
    return sorted(path.parent.name for path in out.glob(f"*/{MANIFEST}"))


def prove(out: Path, slugs: Sequence[str]) -> list[str]:
    """A line for each document that is as it should be. Raises GuideError with all that is wrong with the others."""
    problems: list[Problem] = []
    lines = []
    for slug in slugs:
        for record in _manifest(out, slug)["documents"]:
            failures = list(_failures(out / slug, record))
            problems += [Problem(f"{slug}/{record['file']}", 1, "", failure) for failure in failures]
            lines += [] if failures else [f"{slug}/{record['file']}: {record['validation']}"]
    if problems:
        raise GuideError(problems)
    return lines


def _manifest(out: Path, slug: str) -> dict[str, Any]:
    try:
        return dict(json.loads((out / slug / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        advice = f"nothing has been built here: run guide build {slug}"
        raise GuideError([Problem(f"{slug}/{MANIFEST}", 1, "", advice)]) from error


def _failures(folder: Path, record: dict[str, Any]) -> Iterator[str]:
    try:
        data = (folder / record["file"]).read_bytes()
    except OSError:
        yield "the file is not there any more"
        return
    listed = _manifest(folder.parent, folder.name)["files"].get(record["file"])
    if hashlib.sha256(data).hexdigest() != listed:
        yield "the file is not the one that was built"
    if record["format"] == "PDF":
        yield from proof.prove_alone(data, record["title"])
    elif record["format"] == "PowerPoint":
        yield from slides_proof.prove_alone(data, record["title"])
    elif record["format"] != "Word":
        yield from folding.prove(data, folding.pages_in(data))


def by_hand(root: Path) -> str:
    """What a machine cannot judge, from the handbook."""
    lines = (root / BY_HAND).read_text(encoding="utf-8").splitlines()
    kept = [line.removeprefix("## ") for line in lines if line.startswith(("- ", "## "))]
    return "\n".join(
        ["", "A machine cannot judge these. Look at one council's documents on a screen and on paper:", *kept]
    )
