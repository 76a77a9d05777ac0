"""Walks through the pages of tasks as readers would: runs what they say to type, writes what they say to write.

A page holds its own directions in comments, which readers do not see. They stand before the block that they are about:

    <!-- walk: add to FILE -->                  the next block goes to the end of the file
    <!-- walk: add to FILE after "WORDS" -->    ... or after the line that holds these words, the first of them
    <!-- walk: write FILE -->                   the next block is the whole file
    <!-- walk: in FILE, "OLD" becomes "NEW" --> the reader changes words; \\n is a new line
    <!-- walk: copy FILE to FILE -->            the reader brings a file along
    <!-- walk: fails -->                        the next commands end with 1
    <!-- walk: not here, because ... -->        the next commands are not run
    <!-- walk: whole -->                        the next build makes PDFs too; others make sites alone, to be quick
    <!-- walk: picture FILE at .selector -->    what the next picture shows: the part of a page that the selector names;
                                                preview:NAME is a page of the preview that was started last

Blocks of `sh` are run, one line after another. A block of `text` holds lines that the last command has printed.
Words and files come from this project: nothing here is for pages that strangers write.
"""

import re
import shlex
import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from urllib.request import urlopen

ROOT = Path(__file__).parent.parent
TASKS = ROOT / "handbook" / "tasks"
COUNCIL = "bury"
"""The council that the pages take for an example."""

PART = re.compile(
    r"^ *<!-- walk: (?P<direction>.+?) -->$"
    r"|^(?P<indent> *)```(?P<language>\w*)\n(?P<block>.*?)^ *```$"
    r"|^ *!\[(?P<alt>[^\]]*)\]\((?P<picture>[^)]+)\)$",
    re.MULTILINE | re.DOTALL,
)
CHANGE = re.compile(r'in (\S+), "(.*)" becomes "(.*)"')
ADD = re.compile(r'add to (\S+)(?: after "(.*)")?')
FOLLOWED = re.compile(r"shown after|pages stay\.|no pages yet\.")
"""What the preview says when it has taken something in."""
MADE_BY_SCRIPT = (".sg-preview",)
"""Parts that are in no page until its script has run."""
PATIENCE = 60
"""Seconds in which a preview must have followed."""


Run = Callable[[list[str], Path], tuple[int, str]]
"""Runs one command in a folder, and gives how it ended and all that it printed."""


