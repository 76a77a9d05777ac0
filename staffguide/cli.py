"""The `guide` command. The only code that reads arguments, the environment and the clock."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import count
from pathlib import Path
from threading import Event

from macros.numbers import counted
from staffguide import batch, bundles, editorial, load, new_council, project, results, to_do
from staffguide.batch import Order
from staffguide.problems import GuideError, Problem, did_you_mean, report
from staffguide.serve import serving


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. 0 when all is well, 1 when there are problems to mend; they have been printed."""
    chosen = _parser().parse_args(arguments)
    root = _root()
    if root is None:
        print("Run this inside the project's folder: no mkdocs.yml was found here or above.", file=sys.stderr)
        return 1
    try:
        return int(chosen.run(root, chosen))
    except GuideError as error:
        print(report(error.problems, chosen.outcome), file=sys.stderr)
        return 1


@dataclass(frozen=True)
class Command:
    """A command as the reference shows it: what it does, how it is called, and each thing that may follow it."""

    name: str
    what: str
    call: str
    takes: tuple[tuple[str, str], ...]


def commands() -> Iterator[Command]:
    """Every command, read off what reads the arguments."""
    for action in _parser()._actions:
        for name, parser in action.choices.items() if isinstance(action.choices, dict) else ():
            given = [(_typed(one), one) for one in parser._actions if one.dest != "help"]
            call = " ".join((f"guide {name}", *(typed if one.nargs == "+" else f"[{typed}]" for typed, one in given)))
            yield Command(name, parser.description or "", call, tuple((typed, one.help or "") for typed, one in given))


def _typed(one: argparse.Action) -> str:
    """An argument as it is typed: `COUNCIL ...`, `--all`, `--as-of DATE`."""
    value = "" if one.nargs == 0 else str(one.metavar or one.dest.upper())
    return " ".join(filter(None, (*one.option_strings[:1], value, "..." if one.nargs in ("*", "+") else "")))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="guide", description="A staff guide to CQC assessment for every council.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    build = commands.add_parser(
        "build",
        help="build councils' sites and PDFs",
        description="Build councils' sites and PDFs into OUT/<council>/.",
    )
    build.add_argument("--only-changed", action="store_true", help="leave alone what nothing has changed for")
    build.add_argument("--sites-only", action="store_true", help="leave the PDFs out, to try something quickly")
    build.add_argument(
        "--shard", type=_share, default=(1, 1), metavar="2/8", help="one machine's share of the councils"
    )
    build.set_defaults(run=_build, outcome="Nothing was published.")
    check = commands.add_parser(
        "check",
        help="list every problem; build nothing",
        description="List every problem in the facts, the pages and the councils; then what is still to do. "
        "Builds nothing.",
    )
    check.add_argument("--pages", action="store_true", help="only list the pages: how long, how hard to read, when due")
    check.set_defaults(run=_check, outcome="Nothing was built.")
    bundle = commands.add_parser(
        "bundle",
        help="pack finished guides for other ways to publish",
        description="Pack councils' finished guides for other ways to publish, beside their folders in OUT. Builds "
        "first what has changed.",
    )
    for form, one in bundles.FORMS.items():
        bundle.add_argument(f"--{form}", dest="forms", action="append_const", const=form, help=one.what)
    bundle.set_defaults(run=_bundle, outcome="Nothing was packed.")
    for command in (build, bundle):
        command.add_argument(
            "--out", type=Path, default=Path("build"), metavar="DIR", help="where to build (default: build)"
        )
        command.add_argument(
            "--jobs", type=_whole, default=os.cpu_count() or 1, metavar="N", help="how many to build side by side"
        )
    serve = commands.add_parser(
        "serve",
        help="show one council's guide while you edit it",
        description="Show one council's guide on this computer, and follow what you save.",
    )
    serve.add_argument("council", nargs="?", default=project.DEFAULT_COUNCIL, metavar="COUNCIL", help="the council")
    serve.add_argument("--port", type=_whole, default=8000, metavar="N", help="the port to use (default: 8000)")
    serve.add_argument("--with-pdfs", action="store_true", help="make the PDFs as well, which takes longer")
    serve.set_defaults(run=_serve, outcome="Nothing is shown.", all=False)
    for command in (build, check, bundle):
        command.add_argument("councils", nargs="*", metavar="COUNCIL", help="folder names under councils/")
        command.add_argument("--all", action="store_true", help="every council")
    for command in (build, check, bundle, serve):
        command.add_argument(
            "--as-of",
            type=date.fromisoformat,
            default=date.today(),
            metavar="DATE",
            help="the day to build for, such as 2026-11-21",
        )
    new = commands.add_parser(
        "new",
        help="start a council: its folder with a file to fill in",
        description="Start a council of the register: writes councils/<council>/council.yml with every setting "
        "explained.",
    )
    new.add_argument("name", nargs="+", metavar="NAME", help='the council\'s name, such as "Bury" or "Bury Council"')
    new.set_defaults(run=_new, outcome="Nothing was written.", as_of=date.today())
    return parser


