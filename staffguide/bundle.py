"""Packs a finished guide for other ways to publish: as a zip file, for SharePoint, or as one page in one file."""

import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from macros.dates import written
from staffguide import aspx, one_file, output
from staffguide.output import MANIFEST

READ_ME = "READ-ME-FIRST.txt"
READ_ME_WORDS = """\
{title}
{rule}

{name}
Made for {as_of}, edition {edition}.


To read the guide

1. Take everything out of the zip file first. On Windows, click the zip file with the right
   mouse button and choose Extract All. On a Mac, click it twice.
2. Open the folder that you get, and in it the folder "guide".
3. Open the file "index.html". It opens in your browser.

A page opened inside the zip file shows no colours, and its links lead nowhere.
Nothing needs to be installed, and nothing is sent anywhere.


To publish the guide

Copy the whole folder "guide", with everything in it, to a web server or a shared drive.
Keep the names as they are, and give people the address of index.html.


What is inside

Every page of the guide, the documents to download (in the folder "downloads"), and
manifest.json, which lists every file so that IT can check that none has changed.
"""


@dataclass(frozen=True)
class Form:
    """One way to pack: what it is for, what its result is called, and how it is made in an empty folder."""

    what: str
    ending: str
    pack: Callable[[Path, Path, date], None]


def make(site: Path, form: str, as_of: date) -> Path:
    """Pack a finished site; the result stands beside its folder. Raises GuideError where it cannot be written."""
    chosen = FORMS[form]
    target = site.parent / f"{site.name}{chosen.ending}"
    with output.staged(target) as folder:
        made = folder / target.name
        chosen.pack(site, made, as_of)
        _take_place(made, target)
    return target


def _take_place(made: Path, target: Path) -> None:
    """What is finished takes the place of what was there before, whole."""
    if made.is_dir():
        output.publish(made, target)
    else:
        made.replace(target)


def _zip(site: Path, made: Path, as_of: date) -> None:
    """The same guide gives the same bytes: files in order, each with the day that the guide was made for."""
    top = f"{site.name}-guide"
    with zipfile.ZipFile(made, "w") as archive:
        _put(archive, f"{top}/{READ_ME}", _read_me(site).replace("\n", "\r\n").encode(), as_of)
        for path in _files(site):
            _put(archive, f"{top}/guide/{path.relative_to(site).as_posix()}", path.read_bytes(), as_of)


def _put(archive: zipfile.ZipFile, name: str, data: bytes, as_of: date) -> None:
    entry = zipfile.ZipInfo(name, (as_of.year, as_of.month, as_of.day, 0, 0, 0))
    entry.create_system = 3  # else it would tell on which system it was made
    entry.external_attr = 0o644 << 16
    archive.writestr(entry, data, zipfile.ZIP_DEFLATED, 9)


def _read_me(site: Path) -> str:
    about = manifest(site)
    title = "READ ME FIRST: your guide to CQC assessment"
    as_of = written(date.fromisoformat(about["as_of"]))
    return READ_ME_WORDS.format(
        title=title, rule="=" * len(title), name=about["name"], as_of=as_of, edition=about["edition"]
    )


def manifest(site: Path) -> dict[str, Any]:
    """The build record of a finished site."""
    return dict(json.loads((site / MANIFEST).read_text(encoding="utf-8")))


def _files(site: Path) -> list[Path]:
    return sorted(path for path in site.rglob("*") if path.is_file())


def _aspx(site: Path, made: Path, as_of: date) -> None:  # noqa: ARG001 - the date is in the pages already
    shutil.copytree(site, made)
    aspx.rename(made)
    output.write_manifest(made, {name: value for name, value in manifest(site).items() if name != "files"})


def _one_file(site: Path, made: Path, as_of: date) -> None:  # noqa: ARG001
    output.write(made, one_file.page(site))


FORMS = {
    "zip": Form("a zip file that opens from any disk, with instructions inside", ".zip", _zip),
    "aspx": Form("a folder for SharePoint libraries that do not show .html", "-aspx", _aspx),
    "single-file": Form("the whole guide as one page in one file, to send or keep", "-guide.html", _one_file),
}
"""The ways to pack, by the option that asks for each."""
