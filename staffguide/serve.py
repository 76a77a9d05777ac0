"""Shows one council's guide on this computer while somebody edits it: a small server, and a page that follows."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from html import escape
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory
from threading import Condition, Event, Thread
from typing import Any
from urllib.parse import unquote, urlsplit

from macros.numbers import counted
from staffguide import watching
from staffguide.preview import Preview, Shown
from staffguide.problems import report

HOST = "127.0.0.1"
"""Only this computer can ask: what is being written is nobody else's business yet."""
OWN = "/_preview/"
EVENTS = f"{OWN}events"
OWN_FILES = ("reload.js", "preview.css")
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'"
"""As strict as a careful host would be, so that nothing works here that would not work there."""
STILL_THERE = 15
"""Seconds after which a page that waits is told that we are still here; a page that has gone is noticed so, too."""
STAYS = "The pages that you see are the last good ones. Save the file again when you have mended it."
NOTHING_YET = "There are no pages yet. Mend what is listed and save the file: they then appear here."
EMPTY = (
    '<!doctype html>\n<html lang="en-GB">\n<head>\n<meta charset="utf-8">\n<title>{title}</title>\n</head>\n<body>\n'
)


@dataclass
class Desk:
    """What all open pages are told: the newest try, and when there is a newer one."""

    shown: Shown
    root: Path
    run: str = field(default_factory=lambda: token_hex(4))
    """Names this run of the preview, so that a page left open from an earlier one follows too."""
    news: Condition = field(default_factory=Condition)

    def put(self, shown: Shown) -> None:
        with self.news:
            self.shown = shown
            self.news.notify_all()

    def next(self, told: Shown | None) -> Shown:
        """What is shown, as soon as it is not what a page has been told already, or after a while anyway."""
        with self.news:
            self.news.wait_for(lambda: self.shown is not told, STILL_THERE)
            return self.shown

    def build(self, shown: Shown) -> str:
        """Names the pages that are shown: a try that failed brings no new ones."""
        return f"{self.run}-{shown.folder.name if shown.folder else 0}"

    def message(self, shown: Shown) -> str:
        """What the script in a page reads."""
        problems = [
            {"place": f"{one.path}:{one.line}", "message": ": ".join(filter(None, (one.field, one.message)))}
            for one in shown.problems
        ]
        title = f"{counted(len(problems), 'problem')} to mend"
        hint = STAYS if shown.folder else NOTHING_YET
        return json.dumps({"build": self.build(shown), "title": title, "hint": hint, "problems": problems})


class _Answers(BaseHTTPRequestHandler):
    """One request. The desk is given when the server is made."""

    def __init__(self, desk: Desk, *given: Any) -> None:
        self.desk = desk
        super().__init__(*given)

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        with suppress(ConnectionError):  # the reader went elsewhere meanwhile
            if self.headers.get("Host", "").rpartition(":")[0] not in (HOST, "localhost"):
                # A page from elsewhere could give a name of its own to this address, and read what is written here.
                self._send(HTTPStatus.FORBIDDEN, "text/plain", b"Open the address that guide serve has printed.")
            elif path == EVENTS:
                self._follow()
            elif path.removeprefix(OWN) in OWN_FILES:
                self._file(self.desk.root / "overrides" / "preview" / path.removeprefix(OWN))
            else:
                self._page(path.lstrip("/") or "index.html", self.desk.shown)

    def _follow(self) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        told: Shown | None = None
        while True:
            shown = self.desk.next(told)
            said = ": still here\n\n" if shown is told else f"data: {self.desk.message(shown)}\n\n"
            self.wfile.write(said.encode())
            self.wfile.flush()
            told = shown

    def _page(self, name: str, shown: Shown) -> None:
        if shown.folder is None:
            title = escape("Nothing to show yet")
            page = f"{EMPTY.format(title=title)}<main><h1>{title}</h1></main>\n</body>\n</html>\n"
            self._html(HTTPStatus.SERVICE_UNAVAILABLE, page, shown)
            return
        file = (shown.folder / name).resolve()
        file = file / "index.html" if file.is_dir() else file
        if not file.is_relative_to(shown.folder.resolve()) or not file.is_file():
            self._html(HTTPStatus.NOT_FOUND, (shown.folder / "404.html").read_text(encoding="utf-8"), shown)
        elif file.suffix == ".html":
            self._html(HTTPStatus.OK, file.read_text(encoding="utf-8"), shown)
        else:
            self._file(file)

    def _html(self, status: HTTPStatus, page: str, shown: Shown) -> None:
        ours = (
            f'<link rel="stylesheet" href="{OWN}preview.css">\n'
            f'<script defer src="{OWN}reload.js" data-build="{self.desk.build(shown)}"></script>\n</head>'
        )
        self._send(status, "text/html", page.replace("</head>", ours, 1).encode())

    def _file(self, file: Path) -> None:
        if file.is_file():
            self._send(HTTPStatus.OK, guess_type(file.name)[0] or "application/octet-stream", file.read_bytes())
        else:
            self._send(HTTPStatus.NOT_FOUND, "text/plain", b"Not found")

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Security-Policy", POLICY)
        self.send_header("Cache-Control", "no-store")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet: the terminal is for what editors have to know."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = sys.platform != "win32"  # on Windows it would let two servers have one port


@contextmanager
def serving(
    root: Path,
    slug: str,
    as_of: date,
    port: int,
    say: Callable[[str], None],
    *,
    documents: bool = False,
    draft: bool = False,
) -> Iterator[str]:
    """The council's guide on the air until the block ends; gives its address. Port 0 takes any that is free.

    `say` gets each line for the terminal. Raises OSError where the port is taken.
    """
    stop = Event()
    with TemporaryDirectory(prefix="guide-serve-") as place:
        preview = Preview(root, slug, as_of, documents, Path(place), draft)
        desk = Desk(preview.shown, root)
        with _Server((HOST, port), partial(_Answers, desk)) as server:
            seen = watching.look(root, preview.places)
            desk.put(preview.make())
            say(_said(desk.shown))
            workers = [
                Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1}, daemon=True),
                Thread(target=_follow, args=(preview, desk, seen, stop, say), daemon=True),
            ]
            for worker in workers:
                worker.start()
            try:
                yield f"http://{HOST}:{server.server_port}/"
            finally:
                stop.set()
                server.shutdown()
                for worker in workers:
                    worker.join()


def _follow(preview: Preview, desk: Desk, seen: watching.Seen, stop: Event, say: Callable[[str], None]) -> None:
    """Make the guide again each time that somebody has saved something."""
    for changed in watching.changes(preview.root, preview.places, seen, stop):
        desk.put(preview.make(changed))
        say(f"{_listed(changed)}: {_said(desk.shown)}")


def _listed(changed: frozenset[str]) -> str:
    first, *more = sorted(changed)
    return f"{first} and {len(more)} more" if more else first


def _said(shown: Shown) -> str:
    if shown.problems:
        return f"\n{report(shown.problems, 'The last good pages stay.' if shown.folder else 'There are no pages yet.')}"
    return f"shown after {shown.seconds:.1f} seconds"
