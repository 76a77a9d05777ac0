"""Builds that are killed, or find the disk full, closed or in use: what was published before stays whole each time.

Some of these need a small disk of their own, which only root may mount. Where that cannot be had they say so and are
left out. STAFFGUIDE_KILLS sets how often builds are killed, for longer runs by hand (`make kills`).
"""

import errno
import hashlib
import json
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from conftest import copy_project

from staffguide import output, results
from staffguide.cli import main
from staffguide.press import Outcome
from staffguide.problems import GuideError

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="these signals and limits are POSIX's")

OVERRIDES = Path(__file__).parent.parent / "overrides"
KILLS = int(os.environ.get("STAFFGUIDE_KILLS", "5"))
DAYS = ("2026-11-21", "2026-11-22")
"""Built for two days, a site differs, so that old and new can be told apart."""
EVENTS = ("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.copyfile", "shutil.rmtree")
RUNS = "import sys; from staffguide import cli; sys.exit(cli.main())"
MOVES = EVENTS[2:5]
DIES = f"""
import os, signal, sys
left = int(sys.argv.pop(1))
place = sys.argv[sys.argv.index("--out") + 1]
def count(event, given):
    global left
    # Whole folders are removed from within, by names without a place.
    if event in {EVENTS} and (event in {MOVES} or any(place in str(one) for one in given)):
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
from staffguide import cli
sys.exit(cli.main())
"""
"""A build that is killed at one of the steps in which it touches the output: files opened, made, moved and removed."""

Snapshot = dict[str, bytes]


def snapshot(folder: Path) -> Snapshot:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def beside(target: Path) -> set[str]:
    """What is left beside the target. The lock is an empty file, kept so that builds can tell of each other."""
    return {path.name for path in target.parent.iterdir()} - {target.name, f".{target.name}.lock"}


def whole(target: Path) -> None:
    """Every file is there as the build record says, and no other."""
    record = json.loads((target / output.MANIFEST).read_text(encoding="utf-8"))["files"]
    held = {name: hashlib.sha256(data).hexdigest() for name, data in snapshot(target).items()}
    held.pop(output.MANIFEST)
    assert held == record


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("survives") / "project")
    for folder in (root / "councils").iterdir():
        if folder.is_dir() and folder.name not in ("bare", "quiet"):
            shutil.rmtree(folder)
    return root


