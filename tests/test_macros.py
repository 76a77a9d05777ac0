"""Every macro, by its documented example, for a council that gives all and for one that gives little."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time
from functools import cache
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from jinja2 import Environment, StrictUndefined

from macros import MACROS, MacroError, dates, numbers, shapes
from macros.registry import Macro
from staffguide import load
from staffguide.guide import Download, Guide, PageLink
from staffguide.model import Council
from staffguide.slots import Slot, pour_html, view

ROOT = Path(__file__).parent.parent
TODAY = date(2026, 11, 21)

BARE = {
    "name": "Bare Council",
    "short_name": "Bare",
    "type": "unitary",
    "region": "South West",
    "owner": "assurance team",
    "reviewed": "2026-11-21",
    "next_review": "2027-05-21",
}
FULL = BARE | {
    "name": "Bath & <b>North</b> Council",
    "director": {
        "title": "director of adult services",
        "name": "Alex O'Example",
        "message": "You do work that matters.",
    },
    "demographics": ["One resident in five is over 65"],
    "principal_social_worker": {"name": "Sam Sample", "email": "psw@example.org"},
    "contacts": {
        "safeguarding": {
            "how_to_raise": "Call the team.",
            "phone": "0113 496 0000",
            "out_of_hours_phone": "0113 496 0001",
            "email": "safe@example.org",
            "url": "https://example.org/safe",
        },
        "mailbox": "cqc@example.org",
        "contact_email": "workshops@example.org",
    },
    "briefings": [
        {"title": "Late briefing", "on": "2027-03-02", "start": "14:30"},
        {
            "title": "Early briefing",
            "on": "2027-01-19",
            "start": "10:00",
            "end": "11:00",
            "place": "Town Hall",
            "url": "https://example.org/book",
        },
        {"title": "Past briefing", "on": "2026-11-20"},
    ],
    "drop_ins": [{"title": "Drop-in today", "on": "2026-11-21", "start": "12:00", "end": "13:00"}],
    "policies": {"url": "https://example.org/policies"},
    "intranet": {"url": "https://example.org/cqc", "description": "briefings and answers"},
    "assessment": {"status": "return"},
    "vision": "Everyone lives well.",
    "strategy": {"title": "Living well"},
    "practice_model": {"name": "Strengths first", "description": "We start from what people can do."},
    "priorities": ["Prevention"],
    "story": {"strengths": ["Reablement"]},
}
LATER = {name: Slot(f"sgt{name[0] * 12}z", "downloads") for name in ("detail", "pages", "size", "checked")}
DOWNLOADS = (
    Download("guide", "Your guide to CQC assessment", "The whole guide.", "PDF", "site:downloads/guide.pdf", LATER),
    Download("cards", "Question cards", "To cut out.", "PDF", "site:downloads/cards.pdf", LATER, offered=False),
)
PAGES = (PageLink("The five stages", "site:guide/the-five-stages.html", "five stages"),)


def _guide(record: dict[str, Any], downloads: tuple[Download, ...]) -> tuple[Guide, Any]:
    poured = view(Council.model_validate(record), "council", lambda text: f"<p>{text}</p>")
    return Guide(poured.view, load.framework(ROOT), TODAY, downloads, PAGES), poured.fillings


@cache
def full() -> Guide:
    return _guide(FULL, DOWNLOADS)[0]


@cache
def bare() -> Guide:
    return _guide(BARE, ())[0]


def run(call: str, guide: Guide) -> str:
    """A page that holds one call, expanded as pages are."""

    def bound(macro: Macro) -> Callable[..., str]:
        return lambda *given, **named: macro(guide, *given, **named)

    calls = {name: bound(macro) for name, macro in MACROS.items()}
    return Environment(undefined=StrictUndefined).from_string(call).render(council=guide.council, **calls)


def tree(html: str) -> lxml.html.HtmlElement:
    return lxml.html.fragment_fromstring(html, create_parent="main")


def words(html: str) -> str:
    return " ".join(tree(html).text_content().split())


def examples() -> Iterator[tuple[str, str]]:
    """Each macro's documented call, and every other id that it takes."""
    facts = load.framework(ROOT)
    several = {
        "theme": facts.themes,
        "statement": facts.statements,
        "statement_questions": facts.statements,
        "statement_focus": facts.statements,
        "statement_care_act": facts.statements,
        "statement_checklist": facts.statements,
        "official_wording": facts.statements,
        "theme_statements": facts.themes,
        "focus_areas": facts.focus_lists,
        "checklist": facts.checklists,
    }
    for macro in MACROS.values():
        yield macro.name, macro.example
        yield from ((macro.name, f'{{{{ {macro.name}("{one.id}") }}}}') for one in several.get(macro.name, ()))


