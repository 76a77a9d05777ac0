"""Writes the tables of modules in ARCHITECTURE.md again, from the sentence that each module opens with."""

import ast
import re
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "ARCHITECTURE.md"
FOLDERS = ("staffguide", "staffguide/documents", "macros")
TABLES = re.compile(r"(?<=<!-- modules -->\n\n).*(?=\n\n<!-- /modules -->)", re.DOTALL)


def tables() -> str:
    """A table for each folder of modules."""
    return "\n\n".join(
        f"### `{folder}/`\n\n| Module | What it owns |\n| --- | --- |\n{_rows(ROOT / folder)}" for folder in FOLDERS
    )


def _rows(folder: Path) -> str:
    return "\n".join(
        f"| `{path.name}` | {opening(path)} |" for path in sorted(folder.glob("*.py")) if path.name != "__init__.py"
    )


def opening(path: Path) -> str:
    """The first paragraph of a module's documentation, on one line."""
    documentation = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
    return documentation.partition("\n\n")[0].replace("\n", " ").replace("|", "\\|")


def main() -> int:
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(TABLES.sub(lambda _: tables(), page), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
