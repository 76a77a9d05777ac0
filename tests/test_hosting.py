"""The header files for hosts send one policy and know the types of a guide's files, and nginx really takes its own."""

import os
import re
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import defusedxml.ElementTree
import pytest
from browser.serving import POLICY
from conftest import ROOT

HOSTING = ROOT / "hosting"
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
NGINX = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin:/usr/local/sbin")
AROUND = """
worker_processes 1;
daemon off;
{user}
pid {folder}/pid;
error_log {folder}/errors;
events {{ }}
http {{
    access_log off;
    client_body_temp_path {folder}/a;
    proxy_temp_path {folder}/b;
    fastcgi_temp_path {folder}/c;
    uwsgi_temp_path {folder}/d;
    scgi_temp_path {folder}/e;
    include {folder}/guide.conf;
}}
"""


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


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def nginx(site: Path, folder: Path) -> Iterator[str]:
    """The site under nginx with our file, in which only the lines marked "yours" are changed."""
    port = _port()
    text = (HOSTING / "nginx.conf").read_text(encoding="utf-8")
    yours = {r"listen 80;": f"listen 127.0.0.1:{port};", r"root /srv/staff-guide;": f"root {site};"}
    for before, after in yours.items():
        assert text.count(before) == 1
        text = text.replace(before, after)
    (folder / "guide.conf").write_text(text)
    user = "user root;" if hasattr(os, "geteuid") and os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(AROUND.format(folder=folder, user=user))
    command = [str(NGINX), "-p", str(folder), "-c", str(folder / "nginx.conf"), "-e", str(folder / "errors")]
    checked = subprocess.run([*command, "-t"], capture_output=True, text=True, check=False)
    assert checked.returncode == 0, checked.stderr
    assert "warn" not in checked.stderr
    running = subprocess.Popen(command)
    try:
        _await(port)
        yield f"http://127.0.0.1:{port}/"
    finally:
        running.terminate()
        running.wait()


def _await(port: int) -> None:
    for _ in range(100):
        with socket.socket() as line:
            if line.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError("nginx never answered")


@pytest.fixture
def on_nginx(built: Callable[[str], Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[str]:
    if NGINX is None:
        with capfd.disabled():
            print("\nNOT TRIED: hosting/nginx.conf, because there is no nginx here: apt-get install nginx-light")
        pytest.skip("there is no nginx on this machine")
    with nginx(built("example"), tmp_path) as address:
        yield address


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


def test_pages_work_in_a_browser_under_nginx(on_nginx: str) -> None:
    from chromium import find
    from playwright.sync_api import sync_playwright

    complaints: list[str] = []
    pages = (
        "index.html",
        "guide/the-five-stages.html",
        "practise/all-questions.html",
        "checklists/for-individuals.html",
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find())
        page = browser.new_page()
        page.on("console", lambda said: complaints.append(said.text) if said.type in {"error", "warning"} else None)
        for name in pages:
            page.goto(on_nginx + name)
            assert page.get_by_role("heading", level=1).is_visible()
        page.goto(on_nginx + "search.html?q=safeguarding")
        page.get_by_role("status").filter(has_text=re.compile(r"\d+ ")).wait_for()
        browser.close()
    assert not complaints
