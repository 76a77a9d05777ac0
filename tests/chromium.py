"""Finds the Chromium that the browser tests drive, and installs one where a machine has none.

Run as a script it makes sure that there is one, and says what it had to do.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from staffguide import audit


def find() -> Path | None:
    """The browser to drive: the one that CHROMIUM names, else one on the path, else Playwright's own."""
    return audit.chromium(os.environ.get("CHROMIUM", ""))


def ways() -> list[list[list[str]]]:
    """The ways to install one, best first, each as commands to run one after another."""
    system = [["apt-get", "update"], ["apt-get", "install", "--yes", "--no-install-recommends", "chromium"]]
    own = [[sys.executable, "-m", "playwright", "install", "chromium"]]
    # Debian's brings the system libraries that it needs; Playwright's own only finds them if they are there.
    may_install = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    return [system, own] if may_install else [own]


def install() -> Path | None:
    """Install a Chromium in the first way that works."""
    for commands in ways():
        print(f"No Chromium was found. Trying: {' '.join(commands[-1])}", file=sys.stderr)
        if all(subprocess.run(command, stdout=subprocess.DEVNULL, check=False).returncode == 0 for command in commands):
            return find()
    return None


def main() -> int:
    if browser := os.environ.get("CHROMIUM"):
        if Path(browser).is_file():
            return 0
        print(f"CHROMIUM names a file that is not there: {browser}", file=sys.stderr)
        return 1
    if find():
        return 0
    if installed := install():
        print(f"Installed {installed}")
        return 0
    print("Install Chromium or Chrome, or name one: make test CHROMIUM=/path/to/chromium", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
