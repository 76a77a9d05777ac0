"""Writes dates and times out, the same on every machine whatever its language settings."""

from datetime import date, time

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

MIDDAY = time(12)
MIDNIGHT = time(0)


def written(day: date) -> str:
    """The date as in 21 November 2026."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def written_with_day(day: date) -> str:
    """The date as in Saturday 21 November 2026, for something that people go to."""
    return f"{DAYS[day.weekday()]} {written(day)}"


def written_time(moment: time) -> str:
    """The time as in 10am, 2:30pm or midday."""
    if moment in (MIDDAY, MIDNIGHT):
        return "midday" if moment == MIDDAY else "midnight"
    minutes = f":{moment.minute:02}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def written_times(start: time | None, end: time | None) -> str:
    """As in 10am to 11am; without an end the start alone, and without a start nothing."""
    if start is None:
        return ""
    return f"{written_time(start)} to {written_time(end)}" if end else written_time(start)