EXAMPLES = list(dict.fromkeys(examples()))
every_example = pytest.mark.parametrize(("name", "call"), EXAMPLES, ids=[call for _, call in EXAMPLES])
every_macro = pytest.mark.parametrize("macro", MACROS.values(), ids=MACROS)


@every_macro
def test_every_macro_is_documented_for_editors(macro: Macro) -> None:
    assert macro.summary.endswith("."), "the first line says what it shows"
    assert macro.example.startswith(f"{{{{ {macro.name}("), "the documentation shows the call"


@every_example
def test_example_shows_something_for_a_full_council(name: str, call: str) -> None:
    html = run(call, full())
    # The one page gets its words once all chapters are finished.
    assert words(html) or name == "whole_guide"
    assert "None" not in html
    assert lxml.html.fragments_fromstring(html), name


@every_example
def test_example_leaves_no_gap_for_a_bare_council(name: str, call: str) -> None:
    if name in ("email", "phone"):
        call = f"{{{{ {name}(council.contacts) }}}}"
    html = run(call, bare())
    assert "None" not in html
    empty = [
        part
        for part in tree(html).iter("li", "dd", "dt", "p", "td", "th", "ul", "ol", "caption")
        if not part.text_content().strip() and "data-fill" not in part.attrib
    ]
    assert not empty


@every_example
def test_blocks_are_elements_and_inline_macros_are_words(name: str, call: str) -> None:
    html = run(call, full())
    blocks = {part.tag for part in tree(html).iterdescendants()} & {
        "p",
        "div",
        "ul",
        "ol",
        "dl",
        "table",
        "figure",
    }
    assert html.startswith("<") and blocks if not MACROS[name].inline else not blocks


WHOLE_TOOLS = (
    "checklist_form",
    "star_builder",
    "worksheet",
    "planner",
    "evaluation_form",
    "question_bank",
    "practice",
    "question_cards",
    "facts_register",
)
"""Macros that make the better part of a page, which asks for each of them once at most."""


@every_example
def test_no_headings_styles_events_or_ids(name: str, call: str) -> None:
    # Headings belong to pages; styles and events are refused by the sites we publish on; ids could repeat,
    # so only lists that a site has once may give them.
    for part in tree(run(call, full())).iterdescendants():
        assert part.tag not in ("h1", "style", "script"), name
        assert not re.fullmatch("h[2-6]", part.tag) or name in WHOLE_TOOLS, name
        assert not [key for key in part.attrib if key == "style" or key.startswith("on")], name
        assert "id" not in part.attrib or name in ("sources", "glossary", *WHOLE_TOOLS), name


@every_example
def test_tables_can_be_read_aloud(name: str, call: str) -> None:
    for table in tree(run(call, full())).iter("table"):
        assert table[0].tag == "caption" and table[0].text_content().strip(), name
        heads = table.xpath("./thead/tr/th")
        assert heads and all(head.get("scope") == "col" for head in heads)
        for row in table.xpath("./tbody/tr"):
            assert len(row) == len(heads)
            # A theme is one row of two lists: neither names the other.
            assert name == "theme" or (row[0].tag, row[0].get("scope")) == ("th", "row")


@every_example
def test_drawings_say_what_they_show(name: str, call: str) -> None:
    for drawing in tree(run(call, full())).iter("svg"):
        assert drawing.get("role") == "img" and drawing[0].tag == "title"
        said = drawing[0].text_content().lower()
        shown = " ".join(part.text_content() for part in drawing.iter("text")).lower()
        assert all(word in said for word in shown.split() if not word.isdigit()), name
        assert drawing.getnext().tag == "figcaption"


@every_example
def test_words_in_drawings_are_large_and_whole(name: str, call: str) -> None:
    for drawing in tree(run(call, full())).iter("svg"):
        for part in drawing.iter("text"):
            size, x = float(part.get("font-size")), float(part.get("x"))
            assert size * 600 / shapes.WIDTH >= 11, name
            wide = len(part.text_content()) * size * shapes.LETTER
            left = {"start": x, "middle": x - wide / 2, "end": x - wide}[part.get("text-anchor")]
            assert left >= 0 and left + wide <= shapes.WIDTH, part.text_content()


