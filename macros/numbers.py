"""Writes numbers as the house style asks: one to nine in words, the rest in figures."""

from collections.abc import Sequence

WORDS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")

KILOBYTE = 1000
MEGABYTE = 1000 * KILOBYTE


def words(number: int) -> str:
    """3 is "three"; 50 is "50". For prose: tables, per cent, dates and scores keep their figures."""
    return WORDS[number - 1] if 1 <= number <= len(WORDS) else str(number)


def counted(number: int, noun: str) -> str:
    """A figure with its noun: "1 page", "20 pages"."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def file_size(size: int) -> str:
    """The size of a file as people know it: "240 kB", "1.2 MB"."""
    if size < MEGABYTE - KILOBYTE // 2:
        return f"{max(1, round(size / KILOBYTE))} kB"
    return f"{size / MEGABYTE:.1f} MB"


def joined(items: Sequence[str]) -> str:
    """A list inside a sentence: "prevention, partnership and protection"."""
    return " and ".join(part for part in (", ".join(items[:-1]), *items[-1:]) if part)
