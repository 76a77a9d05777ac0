"""Chooses a few pages that between them show everything that the look knows, for checks too slow to visit all."""

import re

from browser.budgets import BUDGETS
from browser.serving import Served

CLASSES = re.compile(r'class="([^"]*)"')
ELEMENTS = re.compile(r"<(details|dl|fieldset|figure|form|input|ol|select|table|textarea|ul)\b")


def looks(html: str) -> frozenset[str]:
    """What a page holds that the style sheets could treat in a way of its own."""
    classes = (name for found in CLASSES.findall(html) for name in found.split())
    return frozenset([*classes, *ELEMENTS.findall(html)])


def one_of_each(served: Served) -> list[str]:
    """The pages, chosen so that each adds the most that none before it has. The longest page would hide the others."""
    pages = {name: (served.folder / name).read_text(encoding="utf-8") for name in served.pages}
    left = {name: looks(html) for name, html in pages.items() if name not in BUDGETS.long_pages}
    chosen: list[str] = []
    seen: set[str] = set()
    while left:
        best = max(left, key=lambda name: (len(left[name] - seen), -len(pages[name]), name))
        if left[best] <= seen:
            break
        seen |= left.pop(best)
        chosen.append(best)
    return chosen
