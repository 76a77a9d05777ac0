"""Measures building every council: against a loop of `mkdocs build`, and against copying the finished files.

Run: python bench/all_councils.py [how many councils, else 153] [sites]. With "sites" it leaves the documents out, and
the loop. Everything happens in .cache/bench/all.
"""

import shutil
import sys
import time
from pathlib import Path

from many_councils import make
from measuring import ROOT, Cost, run

WORK = ROOT / ".cache" / "bench" / "all"
PARTS = ("docs", "framework", "overrides", "mkdocs.yml", "documents.yml")
SAMPLE = 4
Row = tuple[str, float, float, float]
"""What was done, seconds on the clock and of processor time, megabytes."""
GUIDE = Path(sys.executable).parent / "guide"
MKDOCS = Path(sys.executable).parent / "mkdocs"
DAY = "2026-11-21"


def main(number: int, *, sites: bool = False) -> None:
    """Make the councils, time each way, print one row for each."""
    slugs = _project(number)
    loop = "a loop of mkdocs build, sites alone (sample, scaled)"
    rows = [
        *([] if sites else [_loop(loop, slugs, {"SITES_ONLY": "true"})]),
        _built("guide build --all --sites-only, cold", "--sites-only"),
        _copied("copying those files", WORK / "out"),
        _built("nothing changed, --only-changed", "--sites-only", "--only-changed", keep=True),
        _after_word("one word changed in a page, --only-changed", "--sites-only"),
        _after_value("one council's value changed, --only-changed", slugs[0], "--sites-only"),
        *([] if sites else _with_documents(slugs)),
    ]
    print(f"{number} councils; seconds on the clock, of processor time, the most memory of one process in MB")
    for name, wall, cpu, memory in rows:
        print(f"{wall:9.1f} {cpu:9.1f}  {memory:6.0f}  {name}")


def _with_documents(slugs: list[str]) -> list[Row]:
    return [
        _loop("a loop of mkdocs build, with PDFs (sample, scaled)", slugs, {}),
        _built("guide build --all with PDFs, cold"),
        _after_word("one word changed in a page, with PDFs, --only-changed"),
    ]


def _project(number: int) -> list[str]:
    shutil.rmtree(WORK, ignore_errors=True)
    WORK.mkdir(parents=True)
    for part in (ROOT / name for name in PARTS if (ROOT / name).exists()):
        (shutil.copytree if part.is_dir() else shutil.copy)(part, WORK / part.name)
    return make(ROOT, WORK / "councils", number)


def _row(name: str, cost: Cost, scale: float = 1) -> Row:
    return name, cost.wall * scale, cost.cpu * scale, cost.megabytes


def _loop(name: str, slugs: list[str], more: dict[str, str]) -> Row:
    """Each council's site by `mkdocs build` alone. Some, from all over the register, stand for all."""
    some = slugs[:: max(1, len(slugs) // SAMPLE)][:SAMPLE]
    costs = [
        run([MKDOCS, "build", "-q", "-d", WORK / "loop" / slug], WORK, {"COUNCIL": slug, "AS_OF": DAY, **more})
        for slug in some
    ]
    _away(WORK / "loop")
    scale = len(slugs) / len(costs)
    wall, cpu = sum(cost.wall for cost in costs), sum(cost.cpu for cost in costs)
    return name, wall * scale, cpu * scale, max(cost.megabytes for cost in costs)


def _built(name: str, *options: str, keep: bool = False) -> Row:
    if not keep:
        _away(WORK / "out")
    return _row(name, run([GUIDE, "build", "--all", "--out", "out", "--as-of", DAY, *options], WORK))


def _away(folder: Path) -> None:
    """Removes a folder. ext4 keeps the places of what was deleted free for five seconds and searches past them."""
    shutil.rmtree(folder, ignore_errors=True)
    time.sleep(6)


def _copied(name: str, folder: Path) -> Row:
    cost = run(["cp", "-r", folder, WORK / "copied"], WORK)
    shutil.rmtree(WORK / "copied")
    return _row(name, cost)


def _after_word(name: str, *options: str) -> Row:
    page = WORK / "docs" / "support.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nThank you.\n", encoding="utf-8")
    return _built(name, "--only-changed", *options, keep=True)


def _after_value(name: str, slug: str, *options: str) -> Row:
    file = WORK / "councils" / slug / "council.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("assurance team", "quality team"), encoding="utf-8")
    return _built(name, "--only-changed", *options, keep=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 153, sites="sites" in sys.argv)