def _root() -> Path | None:
    here = Path.cwd()
    return next((folder for folder in (here, *here.parents) if (folder / "mkdocs.yml").is_file()), None)


def _councils(root: Path, chosen: argparse.Namespace) -> list[str]:
    """The councils to work on. Raises GuideError where one that was asked for does not exist."""
    known = load.slugs(root)
    if chosen.all:
        return known
    asked = chosen.councils or (known if chosen.run is _check else [project.DEFAULT_COUNCIL])
    unknown = [
        Problem(f"councils/{slug}", 1, "", f'there is no council "{slug}": {did_you_mean(slug, known)}')
        for slug in asked
        if slug not in known
    ]
    if unknown:
        raise GuideError(unknown)
    return asked


def _new(root: Path, chosen: argparse.Namespace) -> int:
    print(new_council.next_steps(new_council.start(root, " ".join(chosen.name), chosen.as_of)))
    return 0


def _build(root: Path, chosen: argparse.Namespace) -> int:
    slugs = _shard(_councils(root, chosen), chosen.shard)
    out, done = chosen.out.resolve(), count(1)
    order = Order(root, out, chosen.as_of, tuple(slugs), chosen.jobs, chosen.only_changed, not chosen.sites_only)
    tell = lambda one: print(results.line(one, next(done), len(slugs)), flush=True) if chosen.all else None  # noqa: E731
    outcomes = batch.run(order, tell)
    problems = {problem for outcome in outcomes for problem in outcome.problems}
    if problems:
        print(report(problems, "Councils with problems were not published."), file=sys.stderr)
    if chosen.all:
        results.write(out, outcomes, chosen.as_of)
        print(results.table(outcomes))
    else:
        print("\n".join(f"{one.slug}: {chosen.out / one.slug / 'index.html'}" for one in outcomes if not one.problems))
    return 1 if problems else 0


def _bundle(root: Path, chosen: argparse.Namespace) -> int:
    if not chosen.forms:
        print(f"Say how to pack: {' or '.join(f'--{form}' for form in bundles.FORMS)}.", file=sys.stderr)
        return 1
    order = Order(root, chosen.out.resolve(), chosen.as_of, tuple(_councils(root, chosen)), chosen.jobs, True)
    problems = {problem for outcome in batch.run(order, lambda _: None) for problem in outcome.problems}
    if problems:
        raise GuideError(problems)
    for slug in order.slugs:
        for form in chosen.forms:
            print(f"{slug}: {chosen.out / bundles.make(order.out / slug, form, chosen.as_of).name}", flush=True)
    return 0


def _serve(root: Path, chosen: argparse.Namespace) -> int:
    chosen.councils = [chosen.council]
    (slug,) = _councils(root, chosen)
    say, documents = partial(print, flush=True), chosen.with_pdfs
    try:
        with serving(root, slug, chosen.as_of, chosen.port, say, documents=documents) as address:
            print(f"Open {address} in a browser. Save a file and the page follows. Stop with Ctrl+C.", flush=True)
            Event().wait()
    except OSError as error:
        print(f"Port {chosen.port} cannot be used ({error.strerror}): try --port {chosen.port + 1}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nStopped.")
    return 0


def _shard(slugs: Sequence[str], shard: tuple[int, int]) -> Sequence[str]:
    """Every so-many-th council: the share of one machine of several."""
    number, of = shard
    return slugs[number - 1 :: of]


def _share(typed: str) -> tuple[int, int]:
    number, _, of = typed.partition("/")
    if not (number.isdigit() and of.isdigit() and 1 <= int(number) <= int(of)):
        raise argparse.ArgumentTypeError(f'give it as 2/8, the second of eight shares (found "{typed}")')
    return int(number), int(of)


def _whole(typed: str) -> int:
    if not typed.isdigit() or int(typed) < 1:
        raise argparse.ArgumentTypeError(f'give a whole number from 1 (found "{typed}")')
    return int(typed)


def _check(root: Path, chosen: argparse.Namespace) -> int:
    if chosen.pages:
        print(editorial.page_table(root, chosen.as_of))
        return 0
    slugs = _councils(root, chosen)
    problems, pages = project.problems_everywhere(root, slugs, chosen.as_of)
    problems += editorial.remarks(root, chosen.as_of)
    wrong = any(not problem.advice for problem in problems)
    if problems:
        print(report(set(problems), outcome="Nothing was built."), file=sys.stderr if wrong else sys.stdout, flush=True)
    if not wrong:
        print(f"No problems in {pages} pages and {counted(len(slugs), 'council')} ({', '.join(slugs)}).")
    print(_to_do(root, slugs))
    return 1 if wrong else 0


def _to_do(root: Path, slugs: Sequence[str]) -> str:
    """What is left to fill in: all of it for one council, a line for each of several. It is no mistake."""
    read = [done for slug in slugs if (done := to_do.progress(root, slug))]
    return "\n" + (to_do.listed(read[0]) if len(slugs) == 1 and read else "\n".join(map(to_do.in_short, read)))
