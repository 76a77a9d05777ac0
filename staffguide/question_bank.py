"""The question bank as files: for a spreadsheet, for programs, and as the script that the practice page reads."""

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from macros.bank import FOR, GENERAL, KINDS, home
from staffguide.framework import Framework, Question
from staffguide.project import Edition

NAME = "question-bank"
SCRIPT = "practise/questions.js"
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
    "Page",
    "Council",
)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""Signs at which a spreadsheet takes words for a formula and runs it; the last four are their wide forms."""


def write(folder: Path, made: Edition, downloads: str) -> None:
    """Put the files into a finished site. A council that does without practice has none."""
    if not made.council.features.practice:
        return
    facts, council = made.project.framework, made.council.name
    target = folder / downloads
    target.mkdir(exist_ok=True)
    (folder / SCRIPT).parent.mkdir(exist_ok=True)
    # A spreadsheet takes a file for UTF-8 only where this mark begins it; its lines end as the standard says.
    (target / f"{NAME}.csv").write_text(_csv(facts, council), encoding="utf-8-sig", newline="")
    (target / f"{NAME}.json").write_text(_json(facts, council, made.guide.as_of.isoformat()), encoding="utf-8")
    (folder / SCRIPT).write_text(f"{OPENING}{_compact(_for_practice(facts))};\n", encoding="utf-8")


def _csv(facts: Framework, council: str) -> str:
    held = io.StringIO()
    rows = csv.writer(held, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    rows.writerow(COLUMNS)
    rows.writerows([_words(cell) for cell in row] for row in _rows(facts, council))
    return held.getvalue()


def _words(cell: str) -> str:
    """The cell so that a spreadsheet shows it and never runs it, whoever wrote it."""
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA_STARTS) else cell


def _rows(facts: Framework, council: str) -> Iterator[tuple[str, ...]]:
    for question in facts.questions:
        told = _told(facts, question)
        yield (
            told["id"],
            told["question"],
            told["for"],
            told["kind"],
            "; ".join(told["themes"]),
            "; ".join(told["statements"]),
            " / ".join(told["think_about"]),
            told["evidence"],
            told["page"],
            council,
        )


def _json(facts: Framework, council: str, as_of: str) -> str:
    record = {
        "council": council,
        "guide": facts.edition.title,
        "edition": facts.edition.version,
        "as_of": as_of,
        "about": ABOUT,
        "questions": [_told(facts, question) for question in facts.questions],
    }
    return json.dumps(record, indent=2, ensure_ascii=False) + "\n"


def _told(facts: Framework, question: Question) -> dict[str, Any]:
    """A question in words, for people who do not know our ids."""
    themes = {one.id: one.title for one in facts.themes}
    statements = {one.id: one.title for one in facts.statements}
    return {
        "id": question.id,
        "question": question.text,
        "for": FOR[question.audience],
        "kind": KINDS[question.kind],
        "themes": [themes[id] for id in question.themes],
        "statements": [statements[id] for id in question.statements],
        "think_about": list(question.think_about),
        "evidence": question.evidence,
        "page": home(question, facts.statements),
    }


def _for_practice(facts: Framework) -> list[dict[str, Any]]:
    """What overrides/assets/tools/practice.js reads; `page` is as seen from the folder of the practice pages."""
    return [
        {
            "id": question.id,
            "text": question.text,
            "audience": question.audience,
            "tags": f"{FOR[question.audience]}. {KINDS[question.kind]}.",
            "themes": question.themes or (GENERAL,),
            "think": question.think_about,
            "evidence": question.evidence,
            "page": home(question, facts.statements).removeprefix("practise/"),
        }
        for question in facts.questions
    ]


def _compact(data: Any) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))
