"""Holds the pages of tasks: what they say to type works, in a fresh copy of the project, and says what they say."""

import io
import re
import shutil
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import ROOT, copy_project

from staffguide import bundle_command, cli
from staffguide.batch import Order

sys.path.insert(0, str(ROOT / "handbook"))
import walk

GUIDE = [sys.executable, "-c", "from staffguide.cli import main; import sys; sys.exit(main())"]
TASKS = ROOT / "handbook" / "tasks"
CALL = re.compile(r"\bguide ([a-z]+)((?: +(?:--?[a-z-]+|\"[^\"\n]*\"|[^\s`\"|]+))*)")
WALKED = {
    *("add-a-checklist-item", "add-a-pdf", "add-a-picture", "add-a-question", "build-all-councils", "change-a-value"),
    *("edit-a-page", "preview-a-draft", "publish-from-a-zip", "publish-to-a-web-server", "replace-a-page"),
    *("publish-to-sharepoint-or-teams", "review-dates", "start-a-council", "update-a-fact", "upgrade"),
}
"""The pages that can be done on any machine. Others need a browser or a server of their own, or eyes."""


def at_once(words: list[str], root: Path) -> tuple[int, str]:
    """The command in this process: starting another one takes longer than most of what it does."""
    said = io.StringIO()
    with chdir(root), redirect_stdout(said), redirect_stderr(said):
        return cli.main(words[len(GUIDE) :]), said.getvalue()


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project as somebody gets it who has started one council."""
    root = copy_project(tmp_path_factory.mktemp("tasks") / "project")
    walk.prepare(root, GUIDE)
    return root


@pytest.mark.parametrize("page", list(walk.pages()), ids=lambda page: page.stem)
def test_what_a_page_says_to_do_works(page: Path, fresh: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bundle_command, "Order", partial(Order, documents=False))  # to be quick, as for other builds
    root = tmp_path / "project"
    shutil.copytree(fresh, root)
    if page.stem == "start-a-council":
        shutil.rmtree(root / "councils" / walk.COUNCIL)
    walk.Walk(root, GUIDE, at_once).through(page)


def test_every_page_that_can_be_is_walked() -> None:
    assert {page.stem for page in walk.pages()} >= WALKED


def test_a_step_that_does_not_come_out_is_noticed(fresh: Path, tmp_path: Path) -> None:
    def walked(text: str) -> None:
        page = tmp_path / "page.md"
        page.write_text(text, encoding="utf-8")
        walk.Walk(fresh, GUIDE, at_once).through(page)

    walked("```sh\nuv run guide check bury\n```\n\n1. And\n\n   ```text\n   No problems in\n   ```\n")
    for wrong, message in {
        "```sh\nuv run guide check burry\n```\n": "there is no council",
        "```sh\nuv run guide check bury\n```\n\n```text\nAll is lost.\n```\n": "not said",
        '<!-- walk: in docs/index.md, "not there" becomes "x" -->\n': "does not say",
        "<!-- walk: picture docs/index.md at .nothing -->\n![x](../pictures/site.png)\n": "has no",
        "<!-- walk: picture docs/index.md at main -->\n![x](../pictures/none.png)\n": "has not been taken",
        "<!-- walk: dance -->\n```yaml\na: b\n```\n": "what is to be done",
    }.items():
        with pytest.raises(AssertionError, match=message):
            walked(wrong)


def test_what_pages_call_exists() -> None:
    """Every option of every call of guide, wherever it stands in a page."""
    known = {one.name: {typed.split()[0] for typed, _ in one.takes if typed.startswith("-")} for one in cli.commands()}
    for page in TASKS.glob("*.md"):
        calls = re.findall(r"`[^`\n]+`|^.*\buv run .*$", page.read_text(encoding="utf-8"), re.MULTILINE)
        for command, rest in CALL.findall("\n".join(calls)):
            if command in known:
                options = {word for word in rest.split() if re.fullmatch(r"--[a-z-]+", word)}
                assert options <= known[command], f"{page.name}: guide {command} {options - known[command]}"


def examples(language: str, holding: str) -> list[Any]:
    text = (TASKS / "build-all-councils.md").read_text(encoding="utf-8")
    blocks = re.findall(rf"^```{language}\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)
    return [yaml.safe_load(block) for block in blocks if holding in block]


def shares_add_up(command: str, share: str, of: str) -> None:
    assert f"--shard {share}/{of}" in command or f'--shard "{share}/{of}"' in command
    words = cli._parser().parse_args(["build", "--all", "--shard", "2/8", "--as-of", "2026-11-21"])
    assert words.all and words.shard == (2, 8)


def test_the_github_example_builds_every_share() -> None:
    (flow,) = examples("yaml", "runs-on")
    job = flow["jobs"]["build"]
    shares = job["strategy"]["matrix"]["share"]
    assert shares == list(range(1, len(shares) + 1)) and "on" in {str(key).lower() for key in flow} | {"on"}
    (command,) = [step["run"] for step in job["steps"] if "guide" in step.get("run", "")]
    shares_add_up(command, "${{ matrix.share }}", str(len(shares)))
    assert command.startswith("uv run --locked --all-extras guide build --all ")
    assert [step["uses"].partition("@")[0] for step in job["steps"] if "uses" in step] == [
        "actions/checkout",
        "astral-sh/setup-uv",
        "actions/upload-artifact",
    ]


def test_the_gitlab_example_builds_every_share() -> None:
    (flow,) = examples("yaml", "parallel")
    assert flow["build"]["parallel"] == 8
    (command,) = flow["build"]["script"]
    shares_add_up(command, "$CI_NODE_INDEX", "$CI_NODE_TOTAL")
    assert command.startswith("uv run --locked --all-extras guide build --all ")
