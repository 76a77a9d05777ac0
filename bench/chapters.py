"""The chapters of the booklet as a build of the example council hands them to the typesetter."""

import json
import pickle
import sys
from contextlib import suppress
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from measuring import OTHER, ROOT

BOOKLET = "your-guide-to-cqc-assessment"
PICKLED, READABLE = OTHER / "chapters.pickle", OTHER / "chapters.json"


class _HeardEnough(Exception):  # noqa: N818 - nothing has gone wrong
    """Raised to leave the build once the booklet has reached the typesetter."""


def overhear() -> int:
    """Keep the booklet's pages in .cache/bench for every route: pickled for ours, as JSON for the others."""
    from staffguide import site
    from staffguide.documents import tree, typeset

    heard: dict[str, Any] = {}
    read_in_truth = tree.read

    def read(pages: Any, *rest: Any) -> Any:
        heard["pages"] = pages
        return read_in_truth(pages, *rest)

    def make(document: Any, _: Any, setting: Any, templates: Path) -> bytes:
        if document.id != BOOKLET:
            return b""
        heard.update(document=document, setting=setting, templates=templates)
        raise _HeardEnough

    tree.read, typeset.make = read, make  # type: ignore[assignment]
    with TemporaryDirectory() as folder, suppress(_HeardEnough):
        site.build(ROOT, "example", Path(folder) / "site", date(2026, 11, 21))
    OTHER.mkdir(parents=True, exist_ok=True)
    PICKLED.write_bytes(pickle.dumps(heard))
    pages = [{"path": page.path, "title": page.title, "html": page.html} for page in heard["pages"]]
    READABLE.write_text(json.dumps(pages, ensure_ascii=False), encoding="utf-8")
    return len(pages)


if __name__ == "__main__":
    sys.exit(0 if overhear() else 1)