@pytest.fixture(scope="module")
def published(project: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The finished site for a day."""
    place = tmp_path_factory.mktemp("published")

    def built(day: str) -> Path:
        if not (place / day).exists():
            assert build(project, place / day, day).returncode == 0
        return place / day / "bare"

    return built


def build(
    project: Path,
    out: Path,
    day: str,
    *more: str,
    limit: Callable[[], None] | None = None,
    runner: Sequence[object] = ("-c", RUNS),
) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, *map(str, runner), *_words(out, day), *more]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, timeout=120, preexec_fn=limit)


def _words(out: Path, day: str) -> list[str]:
    return ["build", "bare", "--sites-only", "--as-of", day, "--out", str(out)]


@pytest.fixture
def target(published: Callable[[str], Path], tmp_path: Path) -> Path:
    """A target with a finished site in it."""
    shutil.copytree(published(DAYS[0]), tmp_path / "out" / "bare")
    return tmp_path / "out" / "bare"


@pytest.fixture
def served(target: Path) -> Iterator[Path]:
    """The same, which a server gives out all the while and never fails to."""
    with serving(target):
        yield target


class serving:  # noqa: N801 - used as a function
    """Asks a server for the first page and the build record again and again; afterwards, every answer was a page."""

    def __init__(self, target: Path) -> None:
        class Quiet(SimpleHTTPRequestHandler):
            def __init__(self, *given: object) -> None:
                super().__init__(*given, directory=str(target.parent))  # type: ignore[arg-type]

            def log_message(self, *_: object) -> None:
                pass

        self.server, self.target, self.stop = ThreadingHTTPServer(("127.0.0.1", 0), Quiet), target, Event()
        self.asked, self.wrong = 0, list[str]()

    def __enter__(self) -> "serving":
        self.threads = [Thread(target=self.server.serve_forever), Thread(target=self._ask)]
        for thread in self.threads:
            thread.start()
        return self

    def _ask(self) -> None:
        address = f"http://127.0.0.1:{self.server.server_port}/{self.target.name}"
        while not self.stop.wait(0.005):
            for name in ("index.html", output.MANIFEST):
                try:
                    with urlopen(f"{address}/{name}", timeout=20) as answer:
                        page = answer.read().rstrip()
                    self.wrong += [] if page.endswith((b"</html>", b"}")) else [f"{name}: cut short"]
                except HTTPError as error:
                    self.wrong.append(f"{name}: {error}")
                self.asked += 1

    def __exit__(self, *_: object) -> None:
        self.stop.set()
        self.threads[1].join()
        self.server.shutdown()
        self.server.server_close()
        if output._exchange():  # elsewhere the swap has two steps, and a reader may come between them
            assert self.wrong == []
        assert self.asked


# Killed


def test_a_build_killed_at_any_moment_leaves_what_was_there(
    served: Path, project: Path, published: Callable[[str], Path]
) -> None:
    """By turns at a moment of the clock and at one of the steps in which the output is touched."""
    either = [snapshot(published(day)) for day in DAYS]
    seconds, steps = measured(project, served.parent.parent / "measured")
    chance, killed, half_made, swapped, tried = random.Random(6), 0, 0, 0, 0
    while killed < KILLS:
        tried += 1
        assert tried < KILLS * 3, "the builds were done before they were killed"
        before = snapshot(served)
        day = DAYS[before == either[0]]
        if tried % 2:
            died = build(project, served.parent, day, runner=("-c", DIES, chance.randint(1, steps))).returncode == -9
        else:
            died = killed_after(chance.uniform(0.3, 0.95) * seconds, project, served.parent, day)
        after = snapshot(served)
        killed, half_made, swapped = (
            killed + died,
            half_made + bool(beside(served)),
            swapped + (died and after != before),
        )
        assert after in either, f"build {tried}: neither the old output nor the new one"
        whole(served)
        with output.staged(served) as fresh:  # as the next build begins
            assert not list(fresh.iterdir())
        assert (beside(served), snapshot(served)) == (set(), after)
    assert build(project, served.parent, DAYS[1]).returncode == 0
    assert (snapshot(served), beside(served)) == (either[1], set())
    print(
        f"{killed} of {tried} builds killed before they were done, {half_made} with half a site beside the target, "
        f"{swapped} with the new one in place"
    )


def measured(project: Path, out: Path) -> tuple[float, int]:
    """How long a build takes, and in how many steps it touches its output."""
    began = time.monotonic()
    assert build(project, out, DAYS[0]).returncode == 0
    seconds = time.monotonic() - began
    counting = DIES.replace("if left == 0:", "if False:").replace("sys.exit(cli.main())", "cli.main(); print(-left)")
    counted = build(project, out, DAYS[1], runner=("-c", counting, 0))
    return seconds, int(counted.stdout.split()[-1])


def killed_after(seconds: float, project: Path, out: Path, day: str) -> bool:
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with subprocess.Popen(
        [sys.executable, "-c", RUNS, *_words(out, day)],
        cwd=project,
        **quiet,  # type: ignore[call-overload]
    ) as running:
        try:
            running.wait(seconds)
        except subprocess.TimeoutExpired:
            running.kill()
    return bool(running.returncode == -9)


def test_a_killed_build_of_many_takes_its_helpers_with_it(project: Path, tmp_path: Path) -> None:
    """Else they would go on writing, and hold off the next build."""
    command = [sys.executable, "-c", RUNS, "build", "bare", "quiet", "--jobs", "2", "--out", str(tmp_path)]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as running:
        awaited(lambda: any(tmp_path.glob(".*-building/*")) or running.poll() is not None)
        running.kill()
    awaited(lambda: all(free(tmp_path / slug) for slug in ("bare", "quiet")))
    assert {path.name for path in tmp_path.iterdir()} <= {".bare.lock", ".quiet.lock", "bare", "quiet"}


def free(target: Path) -> bool:
    try:
        with output.staged(target):
            return True
    except GuideError:
        return False


def awaited(true: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not true():
        assert time.monotonic() < deadline, "it never came to that"
        time.sleep(0.01)


# A disk that is full, or that may not be written


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Callable[[str], Path]]:
    """Mounts a small disk of its own, with the options given; again with others to change them."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(options: str) -> Path:
        tool = shutil.which("mount") or "mount"
        try:
            tried = subprocess.run([tool, "-t", "tmpfs", "-o", options, "tmpfs", place], capture_output=True, text=True)
        except OSError:
            pytest.skip("no disk can be mounted here: there is no mount")
        if tried.returncode:
            pytest.skip(f"no disk can be mounted here: {tried.stderr.strip()}")
        return place

    yield mount
    while os.path.ismount(place):
        subprocess.run([shutil.which("umount") or "umount", place], check=True)


def told(made: subprocess.CompletedProcess[str], words: str) -> None:
    """Stopped with a message for people: no traceback, and what to do."""
    assert made.returncode == 1, made.stdout
    assert "Traceback" not in made.stderr
    assert words in made.stderr
    assert made.stderr.rstrip().endswith(" published."), made.stderr


@pytest.mark.parametrize("room", [60, 1_200])
def test_a_full_disk_leaves_what_was_there(
    room: int, disk: Callable[[str], Path], project: Path, published: Callable[[str], Path]
) -> None:
    """Full when the shared files, or the pages, are half written."""
    old = snapshot(published(DAYS[0]))
    needed = sum(-(-len(data) // 4096) * 4 for data in old.values())
    place = disk(f"size={needed + room}k")
    target = place / "bare"
    shutil.copytree(published(DAYS[0]), target)
    with serving(target):
        told(build(project, place, DAYS[1]), "bare:1: the disk is full: make room on it")
    assert (snapshot(target), beside(target)) == (old, set())


def test_a_file_larger_than_allowed_leaves_what_was_there(
    served: Path, project: Path, published: Callable[[str], Path]
) -> None:
    """The same without a disk to mount: the system refuses to let any file grow past a size."""
    import resource

    tight = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000))  # noqa: E731
    told(build(project, served.parent, DAYS[1], limit=tight), "bare:1: the disk is full: make room on it")
    assert (snapshot(served), beside(served)) == (snapshot(published(DAYS[0])), set())


def test_mkdocs_says_the_same_of_a_full_disk(served: Path, project: Path, published: Callable[[str], Path]) -> None:
    import resource

    made = subprocess.run(
        [Path(sys.executable).parent / "mkdocs", "build", "--quiet", "-d", served],
        cwd=project,
        env={**os.environ, "COUNCIL": "bare", "AS_OF": DAYS[1]},
        capture_output=True,
        text=True,
        timeout=120,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (30_000, 30_000)),
    )
    assert made.returncode == 1
    assert "Traceback" not in made.stderr
    assert "bare:1: the disk is full: make room on it" in made.stderr
    assert (snapshot(served), beside(served)) == (snapshot(published(DAYS[0])), set())


