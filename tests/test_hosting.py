"""The header files for hosts send one policy and know the types of a guide's files, and nginx really takes its own."""

import re
from collections.abc import Callable
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import defusedxml.ElementTree
import pytest
from browser.serving import POLICY
from nginx import HOSTING

FILES = ("nginx.conf", "web.config", ".htaccess", "_headers")
OTHERS = ("nosniff", "same-origin", "camera=(), geolocation=(), microphone=()", "no-cache")
TYPES = {
    "index.html": "text/html; charset=utf-8",
    "assets/print.css": "text/css; charset=utf-8",
    "assets/page.js": "text/javascript; charset=utf-8",
    "downloads/question-bank.csv": "text/csv; charset=utf-8",
    "manifest.json": "application/json; charset=utf-8",
    "assets/favicon.svg": "image/svg+xml; charset=utf-8",
    "downloads/your-guide-to-cqc-assessment.pdf": "application/pdf",
}


@pytest.mark.parametrize("name", FILES)
def test_every_host_sends_the_policy_that_the_pages_are_tested_under(name: str) -> None:
    text = (HOSTING / name).read_text(encoding="utf-8")
    assert POLICY in text
    assert [one for one in OTHERS if one not in text and not (name == "web.config" and one == "no-cache")] == []


@pytest.mark.parametrize("name", FILES[:3])
def test_every_server_knows_the_types_of_a_guide(name: str, built: Callable[[str], Path]) -> None:
    text = (HOSTING / name).read_text(encoding="utf-8")
    kinds = {path.suffix for path in built("example").rglob("*") if path.is_file()}
    assert [kind for kind in kinds if not re.search(rf"[ \".]{kind.lstrip('.')}\b", text)] == []


def test_the_file_for_iis_can_be_read_and_names_nothing_twice() -> None:
    server = defusedxml.ElementTree.parse(HOSTING / "web.config").getroot().find("system.webServer")
    assert server is not None
    headers = [one.get("name") for one in server.findall("httpProtocol/customHeaders/add")]
    assert len(headers) == len(set(headers)) == 4
    added = [one.get("fileExtension") for one in server.findall("staticContent/mimeMap")]
    assert added == [one.get("fileExtension") for one in server.findall("staticContent/remove")]


def test_nginx_sends_the_policy_the_types_and_the_page_for_wrong_addresses(on_nginx: str) -> None:
    for name, kind in TYPES.items():
        with urlopen(on_nginx + name) as answer:
            assert answer.headers["Content-Type"] == kind
            assert answer.headers.get_all("Content-Security-Policy") == [POLICY]
            assert answer.headers["Cache-Control"] == "no-cache"
            assert answer.headers["ETag"]
    with urlopen(on_nginx + "assets/vendor/minisearch-7.2.0.min.js") as answer:
        assert "immutable" in answer.headers["Cache-Control"]
    with urlopen(Request(on_nginx, headers={"Accept-Encoding": "gzip"})) as answer:
        assert answer.headers["Content-Encoding"] == "gzip"
    with pytest.raises(HTTPError) as wrong:
        urlopen(on_nginx + "guide/very/deep/gone.html")
    assert wrong.value.code == 404
    assert wrong.value.headers["Content-Security-Policy"] == POLICY
    with wrong.value as page:
        assert b"Page not found" in page.read()
    for method, path, code in (("POST", "index.html", 403), ("GET", ".hidden", 404)):
        with pytest.raises(HTTPError) as refused:
            urlopen(Request(on_nginx + path, method=method))
        with refused.value as answer:
            assert answer.code == code
