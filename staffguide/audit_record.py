"""The record of an audit: what automatic checks of a council's finished site found, kept beside the council's file."""

from datetime import date

from pydantic import Field

from staffguide.records import Record, Text


class Checker(Record):
    """A program that took part, so that the audit can be repeated."""

    name: Text
    version: Text


class Finding(Record):
    """One rule that was broken, on how many pages, and one of the places."""

    rule: Text
    pages: int = Field(ge=1)
    place: Text


class Audit(Record):
    """When, how and what was tested, and what came of it. People write `known_problems`; each run keeps them."""

    tested_on: date
    edition: Text
    facts_checked: date
    checkers: tuple[Checker, ...] = Field(min_length=1)
    standards: tuple[Text, ...] = Field(min_length=1)
    pages: int = Field(ge=1)
    states: tuple[Text, ...] = Field(min_length=1)
    checks: int = Field(ge=1)
    findings: tuple[Finding, ...] = ()
    known_problems: tuple[Text, ...] = ()
