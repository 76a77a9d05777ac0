"""The evaluation form as one file with everything in it, which people open on their own phones without a network.

Its styles and scripts stand inside, which the policy of a site refuses: it is there to be saved and passed on. The
ending .htm keeps it apart from the pages of the site.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
from lxml.html import HtmlElement

from staffguide import output

PAGE = "tool-4/evaluation-form.html"
NAME = "evaluation-form.htm"
LOOKS = ("assets/base.css", "assets/tokens.css", "assets/layout.css", "assets/components.css")
ABOUT = (
    "It asks for no names, and nothing is sent. When you have finished, choose “Save my answers as a file”. "
    "Then give the file to whoever runs the workshop."
)
FRAME = """<!doctype html>
<html lang="en-GB" data-store="{store}"{draft}>
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<style>
{styles}
main {{ box-sizing: border-box; width: 100%; min-width: 0; max-width: 40rem; margin: 0 auto; padding: 1rem; }}
</style>
</head>
<body>
<main class="sg-words">
<h1>{heading}</h1>
<p>{about}</p>
<h2>The form</h2>
{form}
</main>
<script>
{scripts}
</script>
</body>
</html>
"""


def write(folder: Path, root: Path, palette: str, styles: Sequence[str], scripts: Sequence[str]) -> None:
    """Write the form of a finished site beside its documents, where the site has such a page."""
    place = folder / PAGE
    if not place.is_file():
        return
    page: Any = lxml.html.document_fromstring(place.read_text(encoding="utf-8"))
    form, headings = page.find_class("sg-evaluation"), list(page.iter("h1"))
    if not form or not headings:  # a council's own page may be without
        return
    looks = (_joined(root, (*LOOKS, *styles)), palette, _joined(root, ("assets/print.css",)))
    words = {
        "store": page.get("data-store") or "",
        "draft": " data-draft" if "data-draft" in page.attrib else "",
        "title": _escaped(page.findtext(".//title") or ""),
        "about": ABOUT,
        "styles": "\n".join(looks),
        "heading": _escaped("".join(map(str, headings[0].itertext()))),
        "form": _written(form[0]),
        "scripts": _joined(root, tuple(scripts)),
    }
    output.write(folder / "downloads" / NAME, FRAME.format(**words))


@cache
def _joined(root: Path, names: tuple[str, ...]) -> str:
    """Files of the look in one, read once for all councils."""
    return "\n".join((root / "overrides" / name).read_text(encoding="utf-8") for name in names)


def _written(element: HtmlElement) -> str:
    element.tail = None
    return str(lxml.html.tostring(element, encoding="unicode"))


def _escaped(words: str) -> str:
    return words.strip().replace("&", "&amp;").replace("<", "&lt;")
