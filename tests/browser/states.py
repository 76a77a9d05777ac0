"""The states in which a reader can meet a page, and how to bring a page into one."""

from dataclasses import dataclass
from itertools import product
from typing import Literal

from playwright.sync_api import Page

TALL = 900


@dataclass(frozen=True)
class State:
    """What the reader has chosen or has been given. `scripts` off means that they never arrive."""

    scheme: Literal["light", "dark"] = "light"
    width: int = 1280
    height: int = TALL
    scripts: bool = True
    contrast_theme: bool = False
    less_motion: bool = False
    paper: bool = False

    def __str__(self) -> str:
        extras = (
            (not self.scripts, "no script"),
            (self.contrast_theme, "contrast theme"),
            (self.less_motion, "less motion"),
            (self.paper, "paper"),
        )
        return ", ".join([self.scheme, f"{self.width} px", *(name for given, name in extras if given)])


PLAIN = State()
PHONE = State(width=320)
ZOOMED = State(width=320, height=256)
"""A window of 1280 by 1024 at 400 per cent."""
SCREENS = [State(scheme, width) for scheme, width in product(("light", "dark"), (1280, 320))]
STILL = [State(scheme, width, scripts=False) for scheme, width in product(("light", "dark"), (1280, 320))]

SETTLED = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
"""Until two frames have been drawn: what watches sizes has then done its work."""


def show(page: Page, address: str, state: State) -> Page:
    """Send the page to an address in a state, and wait until it has settled."""
    page.set_viewport_size({"width": state.width, "height": state.height})
    page.emulate_media(
        media="print" if state.paper else "screen",
        color_scheme=state.scheme,
        forced_colors="active" if state.contrast_theme else "none",
        reduced_motion="reduce" if state.less_motion else "no-preference",
    )
    page.goto("about:blank")  # an address that differs only in its fragment would not load the page anew
    page.goto(address)
    page.evaluate(SETTLED)
    return page
