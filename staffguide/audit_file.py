"""Reads and writes councils/<council>/audit.yml, the record of the last audit of a council's site."""

from pathlib import Path

import yaml
from pydantic import ValidationError

from staffguide import output, yaml_lines
from staffguide.audit_record import Audit
from staffguide.explain import problems_in
from staffguide.problems import GuideError, Problem

NAME = "audit.yml"
OPENING = """\
# What the last `guide audit` of this council's site found. The accessibility statement is filled from it.
# People may add a list of known_problems, a sentence each; the next audit keeps it and writes everything else again.
"""


def path(root: Path, slug: str) -> Path:
    return root / "councils" / slug / NAME


def read(root: Path, slug: str) -> Audit | None:
    """The record, or None where the site has not been audited. Raises GuideError with what is wrong in it."""
    place, shown = path(root, slug), f"councils/{slug}/{NAME}"
    if place.is_symlink():
        raise GuideError([Problem(shown, 1, "", "the file is a link to somewhere else: put the file itself here")])
    if not place.is_file():
        return None
    file, problems = yaml_lines.read(place, shown)
    if file is None or problems:
        raise GuideError(problems)
    try:
        return Audit.model_validate(file.data)
    except ValidationError as error:
        raise GuideError(problems_in(error, file, Audit)) from error


def write(root: Path, slug: str, audit: Audit) -> Path:
    """Keep the record with the council. What is empty is left out."""
    told = audit.model_dump(mode="json", exclude_defaults=True)
    text = yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=120)
    output.write_whole(path(root, slug), OPENING + text)
    return path(root, slug)
