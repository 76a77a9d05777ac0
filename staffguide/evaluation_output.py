"""Writes what an evaluation came to: all of it as a page, and a page for senior leaders, also as PDF and for Word."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from htpy import body, h1, head, html, link, main, meta, p, title

from macros import evaluation_report
from macros.dates import written
from staffguide import colour, load, output, plans
from staffguide.colour import Palette
from staffguide.documents import proof, tree, typeset, word, word_proof
from staffguide.documents.book import Document, Setting
from staffguide.documents.elements import Page, Tree, blocks
from staffguide.framework import Framework
from staffguide.model import Council
from staffguide.problems import GuideError, Problem

SUMMARY = "What staff said about our workshops"
EVERYTHING = "Results of the workshops"
LOOKS = ("base", "tokens", "layout", "components", "print")
FRAME = "main { box-sizing: border-box; width: 100%; min-width: 0; max-width: 46rem; margin: 0 auto; padding: 1rem; }\n"
STYLES = "look.css"
PAPER = "workshop-summary"
TEMPLATE = "summary.typ"


@dataclass(frozen=True)
class Ours:
    """Whose results they are, and how they look."""

    root: Path
    slug: str
    council: Council
    framework: Framework
    palette: Palette
    as_of: date

    @property
    def drawing_colours(self) -> Mapping[str, str]:
        return colour.typst_colours(self.palette)


def of_council(root: Path, slug: str, as_of: date) -> Ours:
    """Everything that the results of a council need. Raises GuideError with what is wrong in it."""
    council = load.council(root, slug)
    palette = colour.palette(council.brand.colours if council.brand else ())
    return Ours(root, slug, council, load.framework(root), palette, as_of)


def write(folder: Path, sums: Mapping[str, Any], ours: Ours) -> None:
    """Every file of the results. Raises GuideError where a document cannot be published."""
    evaluation = ours.framework.evaluation
    brief = evaluation_report.brief(sums, evaluation)
    told = json.dumps({"council": ours.slug, "as_of": ours.as_of.isoformat(), **sums}, indent=2, ensure_ascii=False)
    output.write(folder / "results.json", told + "\n")
    output.write(folder / STYLES, _styles(ours))
    output.write(folder / "results.html", _page(EVERYTHING, evaluation_report.report(sums, evaluation), ours))
    output.write(folder / f"{PAPER}.html", _page(SUMMARY, brief, ours))
    content = _tree(brief, ours)
    (folder / f"{PAPER}.pdf").write_bytes(_pdf(content, ours))
    (folder / f"{PAPER}.docx").write_bytes(_word(content, ours))


def _styles(ours: Ours) -> str:
    assets = ours.root / "overrides" / "assets"
    sheets = [(assets / f"{name}.css").read_text(encoding="utf-8") for name in LOOKS]
    return "\n".join([*sheets[:2], colour.css(ours.palette), *sheets[2:], FRAME])


def _page(name: str, blocks: list[evaluation_report.Block], ours: Ours) -> str:
    shown = html(lang="en-GB")[
        head[
            meta(charset="utf-8"),
            meta(name="viewport", content="width=device-width, initial-scale=1"),
            title[f"{name} - {ours.council.name}"],
            link(rel="stylesheet", href=STYLES),
        ],
        body(".sg-report-page")[
            main(".sg-words")[
                h1[name],
                p[f"{ours.council.name}, {written(ours.as_of)}"],
                evaluation_report.html(blocks, ours.drawing_colours),
            ]
        ],
    ]
    return f"<!doctype html>\n{shown}\n"


def _tree(brief: list[evaluation_report.Block], ours: Ours) -> Tree:
    shown = evaluation_report.html(brief, ours.drawing_colours)
    content, problems = tree.read([Page(PAPER, SUMMARY, f"{h1[SUMMARY]}{shown}", f"{PAPER}.html")])
    if problems:
        raise GuideError(problems)
    return content


def _pdf(content: Tree, ours: Ours) -> bytes:
    document = Document(PAPER, SUMMARY, TEMPLATE, cover=False, page_limit=1)
    data = typeset.make(document, content, _setting(ours), ours.root / plans.TEMPLATES)
    told = proof.prove(data, content, replace(document, page_limit=0), _theirs(content, ours))
    _accept(f"{PAPER}.pdf", told.failures)
    return data


def _word(content: Tree, ours: Ours) -> bytes:
    draw = partial(typeset.as_png, templates=ours.root / plans.TEMPLATES)
    data = word.make(content, _setting(ours), draw, cover=False)
    _accept(f"{PAPER}.docx", tuple(word_proof.prove(data, content, SUMMARY, _theirs(content, ours))))
    return data


def _theirs(content: Tree, ours: Ours) -> list[str]:
    """What people and the council wrote themselves is shown as it is, whatever it looks like."""
    return [ours.council.name, *(block.text for block in blocks(content))]


def _accept(name: str, failures: tuple[str, ...]) -> None:
    if failures:
        raise GuideError(Problem(name, 1, "", failure) for failure in failures)


def _setting(ours: Ours) -> Setting:
    council, facts = ours.council, ours.framework.edition
    logo = council.logo
    return Setting(
        council_name=council.name,
        short_name=council.short_name,
        title=SUMMARY,
        edition=facts.version,
        as_of=ours.as_of,
        facts_checked=facts.facts_checked,
        sample=council.sample or "",
        logo=ours.root / "councils" / ours.slug / logo.file if logo else None,
        logo_alt=logo.alt if logo else "",
        colours=ours.drawing_colours,
        review=f"Looked after by {council.owner}.",
    )
