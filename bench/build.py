"""Measures building one council, cold and warm, and tells how large the outcome and the code are."""

import ast
import json
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from measuring import ROOT, heading, run, table, typical

COUNCIL = "example"
RUNS = 3
WARM = """
import sys, time
from datetime import date
from pathlib import Path
from staffguide import site
for turn in range(3):
    start = time.process_time()
    assert site.build(Path("."), sys.argv[1], Path(sys.argv[2]), date(2026, 11, 21))
    print("took", time.process_time() - start)
"""


def main() -> int:
    with TemporaryDirectory() as name:
        folder = Path(name)
        _time(folder)
        _outcome(folder / COUNCIL)
    _code()
    return 0


def _time(folder: Path) -> None:
    build = [Path(sys.executable).with_name("guide"), "build", COUNCIL, "--out", folder, "--as-of", "2026-11-21"]
    cold = typical([run(build) for _ in range(RUNS)])
    warm = run([sys.executable, "-c", WARM, COUNCIL, folder / "warm"])
    turns = [float(line.split()[1]) for line in warm.output.splitlines() if line.startswith("took ")]
    heading("One council, site and PDFs: make bench, or python bench/build.py")
    rows = [
        ("cold: a process of its own", f"{cold.cpu:.2f}", f"{cold.wall:.2f}", round(cold.megabytes)),
        ("warm: again in the same process", f"{median(turns[1:]):.2f}", "-", round(warm.megabytes)),
    ]
    table(("Build", "CPU s", "elapsed s", "peak MB"), rows)


def _outcome(site: Path) -> None:
    files = [path for path in site.rglob("*") if path.is_file()]
    pages = [path for path in files if path.suffix == ".html"]
    kilobytes = [path.stat().st_size / 1000 for path in pages]
    print()
    rows: list[tuple[object, ...]] = [
        ("site, all files", len(files), f"{sum(path.stat().st_size for path in files) / 1000:.0f} kB"),
        ("pages", len(pages), f"{median(kilobytes):.0f} kB in the middle, {max(kilobytes):.0f} kB at most"),
    ]
    for document in json.loads((site / "manifest.json").read_text(encoding="utf-8"))["documents"]:
        rows.append((f"{document['file']} ({document['pages']} pages)", 1, f"{document['bytes'] / 1000:.0f} kB"))
    table(("What was made", "files", "size"), rows)


def _code() -> None:
    """Lines of each module, and of its longest function."""
    rows = []
    lengths: list[int] = []
    for path in sorted([*ROOT.glob("staffguide/**/*.py"), *ROOT.glob("macros/*.py")]):
        text = path.read_text(encoding="utf-8")
        functions = [
            (node.end_lineno or node.lineno) - node.lineno + 1
            for node in ast.walk(ast.parse(text))
            if isinstance(node, ast.FunctionDef)
        ]
        lengths += functions
        rows.append(
            (path.relative_to(ROOT).as_posix(), len(text.splitlines()), len(functions), max(functions, default=0))
        )
    print()
    table(
        ("Module", "lines", "functions", "longest"),
        [*rows, ("all", sum(row[1] for row in rows), len(lengths), max(lengths))],
    )
    print(f"The function in the middle has {median(lengths):.0f} lines.")


if __name__ == "__main__":
    sys.exit(main())
