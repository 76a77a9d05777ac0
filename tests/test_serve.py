"""The preview: what is saved is seen, what is wrong is told while good pages stay, and nobody else looks in."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Event
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import urlopen

import pytest
from conftest import AS_OF

from staffguide import watching
from staffguide.preview import Preview
from staffguide.serve import serving

PATIENCE = 20.0
PAGE = Path("docs", "guide", "case-tracking.md")
ADDRESS = "guide/case-tracking.html"


@dataclass
class Seen:
    """A preview on the air, and what it has said in the terminal."""

    root: Path
    address: str
    said: list[str] = field(default_factory=list)

    def get(self, name: str) -> str:
        with urlopen(self.address + name) as answer:
            return str(answer.read().decode())

    def told(self) -> dict[str, Any]:
        """What an open page is told first."""
        with urlopen(f"{self.address}_preview/events") as stream:
            return dict(json.loads(stream.readline().decode().removeprefix("data: ")))

    def change(self, name: str | Path, old: str, new: str) -> None:
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it did not come about"
        time.sleep(0.02)


@contextmanager
def preview_of(root: Path, slug: str = "example", *, draft: bool = False) -> Iterator[Seen]:
    said: list[str] = []
    with serving(root, slug, AS_OF, 0, said.append, draft=draft) as address:
        yield Seen(root, address, said)


@pytest.fixture
def seen(project: Path) -> Iterator[Seen]:
    with preview_of(project) as one:
        yield one


def test_a_sentence_is_seen_as_soon_as_it_is_saved(seen: Seen) -> None:
    before = seen.told()["build"]
    path = seen.root / PAGE
    path.write_text(path.read_text(encoding="utf-8") + "\nA sentence that is new.\n", encoding="utf-8")
    until(lambda: "A sentence that is new." in seen.get(ADDRESS))
    assert seen.told()["build"] != before
    assert "A sentence that is new." in seen.get("whole-guide.html")
    assert re.fullmatch(r"docs/guide/case-tracking\.md: shown after \d\.\d seconds", seen.said[-1])


def test_what_is_wrong_is_told_and_the_last_good_page_stays_until_it_is_mended(seen: Seen) -> None:
    good = seen.get(ADDRESS)
    words = good.partition("<main")[2]
    seen.change(PAGE, "\n# ", "\n{{ theems() }}\n\n# ")
    until(lambda: bool(seen.told()["problems"]))
    told = seen.told()
    assert told["title"] == "1 problem to mend"
    assert re.fullmatch(r"docs/guide/case-tracking\.md:\d+", told["problems"][0]["place"])
    assert told["problems"][0]["message"] == 'unknown macro "theems": did you mean "themes"?'
    assert "last good" in told["hint"]
    assert seen.get(ADDRESS).partition("<main")[2] == words
    assert "did you mean" in seen.said[-1] and seen.said[-1].endswith("The last good pages stay.")
    seen.change(PAGE, "\n{{ theems() }}\n", "\n")
    until(lambda: not seen.told()["problems"])
    assert seen.get(ADDRESS).partition("<main")[2] == words


def test_a_page_that_is_wrong_is_looked_at_again_when_another_is_saved(seen: Seen) -> None:
    other = Path("docs", "guide", "introduction.md")
    seen.change(PAGE, "\n# ", "\n<b>bold</b>\n\n# ")
    until(lambda: len(seen.told()["problems"]) > 0)
    seen.change(other, "\n# ", "\n{{ theems() }}\n\n# ")
    until(lambda: {one["place"].partition(":")[0] for one in seen.told()["problems"]} == {str(PAGE), str(other)})
    seen.change(other, "\n{{ theems() }}\n", "\n")
    until(lambda: {one["place"].partition(":")[0] for one in seen.told()["problems"]} == {str(PAGE)})


def spoiled_link(seen: Seen) -> Path:
    path = seen.root / PAGE
    path.write_text(path.read_text(encoding="utf-8") + "\n[Away](#nowhere)\n", encoding="utf-8")
    return path


def spoiled_template(seen: Seen) -> Path:
    path = seen.root / "overrides" / "main.html"
    path.write_text(path.read_text(encoding="utf-8") + "{% if %}", encoding="utf-8")
    return path


def spoiled_value_in_a_template(seen: Seen) -> Path:
    path = seen.root / "overrides" / "partials" / "footer.html"
    path.write_text(path.read_text(encoding="utf-8") + "{{ nothing.at.all }}", encoding="utf-8")
    return path


def spoiled_settings(seen: Seen) -> Path:
    path = seen.root / "mkdocs.yml"
    path.write_text(path.read_text(encoding="utf-8") + "\nplugins: [nothing]\n", encoding="utf-8")
    return path


def spoiled_council(seen: Seen) -> Path:
    path = seen.root / "councils" / "example" / "council.yml"
    path.write_text(path.read_text(encoding="utf-8") + "nmae: x\n", encoding="utf-8")
    return path


def spoiled_fact(seen: Seen) -> Path:
    path = seen.root / "framework" / "stages.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "spoil",
    [spoiled_link, spoiled_template, spoiled_value_in_a_template, spoiled_settings, spoiled_council, spoiled_fact],
    ids=lambda one: one.__name__,
)
def test_every_kind_of_slip_is_outlived_and_mended(spoil: Callable[[Seen], Path], seen: Seen) -> None:
    files = {path: path.read_bytes() for path in seen.root.rglob("*") if path.is_file()}
    spoilt = spoil(seen)
    until(lambda: bool(seen.told()["problems"]))
    assert "<h1" in seen.get("index.html")
    spoilt.write_bytes(files[spoilt])
    until(lambda: not seen.told()["problems"])
    assert "<h1" in seen.get("index.html")


def test_a_council_a_fact_and_a_new_page_are_followed(seen: Seen) -> None:
    seen.change("councils/example/council.yml", "name: Exampleton Council", "name: Renamed <b> Council")
    until(lambda: "Renamed &lt;b&gt; Council" in seen.get("index.html"))
    seen.change("framework/stages.yml", "title: Notice of assessment", "title: Notice that is new")
    until(lambda: "Notice that is new" in seen.get("guide/the-five-stages.html"))
    page = (seen.root / PAGE).read_text(encoding="utf-8")
    (seen.root / "docs" / "guide" / "another.md").write_text(page.replace("Case tracking", "Another page"), "utf-8")
    seen.change(
        "mkdocs.yml", "      - guide/case-tracking.md\n", "      - guide/case-tracking.md\n      - guide/another.md\n"
    )
    until(lambda: not seen.told()["problems"] and "Another page" in seen.get("a-to-z.html"))
    assert "Another page" in seen.get("guide/another.html")


def test_a_picture_is_shown_on_its_page_and_in_the_whole_guide(seen: Seen) -> None:
    (seen.root / "docs" / "pictures").mkdir()
    (seen.root / "docs" / "pictures" / "a.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"/>', encoding="utf-8"
    )
    path = seen.root / PAGE
    path.write_text(path.read_text(encoding="utf-8") + "\n![Two people talk.](../pictures/a.svg)\n", encoding="utf-8")
    until(lambda: 'src="../pictures/a.svg"' in seen.get(ADDRESS))
    assert 'src="pictures/a.svg"' in seen.get("whole-guide.html")
    assert "<svg" in seen.get("pictures/a.svg")


def test_what_stands_above_the_words_is_followed(seen: Seen) -> None:
    assert '<p class="sg-audience">' not in seen.get(ADDRESS)
    seen.change(PAGE, "audience: everyone", "audience: managers")
    until(lambda: '<p class="sg-audience">For managers' in seen.get(ADDRESS))
    seen.change(PAGE, "title: ", "title: New ")
    seen.change(PAGE, "\n# ", "\n# New ")
    until(lambda: "<title>New " in seen.get(ADDRESS))


def test_a_start_with_problems_says_so_and_shows_the_pages_when_mended(project: Path) -> None:
    path = project / PAGE
    good = path.read_text(encoding="utf-8")
    path.write_text(good + "\n{{ theems() }}\n", encoding="utf-8")
    with preview_of(project) as seen:
        with pytest.raises(HTTPError) as answer:
            seen.get("index.html")
        page = answer.value.read().decode()
        assert answer.value.code == 503 and "Nothing to show yet" in page and "/_preview/reload.js" in page
        assert seen.told()["hint"].startswith("There are no pages yet.")
        path.write_text(good, encoding="utf-8")
        until(lambda: not seen.told()["problems"])
        assert "<h1" in seen.get("index.html")


def test_a_draft_is_followed_while_it_is_filled_in(project: Path) -> None:
    council = Path("councils", "bare", "council.yml")
    page, vision = "guide/getting-ready.html", "To fill in: vision ("
    with preview_of(project, "bare", draft=True) as seen:
        assert "Draft: for checking only" in seen.get(page) and vision in seen.get(page)
        assert "<mark>vision</mark>" in seen.get(page)  # in the list at the top
        seen.change(council, "owner: adult social care", "owner: TBC\nvision: Everyone <b> lives well.")
        until(lambda: "Everyone &lt;b&gt; lives well." in seen.get(page))
        assert vision not in seen.get(page) and "<mark>vision</mark>" not in seen.get(page)
        assert "<mark>owner</mark>" in seen.get("index.html")
        seen.change(council, "vision: Everyone <b> lives well.", "vision: TBC")
        until(lambda: vision in seen.get(page))
        assert "<mark>vision</mark>" in seen.get(page)


def test_the_script_of_the_preview_is_in_no_published_page(built: Callable[[str], Path], seen: Seen) -> None:
    assert 'src="/_preview/reload.js"' in seen.get(ADDRESS)
    assert "EventSource" in seen.get("_preview/reload.js") and "sg-preview" in seen.get("_preview/preview.css")
    published = built("example")
    texts = [path for path in published.rglob("*") if path.suffix in (".html", ".js", ".css", ".json")]
    assert [path for path in texts if "_preview" in path.read_text("utf-8")] == []
    assert not (published / "preview").exists()


def ask(address: str, path: str, host: str) -> int:
    parts = urlsplit(address)
    with closing(HTTPConnection(parts.hostname or "", parts.port or 0)) as line:
        line.putrequest("GET", path, skip_host=True)
        line.putheader("Host", host)
        line.endheaders()
        return line.getresponse().status


def test_nothing_outside_the_guide_is_given_and_nobody_elses_name_is_taken(seen: Seen) -> None:
    own = urlsplit(seen.address).netloc
    assert ask(seen.address, "/index.html", own) == 200
    assert ask(seen.address, "/index.html", "evil.example:80") == 403
    for path in ("/../../etc/passwd", "/%2e%2e/%2e%2e/%2e%2e/etc/passwd", "/nothing.html", "/_preview/../main.html"):
        assert ask(seen.address, path, own) == 404


def test_only_what_can_change_the_guide_is_watched_and_old_pages_are_removed(project: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    preview = Preview(project, "example", AS_OF, documents=False, place=place)
    assert not [name for name in watching.look(project, preview.places) if name.startswith("councils/oldham")]
    for _ in range(4):
        assert preview.make({PAGE.as_posix()}).problems == ()
    kept = sorted(folder.name for folder in place.iterdir() if folder.name.isdigit())
    assert kept == ["3", "4"]


def test_a_page_made_again_is_the_page_of_a_fresh_build(project: Path, tmp_path: Path) -> None:
    place = tmp_path / "place"
    place.mkdir()
    preview = Preview(project, "example", AS_OF, documents=False, place=place)
    fresh = {path.name: path.read_bytes() for path in [*preview.make().folder.rglob("*.html")]}  # type: ignore[union-attr]
    path = project / PAGE
    good = path.read_text(encoding="utf-8")
    path.write_text(good.replace("title: ", "title: Other ").replace("\n# ", "\n# Other "), encoding="utf-8")
    changed = preview.make({PAGE.as_posix()})
    assert changed.folder and (changed.folder / ADDRESS).read_bytes() != fresh["case-tracking.html"]
    path.write_text(good, encoding="utf-8")
    back = preview.make({PAGE.as_posix()})
    assert back.folder and {one.name: one.read_bytes() for one in back.folder.rglob("*.html")} == fresh


def test_an_editor_that_saves_in_steps_is_waited_for(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    file, stop = tmp_path / "docs" / "page.md", Event()
    noticed = watching.changes(tmp_path, ("docs", "nothing"), watching.look(tmp_path, ("docs",)), stop)
    file.write_text("one", encoding="utf-8")
    (tmp_path / "docs" / ".page.md.swp").write_text("x", encoding="utf-8")
    (tmp_path / "docs" / "page.md~").write_text("x", encoding="utf-8")
    assert next(noticed) == {"docs/page.md"}
    file.unlink()
    assert next(noticed) == {"docs/page.md"}
    stop.set()
    assert list(noticed) == []


@pytest.mark.skipif(os.name == "nt", reason="there is no such signal")
def test_the_command_says_what_to_open_and_stops_when_told(project: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    guide = [Path(sys.executable).with_name("guide"), "serve", "example", "--port", port]
    with subprocess.Popen(guide, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as first:
        assert first.stdout and first.stderr
        assert first.stdout.readline().startswith("shown after ")
        assert f"Open http://127.0.0.1:{port}/ in a browser." in first.stdout.readline()
        second = subprocess.run(guide, cwd=project, capture_output=True, text=True, check=False)
        assert second.returncode == 1 and f"Port {port} cannot be used" in second.stderr
        first.send_signal(signal.SIGINT)
        try:
            assert first.wait(PATIENCE) == 0
        finally:
            first.kill()
        assert first.stdout.read().strip() == "Stopped."
        assert first.stderr.read() == ""