@pytest.mark.parametrize("name", ["directors_message", "contacts", "sessions", "downloads"])
def test_nothing_at_all_is_shown_for_what_a_council_has_not_given(name: str) -> None:
    assert run(f"{{{{ {name}() }}}}", bare()) == ""


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            '{{ theme("theme-leadrship") }}',
            'there is no theme "theme-leadrship": did you mean "theme-leadership"?',
        ),
        (
            '{{ statement("qs-safegarding") }}',
            'there is no quality statement "qs-safegarding": did you mean "qs-safeguarding"?',
        ),
        (
            '{{ checklist("chk-manager") }}',
            'there is no checklist "chk-manager": did you mean "chk-managers"?',
        ),
        ("{{ theme() }}", 'theme is not called like this: write {{ theme("theme-leadership") }}'),
        ("{{ stages(2) }}", "stages is not called like this: write {{ stages() }}"),
        (
            "{{ email(council.name) }}",
            "email takes a field that holds such a value: write email(council.contacts.mailbox)",
        ),
        (
            '{{ phone("0113") }}',
            "phone takes a field that holds such a value: write phone(council.contacts.safeguarding.phone)",
        ),
    ],
)
def test_a_wrong_call_says_what_to_write(call: str, message: str) -> None:
    with pytest.raises(MacroError) as mistake:
        run(call, full())
    assert str(mistake.value) == message


def test_every_fact_term_and_link_can_be_shown() -> None:
    facts = full().framework
    calls = [("as_of", one.id) for one in facts.facts] + [("fact", one.id) for one in facts.facts if one.value]
    calls += [("term", one.id) for one in facts.glossary] + [("link", one.id) for one in facts.links]
    for name, id in calls:
        shown = words(run(f'{{{{ {name}("{id}") }}}}', full()))
        assert shown and not re.search(r"None|\.\.| ,|\( *\)", shown), (name, id, shown)


def test_a_fact_without_a_value_cannot_stand_in_a_sentence() -> None:
    facts = full().framework
    silent = facts.model_copy(update={"facts": (facts.facts[0].model_copy(update={"id": "fact-silent", "value": ""}),)})
    with pytest.raises(MacroError, match="has no value"):
        run('{{ fact("fact-silent") }}', replace(full(), framework=silent))


def test_the_stage_that_the_council_has_reached_is_marked_in_words() -> None:
    items = tree(run("{{ stages() }}", full())).xpath("./ol/li")
    assert [item.get("aria-current") for item in items] == [None, "step", None, None, None]
    assert ["We are here" in item.text_content() for item in items] == [False, True, False, False, False]
    assert "We are here" not in run("{{ stages() }}", bare())


def test_each_stage_has_its_two_lists() -> None:
    for item, stage in zip(tree(run("{{ stages() }}", bare())).xpath("./ol/li"), bare().framework.stages, strict=True):
        assert [len(part) for part in item.findall("ul")] == [len(stage.events), len(stage.council)]
        assert [part.text_content() for part in item.findall("p")] == [
            stage.title,
            stage.in_short,
            "What happens",
            "What we do",
        ]


def test_a_theme_is_a_table_of_statements_and_scope() -> None:
    table = tree(run('{{ theme("theme-ensuring-safety") }}', bare())).find("table")
    assert table.findtext("caption") == "Theme 3: Ensuring safety within the system"
    assert [head.text for head in table.xpath("./thead/tr/th")] == ['"We" statements', "Scope"]
    titles = [title.text for title in table.xpath(".//strong")]
    assert titles == ["Safe systems, pathways and transitions", "Safeguarding"], "brief C01: each once"


def test_rating_bands_are_drawn_in_proportion() -> None:
    drawing = tree(run("{{ rating_scale() }}", bare())).find(".//svg")
    widths = [float(part.get("width")) for part in drawing.iter("rect")]
    shares = [round(wide / sum(widths) * 76) for wide in widths]
    assert shares == [14, 24, 25, 13], "whole per cents from 25 to 38, 39 to 62, 63 to 87, 88 to 100"
    marks = [part.text for part in drawing.iter("text") if part.text.isdigit()]
    assert marks == ["25", "38", "39", "62", "63", "87", "88", "100"], "brief C05: no shared edges"
    assert len({part.get("d") for part in drawing.iter("path")}) == 3, "patterns tell the bands apart, not tints"


