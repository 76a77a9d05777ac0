"""Which documents and pages a council offers, and the places kept for what is known of a document once it is made."""

from collections.abc import Collection, Iterable
from typing import Any

from staffguide import plans, slots
from staffguide.guide import Download
from staffguide.plans import DocumentPlan
from staffguide.slots import Slot, View

KNOWN_LATER = ("detail", "pages", "size", "checked")
"""What is said of a document once it has been made."""


def wanted(council: View, setting: str | None) -> bool:
    """Whether the setting that a page or a document depends on is filled. One without any always appears."""
    value: Any = council
    for name in setting.split(".")[1:] if setting else ():
        value = getattr(value, name, None)
    return bool(value)


def downloads(
    every: Iterable[DocumentPlan], council: View, shown: Collection[str], *, documents: bool
) -> tuple[Download, ...]:
    """Every document, and whether this council offers it; without `documents` it offers none."""
    return tuple(_download(plan, offered=documents and _offered(plan, council, shown)) for plan in every)


def _offered(plan: DocumentPlan, council: View, shown: Collection[str]) -> bool:
    """Whether this council has the document: what it is made of is there, and nothing switches it off."""
    held = plan.macro or any(plans.holds(path, page) for path in plan.made_of for page in shown)
    return bool(held) and wanted(council, plan.show_if)


def _download(plan: DocumentPlan, *, offered: bool) -> Download:
    later = {name: Slot(download_token(plan.id, name), f"downloads.{plan.id}") for name in KNOWN_LATER}
    href = f"site:{plans.FOLDER}/{plan.file_name}"
    return Download(plan.id, plan.name, plan.about, plan.format, href, later, offered)


def download_token(document: str, name: str) -> str:
    """The slot of something that is known of a document once it has been made."""
    return slots.token("t", f"downloads.{document}.{name}")
