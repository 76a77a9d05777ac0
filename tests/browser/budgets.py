"""Reads budgets.yml."""

from dataclasses import dataclass
from pathlib import Path

import yaml


@dataclass(frozen=True)
class Budgets:
    """Sizes in bytes; `path` in letters."""

    page: int
    first_view: int
    first_view_compressed: int
    path: int
    long_pages: list[str]


BUDGETS = Budgets(**yaml.safe_load((Path(__file__).parent / "budgets.yml").read_text(encoding="utf-8")))
