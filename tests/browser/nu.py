"""Fetches the Nu Html Checker, once, and asks it about folders of pages. Java runs it and npm fetches it."""

import json
import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

VERSION = "26.9.27"
CACHE = Path(__file__).parent.parent.parent / ".cache" / "nu"
JAR = CACHE / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
STAMP = CACHE / VERSION
NEWER = ("field-sizing", "vector-effect")
"""Properties of CSS that browsers have and this version of the checker has not heard of, in pages with their styles."""


def missing() -> str:
    """What this machine lacks to run the checker, in words; nothing when it can be run."""
    if not shutil.which("java"):
        return "there is no java on this machine"
    if not STAMP.is_file() and not shutil.which("npm"):
        return "there is no npm on this machine to fetch it with"
    return "" if _fetched() else f"npm could not fetch vnu-jar {VERSION}"


def _fetched() -> bool:
    if STAMP.is_file() and JAR.is_file():
        return True
    CACHE.mkdir(parents=True, exist_ok=True)
    options = ("--ignore-scripts", "--no-audit", "--no-fund", "--no-save", "--no-package-lock")
    command = ["npm", "install", *options, "--prefix", str(CACHE), f"vnu-jar@{VERSION}"]
    done = subprocess.run(command, capture_output=True, check=False)
    if done.returncode or not JAR.is_file():
        return False
    STAMP.touch()
    return True


def complaints(folders: Sequence[Path]) -> list[str]:
    """Every error and warning about the pages in the folders."""
    options = ("--format", "json", "--skip-non-html", "--exit-zero-always")
    command = ["java", "-jar", str(JAR), *options, *map(str, folders)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return [_told(one) for one in json.loads(done.stderr or done.stdout)["messages"] if _counts(one)]


def _counts(message: dict[str, str]) -> bool:
    """A warning counts; a piece of information does not."""
    newer = any(f"“{name}”: Property" in message["message"] for name in NEWER)
    return not newer and (message["type"] != "info" or message.get("subType") == "warning")


def _told(message: dict[str, str]) -> str:
    page = "/".join(message.get("url", "").split("/")[-3:])
    return f"{page}:{message.get('lastLine', '')}: {message['message']}: {' '.join(message.get('extract', '').split())}"
