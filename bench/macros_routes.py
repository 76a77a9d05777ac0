"""Measures expanding pages in our sandbox against mkdocs-macros, and shows what a page can reach there."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from measuring import ROOT, Cost, heading, other_python, run, table, typical

HOOK = Path(__file__).parent / "routes" / "expanding.py"
RUNS = 5
PROBES = (
    ("the environment of the machine", "{{ environment.system }}"),
    ("the history of the repository", "{{ git.status }}"),
    ("the whole configuration", "{{ config.config_file_path }}"),
    ("every class that Python has loaded", "{{ ''.__class__.__mro__[1].__subclasses__() | length }}"),
)
MISTAKES = "# Home\n\n{{ council.nmae }}\n\n{{ no_such_macro() }}\n\n{{ link('link-none') }}\n"


def main() -> int:
    other = other_python()
    with TemporaryDirectory() as name:
        folder = Path(name)
        _speed(other, folder)
        _reach(other, folder)
    return 0


def _speed(python: Path, folder: Path) -> None:
    costs = {
        "Data loaded, pages left as they are": _builds(python, folder, "load", []),
        "mkdocs-macros": _builds(python, folder, "macros", [_macros()]),
        "Our sandbox, with our checks": _builds(python, folder, "ours", []),
    }
    least = next(iter(costs.values())).cpu
    heading("One build of docs/, expanded in two ways: make bench, or python bench/macros_routes.py")
    rows = [(name, f"{cost.cpu:.2f}", f"{cost.cpu - least:.2f}", round(cost.megabytes)) for name, cost in costs.items()]
    table(("Route", "CPU s, whole build", "of which expanding", "peak MB"), rows)


def _macros() -> dict[str, object]:
    return {"macros": {"modules": [HOOK.stem], "on_undefined": "strict", "on_error_fail": True}}


def _builds(python: Path, folder: Path, route: str, plugins: Sequence[object]) -> Cost:
    config = _project(folder / route, plugins, hooked=route != "macros")
    command = [python, "-m", "mkdocs", "build", "--quiet", "--config-file", config]
    return typical([run(command, more=_environment(route)) for _ in range(RUNS)])


def _environment(route: str) -> dict[str, str]:
    return {"PYTHONPATH": f"{ROOT}{os.pathsep}{HOOK.parent}", "ROUTE": route}


def _project(folder: Path, plugins: Sequence[object], *, hooked: bool, page: str = "") -> Path:
    """A MkDocs site of our pages, or of one page that is given."""
    if page:
        (folder / "docs").mkdir(parents=True)
        (folder / "docs" / "index.md").write_text(page, encoding="utf-8")
    else:
        shutil.copytree(ROOT / "docs", folder / "docs")
    settings = {
        "site_name": "Your guide",
        "theme": {"name": "material", "language": "en", "font": False},
        "use_directory_urls": False,
        "hooks": [str(HOOK)] if hooked else [],
        "plugins": list(plugins),
        "markdown_extensions": ["admonition", "attr_list", "def_list", "sane_lists", "tables"],
    }
    config = folder / "mkdocs.yml"
    config.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return config


def _reach(python: Path, folder: Path) -> None:
    """What a page can read under mkdocs-macros, and how much of a page's mistakes it tells of at once."""
    page = "# Home\n\n" + "\n".join(f"{n}: {call}\n" for n, (_, call) in enumerate(PROBES))
    built = _try(python, folder / "reach", page)
    html = (folder / "reach" / "site" / "index.html").read_text(encoding="utf-8") if built.returncode == 0 else ""
    print("\nWhat a page can print under mkdocs-macros:")
    for n, (name, call) in enumerate(PROBES):
        shown = next((line.strip() for line in html.splitlines() if line.strip().startswith(f"<p>{n}: ")), "refused")
        print(f"  {name}, with {call}: {shown[:80]}")
    failed = _try(python, folder / "mistakes", MISTAKES)
    told = sum(word in failed.stdout + failed.stderr for word in ("nmae", "no_such_macro", "link-none"))
    print(f"Of three mistakes on one page it tells of {told}, and ends with exit code {failed.returncode}.")


def _try(python: Path, folder: Path, page: str) -> subprocess.CompletedProcess[str]:
    config = _project(folder, [_macros()], hooked=False, page=page)
    command = [python, "-m", "mkdocs", "build", "--strict", "--config-file", config]
    environment = {**os.environ, **_environment("macros"), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT, env=environment)


if __name__ == "__main__":
    sys.exit(main())
