"""Takes the README's two pictures from a fresh build of the example council: its home page and its booklet."""

import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
WIDTH, HEIGHT = 1280, 900
ON_THE_PAGE = "An overall percentage and rating"
"""Words by which to find the page of the booklet that shows most: prose, a drawing and a table."""

MOST_BYTES = 200_000
COLOURS = 128
"""A picture of a page needs few colours; a palette of this many keeps the files small."""


def main() -> int:
    sys.path.insert(0, str(ROOT / "tests"))
    import chromium

    with TemporaryDirectory() as name:
        folder = Path(name)
        guide = Path(sys.executable).with_name("guide")
        day = date.today().isoformat()
        subprocess.run([guide, "build", "example", "--out", folder, "--as-of", day], cwd=ROOT, check=True)
        _keep(_home(folder / "example" / "index.html", chromium.find()), HERE / "site.png")
        _keep(_booklet(folder / "example" / "downloads" / "your-guide-to-cqc-assessment.pdf"), HERE / "booklet.png")
    return 0


def _home(page: Path, browser: Path | None) -> Image.Image:
    """The home page as a reader with a common laptop sees it."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=browser)
        view = chromium.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        view.goto(page.as_uri())
        taken = Path(page.parent / "taken.png")
        view.screenshot(path=taken)
        chromium.close()
    return Image.open(taken)


def _booklet(pdf: Path) -> Image.Image:
    """One page of the booklet, as tall as the picture of the site."""
    pages = list(pypdfium2.PdfDocument(pdf))
    page = next((one for one in pages if ON_THE_PAGE in one.get_textpage().get_text_range()), pages[0])
    return page.render(scale=HEIGHT / page.get_height()).to_pil()


def _keep(picture: Image.Image, target: Path) -> None:
    picture.convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size // 1000} kB")
    if size > MOST_BYTES:
        sys.exit(f"{target.name} is over {MOST_BYTES // 1000} kB: take fewer COLOURS")


if __name__ == "__main__":
    sys.exit(main())