def test_drawings_take_the_colours_of_the_council() -> None:
    ours = replace(full(), drawing_colours={"brand": "#123456", "tint": "#abcdef"})
    html = run("{{ principles() }}", ours)
    assert 'class="sg-fill-brand sg-stroke-brand" fill="#123456" stroke="#123456"' in html
    assert shapes.PLAIN["brand"] not in html


def test_each_principle_is_joined_to_the_hub_and_to_its_neighbours() -> None:
    course = tree(run("{{ principles() }}", bare())).find(".//svg/path").get("d")
    ring, *spokes = course.replace("Z", "|").split("|")
    assert ring.count("L") + 1 == 6
    assert spokes[0].count("M320 226L") == 6


def test_sessions_to_come_are_listed_in_order() -> None:
    listed = tree(run("{{ sessions() }}", full())).find("dl")
    titles = [part.text_content() for part in listed.iter("strong")]
    early, late, today = (f"council.{field}.title" for field in ("briefings[2]", "briefings[1]", "drop_ins[1]"))
    tokens = {one.title.path: one.title.token for one in (*full().council.briefings, *full().council.drop_ins)}
    assert titles == [tokens[early], tokens[late], tokens[today]]
    assert [part.text_content() for part in listed.iter("dt")] == ["Briefings", "Drop-in sessions"]
    assert ": Tuesday 19 January 2027, 10am to 11am, " in listed.text_content()
    assert ": Saturday 21 November 2026, midday to 1pm" in listed.text_content()


def test_what_the_council_wrote_is_poured_as_text() -> None:
    guide, fillings = _guide(FULL, ())
    html = pour_html(run("{{ sessions() }}{{ contacts() }}{{ directors_message() }}", guide), fillings)
    assert '<a href="mailto:cqc@example.org">cqc@example.org</a>' in html
    assert '<a href="tel:01134960000">0113 496 0000</a>' in html
    assert '<a href="https://example.org/book">Join or book: Early briefing</a>' in html
    assert '<a href="https://example.org/policies">Policies and procedures</a>' in html
    assert '<div class="sg-message"><p>You do work that matters.</p></div>' in html
    assert "<strong>Alex O&#x27;Example</strong>, director of adult services" in html


def test_a_message_without_a_name_is_signed_with_the_title() -> None:
    record = BARE | {"director": {"title": "director of adult services", "message": "Thank you."}}
    guide, fillings = _guide(record, ())
    html = pour_html(run("{{ directors_message() }}", guide), fillings)
    assert html.endswith('<p class="sg-signature">director of adult services</p></div>')


def test_downloads_say_what_they_are() -> None:
    html = run("{{ downloads() }}", full())
    detail = '<span class="sg-web-only"> (sgtddddddddddddz)</span>'
    link = f'<a href="site:downloads/guide.pdf">Your guide to CQC assessment{detail}</a>'
    assert html == f'<ul class="sg-downloads sg-downloads--all"><li>{link}</li></ul>'
    assert run('{{ downloads("guide", "cards") }}', full()) == html
    assert run('{{ downloads("cards") }}', full()) == ""


def test_downloads_that_nobody_makes_are_named() -> None:
    with pytest.raises(MacroError, match='there is no document "guid": did you mean "guide"'):
        run('{{ downloads("guid") }}', full())


def test_a_dated_note_tells_what_a_source_says_from_what_we_worked_out() -> None:
    facts = full().framework
    dated = facts.facts[0].model_copy(
        update={"id": "fact-dated", "as_of": "June 2024", "sources": ("src-s4",), "checked": TODAY}
    )
    notes = {}
    for basis in ("source", "inferred", "checked outside"):
        one = facts.model_copy(update={"facts": (dated.model_copy(update={"basis": basis}),)})
        notes[basis] = words(run('{{ as_of("fact-dated") }}', replace(full(), framework=one)))
    source = "Oldham Council."
    assert notes == {
        "source": f"As of June 2024. Source: {source}",
        "inferred": f"As of June 2024. Worked out from: {source}",
        "checked outside": f"As of June 2024. Checked in public guidance on 21 November 2026: {source}",
    }