def test_a_disk_that_may_only_be_read(
    disk: Callable[[str], Path], project: Path, published: Callable[[str], Path]
) -> None:
    place = disk("size=40m")
    shutil.copytree(published(DAYS[0]), place / "bare")
    disk("remount,ro")
    told(build(project, place, DAYS[1]), "bare:1: nothing may be written here: ask whoever looks after this folder")
    told(build(project, place / "new", DAYS[1]), "bare:1: nothing may be written here")
    told(build(project, place, DAYS[1], "--all"), "nothing may be written here")
    assert snapshot(place / "bare") == snapshot(published(DAYS[0]))


def test_a_folder_that_may_only_be_read(target: Path, project: Path, published: Callable[[str], Path]) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere: the disk that may only be read stands for this")
    target.parent.chmod(0o555)
    try:
        told(build(project, target.parent, DAYS[1]), "bare:1: nothing may be written here")
    finally:
        target.parent.chmod(0o755)
    assert snapshot(target) == snapshot(published(DAYS[0]))


def test_a_target_that_may_not_be_changed(served: Path, project: Path, published: Callable[[str], Path]) -> None:
    """Its parent may be written: everything goes well until the swap."""
    try:
        locked = subprocess.run(["chattr", "+i", served], capture_output=True, text=True)
    except OSError:
        pytest.skip("no folder can be locked here: there is no chattr")
    if locked.returncode:
        pytest.skip(f"no folder can be locked here: {locked.stderr.strip()}")
    try:
        told(build(project, served.parent, DAYS[1]), "bare:1: nothing may be written here")
    finally:
        subprocess.run(["chattr", "-i", served], check=True)
    assert (snapshot(served), beside(served)) == (snapshot(published(DAYS[0])), set())


