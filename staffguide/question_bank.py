"""The question bank as files: for a spreadsheet, for programs, and as the script that the practice page reads."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from macros.bank import FOR, GENERAL, KINDS, home, kinds
from staffguide import drafts, slots
from staffguide.framework import Framework
from staffguide.project import Edition
from staffguide.slots import Filling

NAME = "question-bank"
SCRIPT = "practise/questions.js"
COUNCIL, DAY = slots.token("t", "question-bank.council"), slots.token("t", "question-bank.as_of")
OPENING = "window.guideQuestions="
ABOUT = (
    "Practice prompts for staff. Only those of the kind "
    f'"{KINDS["asked by the CQC at councils"]}" are reported by councils as asked by the CQC.'
)
COLUMNS = (
    "Id",
    "Question",
    "For",
    "Kind",
    "Themes",
    "Quality statements",
    "Think about",
    "Evidence",
    "Source",
    "Page",
    "Council",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Signs at which a spreadsheet takes words for a formula and runs it; the last four are their wide forms."""


@dataclass(frozen=True)
class _Files:
    csv: str
    json: str
    script: str


def write(folder: Path, made: Edition, downloads: str) -> None:
    """Put the files into a finished site. A council that does without practice has none."""
    if not made.council.features.practice:
        return
    files = _files(made)
    council = drafts.marked(made.council.name) if made.draft else made.council.name
    target = folder / downloads
    target.mkdir(exist_ok=True)
    (folder / SCRIPT).parent.mkdir(exist_ok=True)
    # A spreadsheet takes a file for UTF-8 only where this mark begins it; its lines end as the standard says.
    (target / f"{NAME}.csv").write_text(_named(files.csv, council), encoding="utf-8-sig", newline="")
    words = slots.pour_json(
        files.json, {COUNCIL: Filling(made.council.name), DAY: Filling(made.guide.as_of.isoformat())}
    )
    (target / f"{NAME}.json").write_text(words, encoding="utf-8")
    (folder / SCRIPT).write_text(files.script, encoding="utf-8")


def _files(made: Edition) -> _Files:
    """The files but for the council's name and the day; worked out once for all councils."""
    key, memory, facts = (NAME, made.draft), made.project.memory, made.project.framework
    if key not in memory:
        told = _told(facts)
        script = f"{OPENING}{_compact(_for_practice(facts))};\n"
        memory[key] = _Files(_csv(told), _json(told, facts, draft=made.draft), script)
    files: _Files = memory[key]
    return files


def _told(facts: Framework) -> list[dict[str, Any]]:
    """Every question in words, for people who do not know our ids."""
    titles = {one.id: one.title for one in facts.themes} | {one.id: one.title for one in facts.statements}
    sources = {one.id: f"{one.title}. {one.publisher}. {one.date}" for one in facts.sources}
    return [
        {
            "id": question.id,
            "question": question.text,
            "for": FOR[question.audience],
            "kind": [KINDS[kind] for kind in question.kind],
            "themes": [titles[id] for id in question.themes],
            "statements": [titles[id] for id in question.statements],
            "think_about": list(question.think_about),
            "evidence": question.evidence,
            "source": [sources[id] for id in question.sources],
            "page": home(question, facts.statements),
        }
        for question in facts.questions
    ]


def _csv(told: Sequence[Mapping[str, Any]]) -> str:
    held = io.StringIO()
    rows = csv.writer(held, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([*(_cell(value) for value in one.values()), COUNCIL] for one in told)
    return held.getvalue()


def _named(table: str, council: str) -> str:
    """The table with the council's name in its last column."""
    return table.replace(COUNCIL, _cell(council).replace('"', '""'))


def _cell(value: str | list[str]) -> str:
    """A value so that a spreadsheet shows it and never runs it, whoever wrote it."""
    words = value if isinstance(value, str) else " / ".join(value)
    return f"'{words}" if words.lstrip(" ").startswith(FORMULA_STARTS) else words


def _json(told: Sequence[Mapping[str, Any]], facts: Framework, *, draft: bool) -> str:
    record = {
        **({"draft": drafts.NOTICE} if draft else {}),
        "council": COUNCIL,
        "guide": drafts.marked(facts.edition.title) if draft else facts.edition.title,
        "edition": facts.edition.version,
        "as_of": DAY,
        "about": ABOUT,
        "questions": told,
    }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def _for_practice(facts: Framework) -> list[dict[str, Any]]:
    """What overrides/assets/tools/practice.js reads; `page` is as seen from the folder of the practice pages."""
    return [
        {
            "id": question.id,
            "text": question.text,
            "audience": question.audience,
            "tags": f"{FOR[question.audience]}. {kinds(question)}.",
            "themes": question.themes or (GENERAL,),
            "think": question.think_about,
            "evidence": question.evidence,
            "page": home(question, facts.statements).removeprefix("practise/"),
        }
        for question in facts.questions
    ]


def _compact(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
