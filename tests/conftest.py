"""Shared fixtures: a copy of the project that a test may spoil, and the sites that many tests look at, built once."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import nginx
import pytest

from staffguide import site

ROOT = Path(__file__).parent.parent
AS_OF = date(2026, 11, 21)
COPIED = ("docs", "framework", "overrides", "councils", "mkdocs.yml", "documents.yml")
COUNCILS = ("example", "oldham", "hertfordshire", "bare", "awkward", "quiet")


def copy_project(target: Path) -> Path:
    """The project's content with the test councils beside the real ones, in a folder of its own."""
    target.mkdir(parents=True, exist_ok=True)
    for name in COPIED:
        source = ROOT / name
        (shutil.copytree if source.is_dir() else shutil.copy)(source, target / name)
    shutil.copytree(ROOT / "tests" / "councils", target / "councils", dirs_exist_ok=True)
    return target


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project folder to spoil."""
    return copy_project(tmp_path / "project")


@pytest.fixture(scope="session")
def whole_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project folder to read only."""
    return copy_project(tmp_path_factory.mktemp("whole") / "project")


@pytest.fixture(scope="session")
def built(whole_project: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The finished site of a council, built the first time that a test asks for it."""
    folder = tmp_path_factory.mktemp("built")

    def build(slug: str) -> Path:
        target = folder / slug
        if not target.exists():
            assert site.build(whole_project, slug, target, AS_OF), f"{slug} was not published"
        return target

    return build


@pytest.fixture(params=COUNCILS)
def every_site(request: pytest.FixtureRequest, built: Callable[[str], Path]) -> Iterator[Path]:
    """Each council's finished site in turn."""
    yield built(request.param)


@pytest.fixture
def on_nginx(built: Callable[[str], Path], tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> Iterator[str]:
    if nginx.NGINX is None:
        with capfd.disabled():
            print("\nNOT TRIED: hosting/nginx.conf, because there is no nginx here: apt-get install nginx-light")
        pytest.skip("there is no nginx on this machine")
    with nginx.serving(built("example"), tmp_path) as address:
        yield address