def test_a_target_that_is_a_disk_of_its_own(disk: Callable[[str], Path], project: Path, tmp_path: Path) -> None:
    (tmp_path / "bare").symlink_to(disk("size=40m"))
    made = build(project, tmp_path, DAYS[1])
    told(made, "disk:1: something here is in use")
    assert "build into a folder inside it" in made.stderr
    assert not list((tmp_path / "disk").iterdir())
    assert {path.name for path in tmp_path.iterdir()} == {"bare", "disk", ".disk.lock"}


def test_a_file_in_the_way_of_the_work_is_named(served: Path, project: Path) -> None:
    (served.parent / ".bare-building").write_text("a file", encoding="utf-8")
    told(build(project, served.parent, DAYS[1]), ".bare-building:1: something of this name is in the way")


def test_a_place_that_is_a_file_is_named(project: Path, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file", encoding="utf-8")
    told(build(project, tmp_path / "out", DAYS[1]), "out:1: something of this name is in the way")


def test_a_path_too_long_for_the_disk_is_told(project: Path, tmp_path: Path) -> None:
    told(build(project, tmp_path / ("x" * 300), DAYS[1]), "bare:1: the path is too long for this disk")


def test_the_report_and_the_index_are_whole_or_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from datetime import date

    results.write(tmp_path, [Outcome("bare", 3, name="Bare")], date(2026, 11, 21), OVERRIDES)
    before = snapshot(tmp_path)

    def full(self: Path, *_: object, **__: object) -> int:
        self.touch()
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(GuideError, match=r"report\.json:1: the disk is full"):
        results.write(tmp_path, [Outcome("bare", 4, name="Bare")], date(2026, 11, 22), OVERRIDES)
    assert snapshot(tmp_path) == before


def test_whatever_a_command_cannot_read_is_told(
    project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The last net under every command: an error of the disk is a message, whoever met it."""
    monkeypatch.chdir(project)

    def gone(*_: object, **__: object) -> None:
        raise OSError(errno.EIO, "Input/output error", str(project / "docs" / "index.md"))

    monkeypatch.setattr("staffguide.batch.run", gone)
    assert main(["build", "bare"]) == 1
    assert "index.md:1: this cannot be read or written: Input/output error\n1 problem" in capsys.readouterr().err


# In use


def test_a_reader_in_the_middle_of_a_file_reads_it_to_its_end(
    served: Path, project: Path, published: Callable[[str], Path]
) -> None:
    old = snapshot(published(DAYS[0]))
    with (served / "index.html").open("rb") as reader:
        begun = reader.read(100)
        assert build(project, served.parent, DAYS[1]).returncode == 0
        assert begun + reader.read() == old["index.html"]
    assert (snapshot(served), beside(served)) == (snapshot(published(DAYS[1])), set())


IN_USE = PermissionError(13, "The process cannot access the file because it is being used by another process")
IN_USE.winerror = 32  # type: ignore[attr-defined]


@pytest.mark.parametrize("stuck", ["bare", ".bare-building"])
def test_a_file_held_open_on_windows_leaves_what_was_there(
    stuck: str, target: Path, published: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    """There neither folder can be moved while a file in it is open, and no swap in one step is to be had."""
    moves = Path.replace

    def held(self: Path, to: Path) -> Path:
        if self.name == stuck:
            raise IN_USE
        return moves(self, to)

    monkeypatch.setattr(output, "_exchanged", lambda *_: False)
    monkeypatch.setattr(Path, "replace", held)
    in_use = pytest.raises(GuideError, match="bare:1: something here is in use: close the programs")
    with in_use, output.staged(target) as staging:
        (staging / "index.html").write_text("new", encoding="utf-8")
        output.publish(staging, target)
    assert (snapshot(target), beside(target)) == (snapshot(published(DAYS[0])), set())


def test_without_a_swap_in_one_step_two_do(
    target: Path, monkeypatch: pytest.MonkeyPatch, published: Callable[[str], Path]
) -> None:
    monkeypatch.setattr(output, "_exchanged", lambda *_: False)
    with output.staged(target) as staging:
        shutil.copytree(published(DAYS[1]), staging, dirs_exist_ok=True)
        output.publish(staging, target)
    assert (snapshot(target), beside(target)) == (snapshot(published(DAYS[1])), set())


def test_a_disk_without_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def none(*_: object, **__: object) -> None:
        raise NotImplementedError("FileSystem does not appear to support flock")

    monkeypatch.setattr("filelock.FileLock.acquire", none)
    with (
        pytest.raises(GuideError, match="bare:1: this disk cannot keep two builds apart"),
        output.staged(tmp_path / "bare"),
    ):
        pass
