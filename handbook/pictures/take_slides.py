"""Takes a picture of every slide of the example council's decks, one sheet for each deck. LibreOffice draws them."""

import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2
from PIL import Image

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
DECKS = ("workshop-slides", "workshop-guidance", "scrutiny-briefing")
ACROSS, WIDE, GAP = 6, 300, 8
GREY = "#9a9a9a"
COLOURS = 32
"""Slides need few colours; a palette of this many keeps the files small."""


def main() -> int:
    """0 when the sheets have been taken, 1 where there is nothing to draw slides with."""
    office = shutil.which("soffice")
    if office is None:
        print("The slides were not taken: LibreOffice (soffice) is not on this machine.")
        return 1
    with TemporaryDirectory() as name:
        folder = Path(name)
        guide = Path(sys.executable).with_name("guide")
        day = date.today().isoformat()
        subprocess.run([guide, "build", "example", "--out", folder, "--as-of", day], cwd=ROOT, check=True)
        files = [folder / "example" / "downloads" / f"{deck}.pptx" for deck in DECKS]
        profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
        subprocess.run([office, profile, "--headless", "--convert-to", "pdf", "--outdir", folder, *files], check=True)
        for deck in DECKS:
            _keep(_sheet(folder / f"{deck}.pdf"), HERE / f"deck-{deck}.png")
    return 0


def _sheet(pdf: Path) -> Image.Image:
    """All slides of a deck, in rows."""
    slides = [page.render(scale=WIDE / page.get_width()).to_pil() for page in pypdfium2.PdfDocument(pdf)]
    tall = slides[0].height
    rows = -(-len(slides) // ACROSS)
    sheet = Image.new("RGB", (ACROSS * (WIDE + GAP) + GAP, rows * (tall + GAP) + GAP), GREY)
    for number, slide in enumerate(slides):
        down, across = divmod(number, ACROSS)
        sheet.paste(slide, (GAP + across * (WIDE + GAP), GAP + down * (tall + GAP)))
    return sheet


def _keep(picture: Image.Image, target: Path) -> None:
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    print(f"{target.relative_to(ROOT)}: {target.stat().st_size // 1000} kB")


if __name__ == "__main__":
    sys.exit(main())
