"""Goes through a page by keyboard and notes what a reader meets."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from playwright.sync_api import Page

from browser.probes import ask

MOST_STOPS = 900


@dataclass(frozen=True)
class Stop:
    """A control that has the keyboard. `place` counts the page's elements; `sides` are those of its ring in sight."""

    name: str
    place: int
    width: float
    contrast: float
    tall: float
    sides: int
    covered: bool


def focused(page: Page) -> Stop | None:
    found = ask(page, "focused")
    return Stop(**found) if found else None


def walk(page: Page, key: str = "Tab", most: int = MOST_STOPS) -> list[Stop]:
    """Every stop from here on, until the keyboard leaves the page or comes round."""
    stops: list[Stop] = []
    while len(stops) < most:
        page.keyboard.press(key)
        stop = focused(page)
        if stop is None or (stops and stop.place == stops[0].place):
            break
        stops.append(stop)
    return stops


def faults(page: Page, stops: Sequence[Stop]) -> Iterator[str]:
    """What is wrong with a walk through the whole page."""
    reached = {stop.place for stop in stops}
    yield from (f"the keyboard never reaches {name}" for place, name in ask(page, "stops") if place not in reached)
    for stop in stops:
        if stop.width < 2:
            yield f"{stop.name} shows no ring when it has the keyboard"
        if stop.contrast < 3:
            yield f"{stop.name} has a ring of {stop.contrast:.2f} to 1"
        if stop.sides < 2:
            yield f"{stop.name} has a ring of which {stop.sides} sides show"
        if stop.covered:
            yield f"{stop.name} has the keyboard but something covers it"
    backward = (after.name for before, after in pairwise(stops) if after.place < before.place)
    yield from (f"{name} comes out of order" for name in backward)
