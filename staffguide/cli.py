"""The `guide` command. The only code that reads arguments, the environment and the clock."""

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

from macros.numbers import counted
from staffguide import (
    audit_command,
    batch,
    bundle_command,
    editorial,
    evaluate_command,
    load,
    making,
    new_council,
    output,
    own_pages,
    project,
    proving,
    results,
    serve_command,
    to_do,
)
from staffguide.batch import Order
from staffguide.problems import GuideError, Problem, did_you_mean, report


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
    except BrokenPipeError:  # whoever read what we print has enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except OSError as error:  # a disk that is full, closed to us or gone
        print(report([output.trouble(error, Path(error.filename or root))], chosen.outcome), file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"Stopped. {STOPPED}", file=sys.stderr)
        return 1


STOPPED = "What was published before is as it was."


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
    build.add_argument("--out", type=Path, default=Path("build"), metavar="DIR", help="where to build (default: build)")
    build.add_argument(
        "--jobs", type=_whole, default=os.cpu_count() or 1, metavar="N", help="how many to build side by side"
    )
    serve_command.add(commands, _only, date.today())
    bundle_command.add(commands, _councils, date.today(), os.cpu_count() or 1)
    build.add_argument("--draft", action="store_true", help="a draft to check, in OUT/<council>-DRAFT/")
    own_pages.add(commands, _only, date.today())
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
    proof = commands.add_parser(
        "proof",
        help="prove the documents of a build once more; list what only people can judge",
        description="Prove the documents of finished builds once more, and list what only people can judge.",
    )
    proof.add_argument("councils", nargs="*", metavar="COUNCIL", help="folder names under OUT")
    proof.add_argument(
        "--out", type=Path, default=Path("build"), metavar="DIR", help="where it was built (default: build)"
    )
    proof.set_defaults(run=_proof, outcome="These documents should not be handed out.")
    evaluate_command.add(commands, date.today())
    audit_command.add(commands, _only, date.today(), os.environ.get("CHROMIUM", ""))
    _add_new(commands)
    return parser


def _add_new(commands: Any) -> None:
    new = commands.add_parser(
        "new",
        help="start a council: its folder with a file to fill in",
        description="Start a council of the register: writes councils/<council>/council.yml with every setting "
        "explained.",
    )
    new.add_argument("name", nargs="+", metavar="NAME", help='the council\'s name, such as "Bury" or "Bury Council"')
    new.set_defaults(run=_new, outcome="Nothing was written.", as_of=date.today())


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


def _only(root: Path, chosen: argparse.Namespace) -> str:
    """The one council of a command that takes one."""
    chosen.councils = [chosen.council]
    return _councils(root, chosen)[0]


def _proof(root: Path, chosen: argparse.Namespace) -> int:
    out = chosen.out.resolve()
    print("\n".join(proving.prove(out, chosen.councils or proving.built(out))))
    print(proving.by_hand(root))
    return 0


def _build(root: Path, chosen: argparse.Namespace) -> int:
    slugs = _shard(_councils(root, chosen), chosen.shard)
    out, done = chosen.out.resolve(), count(1)
    order = Order(
        root, out, chosen.as_of, tuple(slugs), chosen.jobs, chosen.only_changed, not chosen.sites_only, chosen.draft
    )
    tell = lambda one: print(results.line(one, next(done), len(slugs)), flush=True) if chosen.all else None  # noqa: E731
    outcomes = batch.run(order, tell)
    problems = {problem for outcome in outcomes for problem in outcome.problems}
    if problems:
        print(report(problems, "Councils with problems were not published."), file=sys.stderr)
    if chosen.all and not chosen.draft:  # drafts are for checking: no page leads to them
        results.write(out, outcomes, chosen.as_of, root / "overrides")
    if chosen.all:
        print(results.table(outcomes))
    else:
        print(
            "\n".join(
                f"{one.slug}: {chosen.out / order.folder(one.slug).name / 'index.html'}"
                for one in outcomes
                if not one.problems
            )
        )
    return 1 if problems else 0


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
    problems, pages = project.problems_everywhere(root, slugs, chosen.as_of, making.unfit_slides)
    problems += editorial.remarks(root, chosen.as_of) + editorial.of_councils(root, slugs, chosen.as_of)
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
