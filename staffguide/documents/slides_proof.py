"""Proves a file of slides before it is published."""

from collections.abc import Collection, Iterator

from staffguide.documents.book import Setting
from staffguide.documents.slides_deck import Deck


def prove(data: bytes, deck: Deck, setting: Setting, theirs: Collection[str] = ()) -> Iterator[str]:
    """Everything that is wrong with a file of the deck."""
    yield from ()
