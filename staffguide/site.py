"""Runs MkDocs for one council. With `plugin.py` the only code that names MkDocs."""

import os
from datetime import date
from pathlib import Path

# Material prints an end-of-life notice for MkDocs 1.x on import; the pin below 2 is our answer to it
# (handbook/decisions/mkdocs-and-material-below-2.md).
os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort


def build(root: Path, slug: str, target: Path, as_of: date) -> bool:
    """Build one council's site and documents into `target`.

    True when it was published. Problems have been printed otherwise, and `target` is as it was.
    """
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(target))
    plugin = config.plugins["staffguide"]
    plugin.load_config({**plugin.config, "council": slug, "as_of": as_of.isoformat()})
    try:
        config.plugins.on_startup(command="build", dirty=False)
        mkdocs_build(config)
    except Abort:
        return False
    finally:
        config.plugins.on_shutdown()
    return True
