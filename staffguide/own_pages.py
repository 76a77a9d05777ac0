"""The commands for the pages that a council writes itself: `guide overlay` starts one, `guide diff` compares them."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from staffguide import based_on, load, new_overlay, pages, spoken

Council = Callable[[Path, Any], str]


def add(commands: Any, council: Council, today: date) -> None:
    """Add both to the commands of `guide`; `council` gives the folder's name that was typed, if there is one."""
    overlay = commands.add_parser(
        "overlay",
        help="start a council's own copy of a page",
        description="Start a council's own copy of a national page, or of one section; or a page of its own.",
    )
    overlay.add_argument("council", metavar="COUNCIL", help="folder name under councils/")
    overlay.add_argument("page", metavar="PAGE", help="path of the page in docs/, such as guide/introduction.md")
    where = overlay.add_mutually_exclusive_group()
    where.add_argument("--section", metavar="ID", help="only the section whose heading has this id")
    where.add_argument("--after", metavar="ID", help="only words to come at the end of that section")
    where.add_argument("--seen", action="store_true", help="note that you have seen what changed in the national words")
    overlay.set_defaults(run=partial(_overlay, council, today), outcome="Nothing was written.", all=False)
    diff = commands.add_parser(
        "diff",
        help="what changed in the national words under a council's own pages",
        description="Show what changed in the national words since a council wrote its own pages over them.",
    )
    diff.add_argument("council", metavar="COUNCIL", help="folder name under councils/")
    diff.set_defaults(run=partial(_diff, council), outcome="Nothing was compared.", all=False)


def _overlay(council: Council, today: date, root: Path, chosen: Any) -> int:
    slug, page = council(root, chosen), chosen.page
    national, _ = pages.read_all(root / "docs", root)
    if chosen.seen:
        made = new_overlay.seen(root, slug, page, national)
    elif section := chosen.section or chosen.after:
        made = new_overlay.start_part(root, slug, page, section, national, after=bool(chosen.after))
    else:
        made = new_overlay.start(root, slug, page, national, today)
    where = made.relative_to(root).as_posix()
    print(f"Noted in {where}." if chosen.seen else f"Open {where} and change it.")
    return 0


def _diff(council: Council, root: Path, chosen: Any) -> int:
    slug = council(root, chosen)
    national, _ = pages.read_all(root / "docs", root)
    print(based_on.told(root, slug, national, spoken.reader(load.framework(root))))
    return 0
