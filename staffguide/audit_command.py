"""The command `guide audit`, which tests a council's site for accessibility and keeps the record."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from staffguide import audit

Council = Callable[[Path, Any], str]


def add(commands: Any, council: Council, today: date, browser: str) -> None:
    """Add it to the commands of `guide`. `council` gives the folder's name; `browser` is one that somebody named."""
    tested = commands.add_parser(
        "audit",
        help="test a council's site for accessibility; keep the record for its statement",
        description="Build a council's site in a corner, test every page for accessibility in a real browser, and "
        "keep the record in councils/<council>/audit.yml for its accessibility statement.",
    )
    tested.add_argument("council", metavar="COUNCIL", help="folder name under councils/")
    tested.set_defaults(run=partial(_audit, council, today, browser), outcome="Nothing was kept.", all=False)


def _audit(council: Council, today: date, browser: str, root: Path, chosen: Any) -> int:
    record, file = audit.run(root, council(root, chosen), today, browser)
    print(audit.told(record, file.relative_to(root)))
    return 1 if record.findings else 0
