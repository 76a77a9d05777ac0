"""Gives the pages of a finished site the ending .aspx, for SharePoint libraries that offer .html only for download."""

import re
from pathlib import Path

from staffguide.output import MANIFEST
from staffguide.problems import GuideError, Problem

NAMED_PAGE = re.compile(r'"(?!//)([\w./-]+)\.html((?:[#?][^"]*)?)"')
"""A page of the site as pages, the search index and the lists of questions name it: alone between quotes."""
REWRITTEN = (".html", ".js", ".json", ".csv")
SERVER_CODE = re.compile(r"<%|<!--\s*#|\brunat\s*=", re.IGNORECASE)
"""What SharePoint would run, not show, in a page that ends in .aspx. Our pages have no use for any of it."""
MARKUP = re.compile(r"<[^>]*>|<%")


def rename(folder: Path) -> None:
    """Rename every page and every link to one. Raises GuideError where a page holds what SharePoint would run."""
    if problems := [problem for page in sorted(folder.rglob("*.html")) for problem in _dangerous(page, folder)]:
        raise GuideError(problems)
    for path in sorted(folder.rglob("*")):
        if path.suffix in REWRITTEN and path.name != MANIFEST:
            data = path.read_bytes()
            text = data.decode("utf-8")
            path.write_bytes(NAMED_PAGE.sub(r'"\1.aspx\2"', text).encode())
        if path.suffix == ".html":
            path.rename(path.with_suffix(".aspx"))


def _dangerous(page: Path, folder: Path) -> list[Problem]:
    text = page.read_text(encoding="utf-8")
    if not any(SERVER_CODE.search(tag) for tag in MARKUP.findall(text)):
        return []
    name = page.relative_to(folder).as_posix()
    return [Problem(name, 1, "", "this page holds signs that SharePoint would run as a program: take <% and <!--# out")]
