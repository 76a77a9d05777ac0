"""The command `guide bundle`, which packs finished guides for other ways to publish."""

import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from staffguide import batch, bundle
from staffguide.batch import Order
from staffguide.problems import GuideError

Councils = Callable[[Path, Any], list[str]]


def add(commands: Any, councils: Councils, today: date, jobs: int) -> None:
    """Add it to the commands of `guide`. `councils` gives the folders' names; `jobs` is how many build side by side."""
    pack = commands.add_parser(
        "bundle",
        help="pack finished guides for other ways to publish",
        description="Pack councils' finished guides for other ways to publish, beside their folders in OUT. Builds "
        "first what has changed.",
    )
    for form, one in bundle.FORMS.items():
        pack.add_argument(f"--{form}", dest="forms", action="append_const", const=form, help=one.what)
    pack.add_argument(
        "--out", type=Path, default=Path("build"), metavar="DIR", help="where guides are built (default: build)"
    )
    pack.add_argument("councils", nargs="*", metavar="COUNCIL", help="folder names under councils/")
    pack.add_argument("--all", action="store_true", help="every council")
    pack.add_argument(
        "--as-of", type=date.fromisoformat, default=today, metavar="DATE", help="the day to build for, as 2026-11-21"
    )
    pack.set_defaults(run=partial(_bundle, councils, jobs), outcome="Nothing was packed.")


def _bundle(councils: Councils, jobs: int, root: Path, chosen: Any) -> int:
    if not chosen.forms:
        print(f"Say how to pack: {' or '.join(f'--{form}' for form in bundle.FORMS)}.", file=sys.stderr)
        return 1
    slugs, out = councils(root, chosen), chosen.out.resolve()
    order = Order(root, out, chosen.as_of, tuple(slugs), jobs, only_changed=True)
    problems = {problem for outcome in batch.run(order, lambda _: None) for problem in outcome.problems}
    if problems:
        raise GuideError(problems)
    for slug in slugs:
        for form in chosen.forms:
            print(f"{slug}: {chosen.out / bundle.make(out / slug, form, chosen.as_of).name}", flush=True)
    return 0
