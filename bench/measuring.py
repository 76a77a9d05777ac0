"""Runs commands and tells what they cost; makes the environment of the routes that we did not take."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryFile

ROOT = Path(__file__).parent.parent
OTHER = ROOT / ".cache" / "bench"
REQUIREMENTS = Path(__file__).parent / "requirements.txt"


@dataclass(frozen=True)
class Cost:
    """What one run of a command took: seconds of processor time and of waiting, and the most memory it held at once."""

    cpu: float
    wall: float
    megabytes: float
    output: str


def run(command: Sequence[str | Path], folder: Path = ROOT, more: Mapping[str, str] | None = None) -> Cost:
    """Run a command to its end. One that fails stops the measuring with what it said."""
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", **(more or {})}
    with TemporaryFile("w+", encoding="utf-8") as said:
        start = time.perf_counter()
        process = subprocess.Popen(list(map(str, command)), cwd=folder, env=environment, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        said.seek(0)
        output = said.read()
    if status:
        sys.exit(f"This failed: {' '.join(map(str, command))}\n{output}")
    return Cost(used.ru_utime + used.ru_stime, wall, _megabytes(used.ru_maxrss), output)


def _megabytes(peak: int) -> float:
    """The peak of memory, which macOS gives in bytes and Linux in kilobytes."""
    return peak / (1_000_000 if sys.platform == "darwin" else 1000)


def typical(costs: Sequence[Cost]) -> Cost:
    """The run in the middle."""
    return sorted(costs, key=lambda cost: cost.cpu)[len(costs) // 2]


def other_python() -> Path:
    """The Python of an environment with the other routes' packages, made the first time that it is asked for."""
    python = OTHER / "venv" / "bin" / "python"
    stamp = OTHER / "made"
    if not stamp.exists() or stamp.stat().st_mtime < REQUIREMENTS.stat().st_mtime:
        OTHER.mkdir(parents=True, exist_ok=True)
        uv = shutil.which("uv") or str(ROOT / ".cache" / "uv" / "bin" / "uv")
        run([uv, "venv", "--quiet", "--clear", "--python", sys.executable, OTHER / "venv"])
        run([uv, "pip", "install", "--quiet", "--python", python, "--requirement", REQUIREMENTS])
        stamp.touch()
    return python


def with_pango(python: Path) -> bool:
    """Whether WeasyPrint can find Pango, which it does not bring; installed first where we may."""
    probe = [str(python), "-c", "import weasyprint"]
    if subprocess.run(probe, capture_output=True, check=False).returncode == 0:
        return True
    if hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        run(["apt-get", "update"])
        run(["apt-get", "install", "--yes", "--no-install-recommends", "libpango-1.0-0", "libpangoft2-1.0-0"])
    return subprocess.run(probe, capture_output=True, check=False).returncode == 0


def heading(title: str) -> None:
    print(f"\n{title}\n{date.today():%Y-%m-%d}, {os.cpu_count()} cores, Python {sys.version.split()[0]}\n")


def table(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    """Print a Markdown table, to be pasted into a decision page as it is."""
    cells = [list(columns), ["---"] * len(columns), *[[str(cell) for cell in row] for row in rows]]
    widths = [max(len(row[n]) for row in cells) for n in range(len(columns))]
    for row in cells:
        print("| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |")
