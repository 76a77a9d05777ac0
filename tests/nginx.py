"""Runs nginx with hosting/nginx.conf over a finished site, as a host would."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

HOSTING = Path(__file__).parent.parent / "hosting"
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


def _port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


@contextmanager
def serving(site: Path, folder: Path) -> Iterator[str]:
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