def run(words: list[str], root: Path) -> tuple[int, str]:
    done = subprocess.run(words, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    return done.returncode, done.stdout


@dataclass
class Walk:
    """One reader with one copy of the project. `guide` is what they type for `uv run guide`."""

    root: Path
    guide: list[str]
    run: Run
    sites_only: bool = True
    picture: Callable[[str, str, Path], None] | None = None
    """Takes a picture of a part of a page by its address and a selector; without it the part is only looked for."""
    said: str = ""
    address: str = ""
    previews: list["subprocess.Popen[str]"] = field(default_factory=list)

    def through(self, page: Path) -> None:
        """All steps of one page in order. Raises AssertionError where one does not come out as the page says."""
        directions: list[str] = []
        try:
            for part in PART.finditer(page.read_text(encoding="utf-8")):
                if part["direction"]:
                    directions += [] if self._done(part["direction"]) else [part["direction"]]
                    continue
                self._step(part, directions)
                directions = []
        finally:
            for preview in self.previews:
                preview.terminate()
                preview.communicate()

    def _step(self, part: re.Match[str], directions: list[str]) -> None:
        if part["picture"]:
            for one in directions:
                self._show(one.removeprefix("picture "), (TASKS / part["picture"]).resolve())
            return
        # What is indented more than the fence belongs to the block.
        block = "".join(line[len(part["indent"]) :] or "\n" for line in part["block"].splitlines(keepends=True))
        if any(one.startswith("not here, because ") for one in directions):
            return
        if part["language"] == "sh":
            for line in filter(None, block.splitlines()):
                self._run(line, 1 if "fails" in directions else 0, whole="whole" in directions)
        elif part["language"] == "text":
            missing = [line for line in block.splitlines() if line.strip() not in self.said]
            assert not missing, f"not said: {missing}\n{self.said}"
        else:
            for one in directions:
                self._write(one, block)

    def _done(self, direction: str) -> bool:
        """Follow a direction that needs no block."""
        if change := CHANGE.fullmatch(direction):
            path, (old, new) = self.root / change[1], (one.replace("\\n", "\n") for one in change.groups()[1:])
            text = path.read_text(encoding="utf-8")
            assert old in text, f"{change[1]} does not say {old!r}"
            path.write_text(text.replace(old, new, 1), encoding="utf-8")
            self._followed()
        elif direction.startswith("copy "):
            source, target = direction.removeprefix("copy ").split(" to ")
            (self.root / target).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / source, self.root / target)
        else:
            return False
        return True

    def _write(self, direction: str, block: str) -> None:
        if direction.startswith("write "):
            path = self.root / direction.removeprefix("write ")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block, encoding="utf-8")
            return
        added = ADD.fullmatch(direction)
        assert added, f"what is to be done? {direction}"
        path, after = self.root / added[1], added[2]
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        assert not after or any(after in line for line in lines), f"{added[1]} does not say {after!r}"
        place = next((n + 1 for n, line in enumerate(lines) if after and after in line), len(lines))
        path.write_text("".join([*lines[:place], block, *lines[place:]]), encoding="utf-8")
        self._followed()

    def _run(self, line: str, expected: int, *, whole: bool) -> None:
        words = shlex.split(line, comments=True)
        if words[:3] == ["uv", "run", "guide"]:
            words = [*self.guide, *words[3:]]
            if words[len(self.guide)] == "serve":
                self._serve(words)
                return
            if words[len(self.guide)] == "build" and self.sites_only and not whole:
                words.append("--sites-only")
        ended, self.said = self.run(words, self.root)
        assert ended == expected, f"{line}\n{self.said}"

    def _serve(self, words: list[str]) -> None:
        """Start a preview, which goes on until the page has been walked through."""
        preview = subprocess.Popen(
            [*words, "--port", "0"], cwd=self.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
        )
        self.previews.append(preview)
        assert preview.stdout
        self.said = ""
        for line in preview.stdout:
            self.said += line
            if opened := re.match(r"Open (\S+) ", line):
                self.address = opened[1]
                return
        raise AssertionError(self.said)

    def _followed(self) -> None:
        """Wait until the preview has taken in what was saved, and hear what it says."""
        if not self.previews:
            return
        preview = self.previews[-1]
        assert preview.stdout
        self.said = ""
        alarm = Timer(PATIENCE, preview.kill)
        alarm.start()
        while not FOLLOWED.search(self.said) and (line := preview.stdout.readline()):
            self.said += line
        alarm.cancel()
        assert FOLLOWED.search(self.said), f"the preview has stopped\n{self.said}"

    def _show(self, target: str, picture: Path) -> None:
        name, _, part = target.partition(" at ")
        page = name.removeprefix("preview:")
        address = f"{self.address}{page}" if page != name else (self.root / page).as_uri()
        if self.picture:
            self.picture(address, part, picture)
            return
        assert picture.is_file(), f"{picture.name} has not been taken: run make pictures"
        if part not in MADE_BY_SCRIPT:
            with urlopen(address) as answer:
                shown = answer.read().decode()
            wanted = re.findall(r'"([^"]+)"|[.#]([\w-]+)|^(\w+)$', part)
            assert any("".join(one) in shown for one in wanted), f"{page} has no {part}"


def pages() -> Iterator[Path]:
    """The pages that say what to type."""
    yield from (page for page in sorted(TASKS.glob("*.md")) if "```sh" in page.read_text(encoding="utf-8"))


def prepare(root: Path, guide: list[str]) -> None:
    """Start the council that most pages take for granted, with what it needs filled in."""
    subprocess.run([*guide, "new", COUNCIL], cwd=root, check=True, capture_output=True)
    file = root / "councils" / COUNCIL / "council.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("owner: TBC", "owner: assurance team"), encoding="utf-8")
