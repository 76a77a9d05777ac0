"""The command `guide evaluate`, which adds up the files of answers from workshops."""

from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from macros.numbers import counted
from staffguide import evaluation, evaluation_output, load, output
from staffguide.evaluation_files import Collected, Given, collect, councils_in
from staffguide.problems import GuideError, Problem, did_you_mean

MOST_FILES = 5000


def add(commands: Any, today: date) -> None:
    """Add it to the commands of `guide`."""
    sums = commands.add_parser(
        "evaluate",
        help="add up the files of answers from workshops; write a summary for senior leaders",
        description="Add up the files of answers in FOLDER, and write the results and a one-page summary for senior "
        "leaders as page, PDF and Word file. Files that are not right are named and left out.",
    )
    sums.add_argument("folder", type=Path, metavar="FOLDER", help="the folder with the files of answers")
    sums.add_argument("--council", metavar="COUNCIL", help="whose answers count, where files of several lie there")
    sums.add_argument(
        "--out",
        type=Path,
        default=Path("build"),
        metavar="DIR",
        help="write to DIR/<council>-evaluation (default: build)",
    )
    sums.set_defaults(run=partial(_evaluate, today), outcome="Nothing was written.", all=False)


def _evaluate(today: date, root: Path, chosen: Any) -> int:
    files = given(chosen.folder)
    slug = _council(root, chosen.council, files, chosen.folder.name)
    ours = evaluation_output.of_council(root, slug, today)
    collected = collect(files, ours.framework.evaluation, slug)
    out = (chosen.out / f"{slug}-evaluation").resolve()
    if out in (chosen.folder.resolve(), *chosen.folder.resolve().parents):
        raise GuideError([Problem(out.name, 1, "", "the answers lie in this folder: write somewhere else with --out")])
    with output.staged(out) as staging:
        evaluation_output.write(staging, evaluation.summary(collected, ours.framework.evaluation), ours)
        output.publish(staging, out)
    print(told(collected))
    print(f"{slug}: {out / 'results.html'}")
    return 0


def given(folder: Path) -> list[Given]:
    """What lies in the folder. Nothing is opened here, and links are never followed."""
    if not folder.is_dir():
        raise GuideError([Problem(folder.name, 1, "", "there is no folder of this name")])
    paths = sorted(folder.iterdir())
    if len(paths) > MOST_FILES:
        raise GuideError(
            [Problem(folder.name, 1, "", f"there are more than {MOST_FILES} files: keep only the answers")]
        )
    return [_given(path) for path in paths]


def _given(path: Path) -> Given:
    # Whatever the name is, it has to be shown.
    name = "".join(sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in path.name)
    ordinary = path.is_file() and not path.is_symlink()
    return Given(name, path.stat().st_size if ordinary else 0, path.read_bytes if ordinary else _closed)


def _closed() -> bytes:
    raise OSError("a folder or a link")


def _council(root: Path, asked: str | None, files: list[Given], folder: str) -> str:
    known = load.slugs(root)
    named = {asked} if asked else councils_in(files)
    ours = [slug for slug in sorted(named) if slug in known]
    if asked and not ours:
        advice = f'there is no council "{asked}": {did_you_mean(asked, known)}'
        raise GuideError([Problem(f"councils/{asked}", 1, "", advice)])
    if not ours:
        raise GuideError([Problem(folder, 1, "", "no file in it holds answers for a council of this guide")])
    if len(ours) > 1:
        advice = f"it holds answers of several councils ({', '.join(ours)}): add --council with one of them"
        raise GuideError([Problem(folder, 1, "", advice)])
    return ours[0]


def told(collected: Collected) -> str:
    """What was counted, and each file that was not, with the reason."""
    refused = [f"{name}: {why}" for name, why in collected.refused]
    replies, files = len(collected.replies), counted(len(collected.counted), "file")
    lines = [f"{replies} {'reply' if replies == 1 else 'replies'} from {files}."]
    return "\n".join([*lines, *([f"Not counted ({len(refused)}):", *refused] if refused else [])])
