"""Takes the pictures of the pages of tasks: does what each page says in a fresh copy, and looks when it says to look.

Name pages to take only theirs: python handbook/pictures/take_tasks.py edit-a-page
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent.parent
WIDTH, HEIGHT = 880, 460
ABOVE = 110
"""How much of the page shows above what the picture is about."""
COLOURS = 48
MOST_BYTES = 60_000
SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"


def main(chosen: list[str]) -> int:
    sys.path += [str(ROOT / "handbook"), str(ROOT / "tests")]
    import chromium
    import conftest
    import walk

    with TemporaryDirectory() as name, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium.find())
        view = browser.new_page(viewport={"width": WIDTH, "height": HEIGHT}, color_scheme="light")
        guide = [str(Path(sys.executable).with_name("guide"))]
        for page in walk.pages():
            if not chosen or page.stem in chosen:
                root = conftest.copy_project(Path(name) / page.stem)
                for council in (ROOT / "tests" / "councils").iterdir():
                    shutil.rmtree(root / "councils" / council.name)
                walk.prepare(root, guide)
                if page.stem == "start-a-council":
                    shutil.rmtree(root / "councils" / walk.COUNCIL)
                look = lambda address, part, target: _take(view, address, part, target)  # noqa: E731
                walk.Walk(root, guide, walk.run, picture=look).through(page)
        browser.close()
    return 0


def _take(view: Page, address: str, part: str, target: Path) -> None:
    """The window of a common laptop, rolled to what the picture is about."""
    view.goto(address)
    shown = view.locator(part).first
    shown.wait_for()
    shown.evaluate("(one, above) => scrollTo(0, one.getBoundingClientRect().top + scrollY - above)", ABOVE)
    view.evaluate(SETTLED)
    view.screenshot(path=target)
    view.goto("about:blank")  # a page of the preview would follow the next change, and not be left in peace
    Image.open(target).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    size = target.stat().st_size
    print(f"{target.relative_to(ROOT)}: {size // 1000} kB")
    if size > MOST_BYTES:
        sys.exit(f"{target.name} is over {MOST_BYTES // 1000} kB: take fewer COLOURS or a smaller window")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
