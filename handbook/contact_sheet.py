"""Takes a picture of every kind of page at three widths in two schemes, on paper and under a contrast theme.

    .venv/bin/python handbook/contact_sheet.py [--site FOLDER] [--out FOLDER]

Look at the result (.cache/contact-sheet/index.html) beside the best council sites that you know:
handbook/tasks/judge-the-look.md says what to look for.
"""

import argparse
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from io import BytesIO
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
PAGES = (
    "index.html",
    "guide/introduction.html",
    "guide/the-five-stages.html",
    "guide/scores-and-ratings.html",
    "guide/case-tracking.html",
    "framework/index.html",
    "framework/statements/safeguarding.html",
    "tool-1/running-a-workshop.html",
    "practise/all-questions.html",
    "practise/talk-to-the-cqc.html",
    "practise/star.html",
    "checklists/for-individuals.html",
    "preparing/readiness.html",
    "downloads.html",
    "glossary.html",
    "search.html",
    "accessibility-statement.html",
    "404.html",
)
"""One page of each kind."""
WIDTHS = (320, 768, 1280)
TALLEST = 1800
"""How much of a page is shown: what lies lower looks like what lies above."""
SHOWN_WIDE = 0.5
"""How large a picture stands on the sheet of one page."""


@dataclass(frozen=True)
class Shot:
    """One way to see a page."""

    name: str
    width: int
    media: dict[str, Any]


SHOTS = (
    *(
        Shot(f"{scheme} {width}", width, {"media": "screen", "color_scheme": scheme})
        for scheme, width in product(("light", "dark"), WIDTHS)
    ),
    Shot("paper", 794, {"media": "print", "color_scheme": "light"}),
    Shot("contrast theme", 1280, {"media": "screen", "color_scheme": "dark", "forced_colors": "active"}),
)


def main() -> int:
    chosen = _arguments()
    with TemporaryDirectory() as name:
        site = chosen.site or _built(Path(name), chosen.council)
        chosen.out.mkdir(parents=True, exist_ok=True)
        taken = list(_sheets(site, chosen.out, chosen.pages or PAGES))
    (chosen.out / "index.html").write_text(_gallery(taken), encoding="utf-8")
    print(f"{len(taken)} sheets of {len(SHOTS)} pictures: {chosen.out / 'index.html'}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Take a picture of every kind of page in every way to see it.")
    parser.add_argument("--site", type=Path, help="a finished site; without it one is built")
    parser.add_argument("--council", default="example")
    parser.add_argument("--out", type=Path, default=ROOT / ".cache" / "contact-sheet")
    parser.add_argument("pages", nargs="*", metavar="PAGE", help="only these pages, such as index.html")
    return parser.parse_args()


def _built(folder: Path, council: str) -> Path:
    guide = Path(sys.executable).with_name("guide")
    subprocess.run([guide, "build", council, "--out", folder], cwd=ROOT, check=True)
    return folder / council


def _sheets(site: Path, out: Path, pages: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """A sheet for each page that the site has: its name and that of the picture."""
    sys.path.insert(0, str(ROOT / "tests"))
    import chromium

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find())
        view = browser.new_page()
        for name in (name for name in pages if (site / name).is_file()):
            picture = f"{name.removesuffix('.html').replace('/', '-')}.png"
            _beside([_taken(view, site / name, shot) for shot in SHOTS]).save(out / picture, optimize=True)
            yield name, picture
        browser.close()


def _taken(view: Page, file: Path, shot: Shot) -> Image.Image:
    view.emulate_media(**({"forced_colors": "none"} | shot.media))
    view.set_viewport_size({"width": shot.width, "height": 900})
    view.goto(file.as_uri())
    view.wait_for_timeout(50)
    tall = min(TALLEST, view.evaluate("document.documentElement.scrollHeight"))
    taken = view.screenshot(full_page=True, clip={"x": 0, "y": 0, "width": shot.width, "height": tall})
    return Image.open(BytesIO(taken)).convert("RGB")


def _beside(pictures: list[Image.Image]) -> Image.Image:
    """The pictures in two rows on one sheet, scaled alike."""
    small = [one.resize((int(one.width * SHOWN_WIDE), int(one.height * SHOWN_WIDE))) for one in pictures]
    rows, gap = (small[:3] + small[6:7], small[3:6] + small[7:]), 16
    wide = max(sum(one.width + gap for one in row) for row in rows) + gap
    tall = sum(max(one.height for one in row) + gap for row in rows) + gap
    sheet, top = Image.new("RGB", (wide, tall), "#8a8a8a"), gap
    for row in rows:
        left = gap
        for one in row:
            sheet.paste(one, (left, top))
            left += one.width + gap
        top += max(one.height for one in row) + gap
    return sheet


def _gallery(taken: list[tuple[str, str]]) -> str:
    what = ", ".join(shot.name for shot in SHOTS)
    shown = "".join(f'<h2>{escape(name)}</h2><img src="{escape(file)}" alt="" width="100%">' for name, file in taken)
    return (
        f'<!doctype html><meta charset="utf-8"><title>Contact sheet</title><h1>Contact sheet</h1><p>{what}</p>{shown}\n'
    )


if __name__ == "__main__":
    sys.exit(main())
