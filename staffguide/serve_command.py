"""The command `guide serve`, which shows one council's guide while somebody edits it."""

import signal
import sys
from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from time import sleep
from typing import Any

from staffguide.project import DEFAULT_COUNCIL
from staffguide.serve import serving

Council = Callable[[Path, Any], str]
PORT = 8000
HOUR = 3600


def add(commands: Any, council: Council, today: date) -> None:
    """Add it to the commands of `guide`. `council` gives the folder's name that was typed, if there is one."""
    serve = commands.add_parser(
        "serve",
        help="show one council's guide while you edit it",
        description="Show one council's guide on this computer, and follow what you save.",
    )
    serve.add_argument(
        "council", nargs="?", default=DEFAULT_COUNCIL, metavar="COUNCIL", help="folder name under councils/"
    )
    serve.add_argument("--port", type=int, default=PORT, metavar="N", help=f"the port to use (default: {PORT})")
    serve.add_argument("--draft", action="store_true", help="show it also before all that it needs is filled in")
    serve.add_argument("--with-pdfs", action="store_true", help="make the PDFs as well, which takes longer")
    serve.add_argument(
        "--as-of", type=date.fromisoformat, default=today, metavar="DATE", help="the day to show, such as 2026-11-21"
    )
    serve.set_defaults(run=partial(_serve, council), outcome="Nothing is shown.", all=False)


def _serve(council: Council, root: Path, chosen: Any) -> int:
    slug, say = council(root, chosen), partial(print, flush=True)
    # A shell starts what runs in its background deaf to Ctrl+C: whoever stops the preview is heard all the same.
    for told in (signal.SIGINT, signal.SIGTERM):
        signal.signal(told, signal.default_int_handler)
    try:
        more = {"documents": chosen.with_pdfs, "draft": chosen.draft}
        with serving(root, slug, chosen.as_of, chosen.port, say, **more) as address:
            say(f"Open {address} in a browser. Save a file and the page follows. Stop with Ctrl+C.")
            while True:
                sleep(HOUR)
    except (OSError, OverflowError) as error:
        print(f"Port {chosen.port} cannot be used ({error}). Try another, such as --port {PORT + 1}.", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        say("\nStopped.")
    return 0
