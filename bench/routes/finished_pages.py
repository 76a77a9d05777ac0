"""An MkDocs hook: gives each page the finished content of a chapter, so that every route sets the same words."""

import json
import os
from pathlib import Path
from typing import Any

CHAPTERS = {
    chapter["path"]: chapter["html"] for chapter in json.loads(Path(os.environ["CHAPTERS"]).read_text(encoding="utf-8"))
}


def on_page_content(html: str, page: Any, **_: Any) -> str:
    return CHAPTERS.get(page.file.src_uri, html)
