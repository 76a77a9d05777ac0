"""Serves a finished site as a careful council would: under a path of its own and with a strict policy."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from threading import Thread
from urllib.parse import unquote, urlsplit

UNDER = "/a/b/"
POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
REPORTS = "/reports"
"""Where the browser tells what the policy refused. Outside the site's path, so that no page can be mistaken for it."""


@dataclass
class Served:
    """A site on the air. `asked` holds the path of every request; `refused` what the policy stopped, as told to us."""

    folder: Path
    origin: str = ""
    asked: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)

    @property
    def base(self) -> str:
        return self.origin + UNDER

    def address(self, page: str) -> str:
        return self.base + page

    @property
    def pages(self) -> list[str]:
        """Every page but the one for addresses that lead nowhere."""
        found = sorted(path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))
        return [page for page in found if page != "404.html"]

    @property
    def outside(self) -> list[str]:
        """What was asked for beyond the site's folder, or was not there."""
        return [path for path in self.asked if not path.startswith(UNDER) or self.file(path) is None]

    def file(self, path: str) -> Path | None:
        """The file that a request asks for, if there is one."""
        if not path.startswith(UNDER):
            return None
        wanted = (self.folder / unquote(path.removeprefix(UNDER))).resolve()
        wanted = wanted / "index.html" if wanted.is_dir() else wanted
        return wanted if wanted.is_file() and wanted.is_relative_to(self.folder.resolve()) else None


class _Answers(BaseHTTPRequestHandler):
    served: Served

    def do_GET(self) -> None:
        path = urlsplit(self.path).path
        self.served.asked.append(path)
        if found := self.served.file(path):
            self._send(HTTPStatus.OK, guess_type(found.name)[0] or "application/octet-stream", found.read_bytes())
            return
        missing = self.served.folder / "404.html"
        self._send(HTTPStatus.NOT_FOUND, "text/html", missing.read_bytes() if missing.is_file() else b"Not found")

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        if urlsplit(self.path).path == REPORTS:
            self.served.refused.append(body.decode())
        self._send(HTTPStatus.NO_CONTENT, "text/plain", b"")

    def _send(self, status: HTTPStatus, kind: str, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", f"{kind}; charset=utf-8" if kind.startswith("text/") else kind)
        self.send_header("Content-Security-Policy", f"{POLICY}; report-uri {REPORTS}")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # the browser went to another page before it had read this
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Quiet: the tests read `asked`."""


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """The folder on the air until the block ends, on a port that the system chooses."""
    served = Served(folder)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Answers", (_Answers,), {"served": served}))
    served.origin = f"http://127.0.0.1:{server.server_port}"
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield served
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