def test_a_term_is_given_in_full_with_its_abbreviation() -> None:
    assert run('{{ term("psw") }}', bare()) == (
        'principal social worker (<abbr title="principal social worker">PSW</abbr>)'
    )


def test_each_checklist_item_is_a_labelled_box() -> None:
    listed = tree(run('{{ checklist("chk-managers") }}', bare()))
    assert len(listed.xpath(".//li[@data-item]/label/input[@type='checkbox']")) == 22
    assert listed.findtext(".//legend") == "Vision and values"


def test_macros_cannot_be_changed_by_a_page() -> None:
    with pytest.raises(TypeError):
        MACROS["stages"] = MACROS["themes"]  # type: ignore[index]


@pytest.mark.parametrize(("number", "said"), [(1, "one"), (3, "three"), (9, "nine"), (10, "10"), (50, "50"), (0, "0")])
def test_small_numbers_are_words(number: int, said: str) -> None:
    assert numbers.words(number) == said


@pytest.mark.parametrize(
    ("size", "said"),
    [(10, "1 kB"), (240_300, "240 kB"), (999_400, "999 kB"), (999_600, "1.0 MB"), (2_450_000, "2.5 MB")],
)
def test_sizes_are_written_as_people_know_them(size: int, said: str) -> None:
    assert numbers.file_size(size) == said


@pytest.mark.parametrize(
    ("items", "said"), [((), ""), (("a",), "a"), (("a", "b"), "a and b"), (("a", "b", "c"), "a, b and c")]
)
def test_lists_in_a_sentence(items: tuple[str, ...], said: str) -> None:
    assert numbers.joined(items) == said


def test_dates_are_written_out() -> None:
    assert dates.written(date(2026, 11, 21)) == "21 November 2026"
    assert dates.written_with_day(date(2026, 3, 3)) == "Tuesday 3 March 2026"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (time(10), time(11), "10am to 11am"),
        (time(9, 30), time(12), "9:30am to midday"),
        (time(12, 15), time(13, 5), "12:15pm to 1:05pm"),
        (time(0), None, "midnight"),
        (None, time(11), ""),
    ],
)
def test_times_are_written_out(start: time | None, end: time | None, said: str) -> None:
    assert dates.written_times(start, end) == said


@pytest.mark.parametrize(
    ("sources", "noted"),
    [
        (("src-s4",), "Source: Oldham Council."),
        (("src-s1", "src-s5"), "Source: Partners in Care and Health."),
        (("src-s1", "src-s4"), "Sources: Partners in Care and Health; Oldham Council."),
    ],
)
def test_a_dated_note_names_each_publisher_once_and_counts_them(sources: tuple[str, ...], noted: str) -> None:
    facts = full().framework
    told = facts.facts[0].model_copy(update={"as_of": "June 2024", "sources": sources, "basis": "source"})
    one = facts.model_copy(update={"facts": (told,)})
    assert words(run(f'{{{{ as_of("{told.id}") }}}}', replace(full(), framework=one))) == f"As of June 2024. {noted}"


def test_the_register_tells_every_fact_but_those_to_confirm() -> None:
    register = tree(run("{{ facts_register() }}", full()))
    told = {entry.text_content(): entry for entry in register.iter("dt")}
    facts = full().framework.facts
    assert set(told) == {one.statement for one in facts if one.status != "to confirm"}
    assert [one.text for one in register.iter("h3")] == list(dict.fromkeys(one.subject for one in facts))
    for one in (one for one in facts if one.status != "to confirm"):
        (under, *_) = told[one.statement].xpath("following-sibling::dd")
        assert {link.get("href") for link in under.iter("a")} <= {f"#{id}" for id in one.sources}
        when = f"Checked {dates.written(one.checked)}. Review by {dates.written(one.review_by)}."
        assert f"As of {one.as_of}. {when} {one.status.capitalize()}." in under.text_content()


def test_the_glossary_shows_other_names_and_not_what_only_the_search_knows() -> None:
    shown = words(run("{{ glossary() }}", full()))
    assert "Also: s42, safeguarding enquiry." in shown
    assert not [one for one in ("personal budget", "intermediate care", "IR24", "service user") if one in shown]


def test_facts_about_local_people_are_shown_as_given() -> None:
    assert len(tree(run("{{ our_people() }}", full())).xpath("./ul/li | ./li")) == 1
    assert run("{{ our_people() }}", bare()) == ""
