"""Measures our way to the booklet against the ways that we did not take, on the same finished chapters."""

import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import lxml.html
import page as validator
import pypdfium2
import yaml
from chapters import PICKLED, READABLE
from measuring import Cost, heading, other_python, run, table, typical, with_pango

ROUTES = Path(__file__).parent / "routes"
RUNS, MANY = 3, 6
"""Each command is run three times; the cost of one more PDF in a running process comes from making six."""
COUNCIL, COMMON = "Exampleton", " the"
"""Each PDF after the first has other words: the council's name alone, or nearly every paragraph."""
COLUMNS = (
    "Route",
    "CPU s, alone",
    "one more council",
    "one more, all words new",
    "peak MB",
    "pages",
    "chapters",
    "rules failed",
)

Row = tuple[object, ...]


def main() -> int:
    run([sys.executable, Path(__file__).parent / "chapters.py"])
    chapters = json.loads(READABLE.read_text(encoding="utf-8"))
    other = other_python()
    with TemporaryDirectory() as name:
        folder = Path(name)
        rows = [_script("Typst, our way", Path(sys.executable), "ours.py", PICKLED, folder)]
        if with_pango(other):
            rows.append(_script("WeasyPrint direct", other, "weasyprint_direct.py", READABLE, folder))
            rows.append(_plugin(other, chapters, folder))
        else:
            print("WeasyPrint was left out: it needs Pango (libpango-1.0-0 and libpangoft2-1.0-0), which is not here.")
    heading(f"One booklet of {len(chapters)} chapters: make bench, or python bench/pdf_routes.py")
    table(COLUMNS, [row[:-1] for row in rows])
    for name, *_, rules in rows:
        print(f"{name} fails: {', '.join(rules) or 'nothing'}")  # type: ignore[arg-type]
    return 0


def _script(name: str, python: Path, script: str, source: Path, folder: Path) -> Row:
    target = folder / f"{script}.pdf"

    def make(times: int, word: str) -> Callable[[], Cost]:
        return lambda: run([python, ROUTES / script, source, target, str(times), word])

    alone = _typical(make(1, COUNCIL))
    council, rewritten = (_typical(make(MANY, word)).cpu - alone.cpu for word in (COUNCIL, COMMON))
    more = (f"{cpu / (MANY - 1):.2f}" for cpu in (council, rewritten))
    return (name, f"{alone.cpu:.2f}", *more, round(alone.megabytes), *_found(target))


def _typical(measure: Callable[[], Cost]) -> Cost:
    return typical([measure() for _ in range(RUNS)])


def _plugin(python: Path, chapters: list[dict[str, str]], folder: Path) -> Row:
    """What the plugin adds to a build: the build with it less the same build without it."""
    command = [python, "-m", "mkdocs", "build", "--quiet", "--config-file"]
    costs = {}
    for name, plugins in (("without", []), ("with", [{"with-pdf": {"output_path": "book.pdf"}}])):
        project = _project(folder / name, chapters, plugins)
        costs[name] = _typical(lambda project=project: run([*command, project], more={"CHAPTERS": str(READABLE)}))  # type: ignore[misc]
    added = costs["with"].cpu - costs["without"].cpu
    found = _found(folder / "with" / "site" / "book.pdf")
    return ("mkdocs-with-pdf", f"{added:.2f}", "-", "-", round(costs["with"].megabytes), *found)


def _project(folder: Path, chapters: list[dict[str, str]], plugins: list[object]) -> Path:
    """A plain MkDocs site of the chapters."""
    for chapter in chapters:
        page = folder / "docs" / chapter["path"]
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text(f"# {chapter['title']}\n", encoding="utf-8")
    (folder / "docs" / "index.md").write_text("# Home\n", encoding="utf-8")
    settings = {
        "site_name": "Your guide",
        "theme": {"name": "material", "language": "en", "font": False},
        "use_directory_urls": False,
        "hooks": [str(ROUTES / "finished_pages.py")],
        "plugins": plugins,
        "nav": [{"Home": "index.md"}, {"The guide": [chapter["path"] for chapter in chapters]}],
    }
    config = folder / "mkdocs.yml"
    config.write_text(yaml.safe_dump(settings), encoding="utf-8")
    return config


def _found(pdf: Path) -> Row:
    """Pages, chapters whose opening words can be found, how many rules of the standard it breaks, and which."""
    document = pypdfium2.PdfDocument(pdf)
    text = " ".join(" ".join(page.get_textpage().get_text_range().split()) for page in document)
    text = re.sub(r"(the|Exampleton)\d\b", r"\1", text)  # as the routes numbered them
    openings = [_telling(chapter["html"]) for chapter in json.loads(READABLE.read_text(encoding="utf-8"))]
    report = validator.validate_pdf(str(pdf), profile="ua1")
    rules = sorted({failure.rule_id for failure in report.failures})
    held = sum(words in text for words in openings)
    return len(document), f"{held} of {len(openings)}", len(rules), rules


def _telling(html: str) -> str:
    """The first words of a chapter's first plain paragraph, enough to know the chapter by."""
    root = lxml.html.fragment_fromstring(html, create_parent="div")
    words = next(text for node in root.iter("p") if len(text := " ".join(str(node.text or "").split())) > 30)
    return " ".join(words.split()[:5])


if __name__ == "__main__":
    sys.exit(main())
