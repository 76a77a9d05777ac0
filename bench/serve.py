"""Measures the preview: from saving a file to having the new page, over HTTP, while `guide serve` runs on a copy."""

import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import urlopen

from measuring import ROOT, heading, table

COPIED = ("docs", "framework", "overrides", "councils", "mkdocs.yml", "documents.yml")
RUNS = 10
PATIENCE = 30.0
PAGE = "docs/guide/case-tracking.md"
COUNCIL = "councils/example/council.yml"
FACTS = "framework/stages.yml"


def main() -> int:
    with TemporaryDirectory() as name:
        root = Path(name)
        for one in COPIED:
            (shutil.copytree if (ROOT / one).is_dir() else shutil.copy)(ROOT / one, root / one)
        with _preview(root) as (address, started):
            rows = [("start, until the first page", f"{started:.2f}", "")]
            rows.append(("a sentence of a page", *_times(root / PAGE, _sentence, f"{address}guide/case-tracking.html")))
            rows.append(("a council's value", *_times(root / COUNCIL, _name, f"{address}guide/case-tracking.html")))
            rows.append(("a page's title", *_times(root / PAGE, _title, f"{address}guide/case-tracking.html")))
            rows.append(("a national fact", *_times(root / FACTS, _stage, f"{address}guide/the-five-stages.html")))
    heading("From saving to seeing, without PDFs: python bench/serve.py")
    table(("Changed", f"seconds, median of {RUNS}", "slowest"), rows)
    return 0


@contextmanager
def _preview(root: Path) -> Iterator[tuple[str, float]]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    address = f"http://127.0.0.1:{port}/"
    start = time.perf_counter()
    command = [Path(sys.executable).with_name("guide"), "serve", "example", "--port", str(port)]
    process = subprocess.Popen(command, cwd=root, stdout=subprocess.DEVNULL)
    try:
        yield address, _until(address, "<h1", start)
    finally:
        process.terminate()
        process.wait()


def _times(file: Path, changed: object, address: str) -> tuple[str, str]:
    """Save the file with a new word in it, again and again, and wait each time until the page shows the word."""
    kept, seconds = file.read_text(encoding="utf-8"), list[float]()
    for turn in range(RUNS):
        word = f"measured{turn}x{file.stem}"
        assert callable(changed)
        text = changed(kept, word)
        assert text != kept
        time.sleep(0.5)  # an editor's pause: the preview is at rest again
        start = time.perf_counter()
        file.write_text(text, encoding="utf-8")
        seconds.append(_until(address, word, start))
    file.write_text(kept, encoding="utf-8")
    time.sleep(2)
    return f"{median(seconds):.2f}", f"{max(seconds):.2f}"


def _sentence(text: str, word: str) -> str:
    return f"{text}\nThis sentence is {word}.\n"


def _title(text: str, word: str) -> str:
    text = re.sub(r"^title: .*$", f"title: Case tracking {word}", text, count=1, flags=re.MULTILINE)
    return re.sub(r"^# .*$", f"# Case tracking {word}", text, count=1, flags=re.MULTILINE)


def _name(text: str, word: str) -> str:
    return re.sub(r"^name: .*$", f"name: {word}", text, count=1, flags=re.MULTILINE)


def _stage(text: str, word: str) -> str:
    return re.sub(r"title: (.*)$", rf"title: \1 {word}", text, count=1, flags=re.MULTILINE)


def _until(address: str, words: str, start: float) -> float:
    """Seconds since `start` until the page at an address holds the words."""
    while time.perf_counter() - start < PATIENCE:
        try:
            with urlopen(address) as answer:
                if words in answer.read().decode():
                    return time.perf_counter() - start
        except URLError:
            pass  # it is still starting
        time.sleep(0.01)
    sys.exit(f"{address} did not show {words} within {PATIENCE:.0f} seconds")


if __name__ == "__main__":
    sys.exit(main())
