"""The `guide` command. The only code that reads arguments, the environment and the clock."""

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from staffguide import editorial, load, project, site
from staffguide.problems import Problem, did_you_mean, report


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0 when all is well, 1 when there are problems to mend; they have been printed."""
    chosen = _parser().parse_args(arguments)
    root = _root()
    if root is None:
        print("Run this inside the project's folder: no mkdocs.yml was found here or above.", file=sys.stderr)
        return 1
    slugs, unknown = _councils(root, chosen)
    if unknown:
        print(report(unknown), file=sys.stderr)
        return 1
    return int(chosen.run(root, slugs, chosen))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guide", description="A staff guide to CQC assessment for every council.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    build = commands.add_parser(
        "build",
        help="build councils' sites and PDFs",
        description="Build councils' sites and PDFs into OUT/<council>/.",
    )
    build.add_argument("--out", type=Path, default=Path("build"), metavar="DIR", help="where to build (default: build)")
    build.set_defaults(run=_build)
    check = commands.add_parser(
        "check",
        help="list every problem; build nothing",
        description="List every problem in the facts, the pages and the councils. Builds nothing.",
    )
    check.add_argument("--pages", action="store_true", help="only list the pages: how long, how hard to read, when due")
    check.set_defaults(run=_check)
    for command in (build, check):
        command.add_argument("councils", nargs="*", metavar="COUNCIL", help="folder names under councils/")
        command.add_argument("--all", action="store_true", help="every council")
        command.add_argument(
            "--as-of",
            type=date.fromisoformat,
            default=date.today(),
            metavar="DATE",
            help="the day to build for, such as 2026-11-21",
        )
    return parser


def _root() -> Path | None:
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "mkdocs.yml").is_file()), None)


def _councils(root: Path, chosen: argparse.Namespace) -> tuple[list[str], list[Problem]]:
    """The councils to work on, and those asked for that do not exist."""
    known = load.slugs(root)
    if chosen.all:
        return known, []
    asked = chosen.councils or ([project.DEFAULT_COUNCIL] if chosen.run is _build else known)
    unknown = [
        Problem(f"councils/{slug}", 1, "", f'there is no council "{slug}": {did_you_mean(slug, known)}')
        for slug in asked
        if slug not in known
    ]
    return asked, unknown


def _build(root: Path, slugs: Sequence[str], chosen: argparse.Namespace) -> int:
    published = [slug for slug in slugs if site.build(root, slug, (chosen.out / slug).resolve(), chosen.as_of)]
    for slug in published:
        print(f"{slug}: {chosen.out / slug / 'index.html'}")
    return 0 if len(published) == len(slugs) else 1


def _check(root: Path, slugs: Sequence[str], chosen: argparse.Namespace) -> int:
    if chosen.pages:
        print(editorial.page_table(root, chosen.as_of))
        return 0
    problems, pages = project.problems_everywhere(root, slugs, chosen.as_of)
    problems += editorial.remarks(root, chosen.as_of)
    if any(not problem.advice for problem in problems):
        print(report(set(problems), outcome="Nothing was built."), file=sys.stderr)
        return 1
    if problems:
        print(report(set(problems)))
    print(f"No problems in {pages} pages and {len(slugs)} councils ({', '.join(slugs)}).")
    return 0
