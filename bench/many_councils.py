"""Makes a varied council for every row of the register: lengths, lists, switches, colours, stages, words of its own."""

import random
from datetime import date, timedelta
from pathlib import Path

import yaml

from staffguide import colour, load
from staffguide.register import RegisteredCouncil

STATUSES = ("not-notified", "notified", "return", "evidence-review", "on-site", "report-published")
TYPES = {"city of london": "City of London", "isles of scilly": "Isles of Scilly"}
WORDS = (
    "Prevention",
    "Carers & families",
    "Waiting <well>",
    "Équité",
    "Co-production",
    "Homes first",
    "Data *and* stories",
)
OWN = "---\nafter: introduction\n---\n\n## Our own way {{: #our-own-way }}\n\nOnly the overlay of {} says this.\n"
"""A section that every third council adds to the introduction."""
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><title>{0}</title>'
    '<rect width="{1}" height="40" fill="{2}"/></svg>\n'
)


def make(root: Path, councils: Path, number: int = 153) -> list[str]:
    """Write `number` councils into the folder `councils` and give their ids; past the register, with a number added."""
    rows = load.register(root).councils
    slugs = []
    for place in range(number):
        row, again = rows[place % len(rows)], place // len(rows)
        slug = f"{row.slug}-{again}" if again else row.slug
        _write(councils / slug, _council(row, place, f" {again}" if again else ""), place)
        slugs.append(slug)
    return slugs


def _council(row: RegisteredCouncil, place: int, more: str) -> dict[str, object]:
    chance, day = random.Random(place), date(2027, 1, 4)
    some = lambda most: [f"{chance.choice(WORDS)} {row.name} {n}" for n in range(chance.randint(0, most))]  # noqa: E731
    site = f"https://www.{row.slug}.example"
    sessions = [
        {
            "title": f"Briefing {n}",
            "on": (day + timedelta(days=chance.randint(0, 90))).isoformat(),
            "place": f"{row.name} hall {n}",
        }
        for n in range(chance.randint(0, 6))
    ]
    council: dict[str, object] = {
        "name": row.council_name + more,
        "short_name": row.name + more,
        "type": TYPES.get(row.type, row.type),
        "region": row.region,
        "owner": f"{row.name} assurance team",
        "reviewed": "2026-11-21",
        "next_review": "2027-05-21",
        "brand": {"colours": [_colour(chance)]},
        "priorities": some(5),
        "values": some(4),
        "briefings": sessions,
        "contacts": {
            "mailbox": f"cqc@{row.slug}.example",
            "safeguarding": {"phone": f"0113 496 {place:04}", "how_to_raise": f"Ring the {row.name} team."},
        },
        "intranet": {"url": f"{site}/intranet?a=1&b={place}"},
        "features": {name: chance.random() > 0.05 for name in ("practice", "checklists", "workshops", "scrutiny")},
    }
    if chance.random() < 0.8:
        council["director"] = {
            "title": "director of adult social services",
            "name": f"Director of {row.name}",
            "message": f"All of us at **{row.name}** thank you. " * chance.randint(1, 12),
        }
    if chance.random() < 0.7:
        council["assessment"] = {"status": chance.choice(STATUSES)}
    if chance.random() < 0.6:
        council["vision"] = f"Everyone in {row.name} lives well."
        council["story"] = {"strengths": some(4), "improvements": some(4), "actions": some(3)}
    if chance.random() < 0.7:
        council["logo"] = {"file": "logo.svg", "alt": f"Arms of {row.name}"}
    return {name: value for name, value in council.items() if value != []}


def _colour(chance: random.Random) -> str:
    drawn = f"#{chance.randrange(1 << 24):06x}"
    unfit = colour.unfit(drawn)
    return unfit.nearest if unfit else drawn


def _write(folder: Path, council: dict[str, object], place: int) -> None:
    folder.mkdir(parents=True)
    (folder / "council.yml").write_text(yaml.safe_dump(council, allow_unicode=True, sort_keys=False), encoding="utf-8")
    brand = council["brand"]
    assert isinstance(brand, dict)
    logo = LOGO.format(str(council["short_name"]).replace("&", "&amp;"), 40 + place % 80, brand["colours"][0])
    (folder / "logo.svg").write_text(logo, encoding="utf-8")
    if place % 3 == 0:
        own = folder / "docs" / "guide" / "introduction.ours.md"
        own.parent.mkdir(parents=True)
        own.write_text(OWN.format(folder.name), encoding="utf-8")
