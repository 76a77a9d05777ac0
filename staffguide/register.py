"""The register: every council that runs adult social care, true on one day."""

from datetime import date

from staffguide.records import Record


class RegisteredCouncil(Record):
    """A council that runs adult social care, as listed in `framework/register.csv`."""

    name: str
    type: str
    region: str
    council_name: str
    slug: str
    ons_code: str
    note: str = ""


class Register(Record):
    """The councils that existed on `true_on`: a list with a date, never a constant."""

    true_on: date
    councils: tuple[RegisteredCouncil, ...]
