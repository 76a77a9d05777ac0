"""Slots: whatever a council writes is shown as it was written, wherever it stands, and can never be anything else."""

import html
import json
from typing import Any

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from staffguide import rich_text
from staffguide.model import Council
from staffguide.slots import (
    SLOT,
    Poured,
    Slot,
    SlotMisuseError,
    UnknownNameError,
    misplaced,
    pour_html,
    pour_json,
    pour_search,
    token,
    view,
)

REQUIRED = {
    "name": "Bare Council",
    "short_name": "Bare",
    "type": "unitary",
    "region": "South West",
    "owner": "assurance team",
    "reviewed": "2026-11-21",
    "next_review": "2027-05-21",
}
NAME, SHORT_NAME, VISION = token("t", "council.name"), token("t", "council.short_name"), token("b", "council.vision")

HOSTILE = (
    "Bath & North East Somerset",
    "<b>x</b>",
    "</title><script>alert(1)</script>",
    '" onmouseover="alert(1)',
    "' autofocus='",
    "<!-- -->",
    "]]>",
    "&amp; &lt;b&gt; &#60;",
    "{{ 7*7 }} {% raw %} {# x #}",
    "*stars* _under_ `code` [a](javascript:x) ![b](c)",
    "#let x = 1 $y$ @ref \\",
    r"\1 \g<0> \\ \u0041",
    "\u202eright to left\u200b",
    "Sir Fynwy Ŵ 日本 🏛️",
    NAME,
    SHORT_NAME,
    f"x{SHORT_NAME}y https://sgu{'a' * 12}z",
    "sgm" + "a" * 12 + "z",
)
TYPED = (
    st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1, max_size=60)
    .map(str.strip)
    .filter(bool)
)
TEXTS = st.sampled_from(HOSTILE) | TYPED
bounded = settings(max_examples=60, deadline=None, derandomize=True, database=None)


def poured(**fields: Any) -> Poured:
    """A council with these fields as pages see it. Not every text that slots must bear is one the model takes."""
    council = Council.model_validate(REQUIRED).model_copy(update=fields)
    return view(council, "council", rich_text.render)


def shown(markup: str) -> str:
    return str(lxml.html.fragment_fromstring(markup, create_parent="div").text_content())


@bounded
@given(TEXTS)
def test_a_text_is_shown_as_written_between_tags(text: str) -> None:
    page = pour_html(f"<p>a{NAME}b</p>", poured(name=text).fillings)
    assert html.unescape(page) == html.unescape(f"<p>a{html.escape(text)}b</p>")
    assert not set('<>"') & set(page.removeprefix("<p>a").removesuffix("b</p>"))


@bounded
@given(TEXTS)
def test_a_text_is_shown_as_written_in_an_attribute(text: str) -> None:
    page = pour_html(f'<img alt="{NAME}" title="{NAME}">', poured(name=text).fillings)
    (picture,) = lxml.html.fragments_fromstring(page)
    assert dict(picture.attrib) == {"alt": text, "title": text}


@bounded
@given(TEXTS)
def test_a_text_is_shown_as_written_in_the_search_index(text: str) -> None:
    index = json.dumps({"pages": [[NAME, f"by {NAME}"]]})
    assert json.loads(pour_search(index, poured(name=text).fillings))["pages"] == [[text, f"by {text}"]]


def test_longer_text_leaves_its_tags_behind_in_the_search_index() -> None:
    index = json.dumps([VISION])
    fillings = poured(vision='We & *you* <b>\n\n- "one"\n- [t**w**o](https://x.example/?a=1&b=2)').fillings
    assert json.loads(pour_search(index, fillings)) == ['We & you <b> "one" two']


@bounded
@given(TEXTS)
def test_a_text_is_shown_as_written_in_plain_json(text: str) -> None:
    assert json.loads(pour_json(json.dumps({NAME: NAME}), poured(name=text).fillings)) == {text: text}


@bounded
@given(TEXTS, TEXTS)
def test_what_was_filled_in_is_never_looked_at_again(name: str, short_name: str) -> None:
    page = pour_html(f"{NAME}|{SHORT_NAME}", poured(name=name, short_name=short_name).fillings)
    assert page == f"{html.escape(name)}|{html.escape(short_name)}"


def test_a_name_that_is_another_fields_slot_stays_text() -> None:
    fillings = poured(name=SHORT_NAME, short_name=NAME).fillings
    assert pour_html(f"{NAME} {SHORT_NAME}", fillings) == f"{SHORT_NAME} {NAME}"


def test_longer_text_may_hold_a_slots_word() -> None:
    fillings = poured(name="Secret", vision=f"We say {NAME}").fillings
    assert pour_html(f"<p>{VISION}</p>", fillings) == f"<p>We say {NAME}</p>"


def test_a_slot_of_nobody_is_left_for_the_check_to_find() -> None:
    stray = token("t", "council.no_such_field")
    assert pour_html(stray, poured().fillings) == stray
    assert SLOT.findall(stray) == [stray]


def test_the_word_of_a_slot_is_the_same_for_every_council() -> None:
    one, other = poured(name="One"), poured(name="Other")
    assert one.view.name.token == other.view.name.token == NAME
    assert list(one.fillings) == list(other.fillings)


def test_every_field_has_a_word_of_its_own() -> None:
    paths = [f"council.briefings[{n}].{name}" for n in range(1, 25) for name in ("title", "place")]
    assert len({token("t", path) for path in paths}) == len(paths)


# A slot refuses to be changed


REFUSED = {
    "str": str,
    "len": len,
    "list": list,
    "format": "{}".format,
    "f-string": lambda slot: f"{slot:>9}",
    "percent": lambda slot: "%s" % slot,  # noqa: UP031
    "first letter": lambda slot: slot[0],
    "slice": lambda slot: slot[:3],
    "equals": lambda slot: slot == "x",
    "equals the other way": lambda slot: "x" == slot,  # noqa: SIM300
    "differs": lambda slot: slot != "x",
    "before": lambda slot: slot < "x",
    "after": lambda slot: slot >= "x",
    "sorted": lambda slot: sorted([slot, "x"]),
    "in it": lambda slot: "x" in slot,
    "in a list": lambda slot: slot in ["x"],
    "plus": lambda slot: slot + "x",
    "plus the other way": lambda slot: "x" + slot,
    "times": lambda slot: slot * 2,
    "times the other way": lambda slot: 2 * slot,
    "join": lambda slot: ", ".join([slot]),
    "number": int,
}


@pytest.mark.parametrize("use", REFUSED.values(), ids=REFUSED)
def test_a_slot_refuses_to_be_changed(use: Any) -> None:
    with pytest.raises(TypeError):
        use(poured().view.name)


def test_the_refusal_names_the_field() -> None:
    with pytest.raises(SlotMisuseError, match=r"council\.name is shown exactly as the council wrote it"):
        str(poured().view.name)


def test_a_slot_says_only_that_it_is_there() -> None:
    assert poured().view.name
    assert poured().view.vision is None
    assert "Bare" not in repr(poured().view)


@pytest.mark.parametrize("name", ["__class__", "_fields", "_path", "nmae", "model_dump", "items"])
def test_a_view_has_fields_and_nothing_else(name: str) -> None:
    wanted = poured().view
    if name.startswith("_"):
        assert name not in wanted._fields
    else:
        with pytest.raises(UnknownNameError, match=f'unknown name "council.{name}"'):
            getattr(wanted, name)


# Values that are not free text stay plain, and each kind of text keeps to its place


def test_a_closed_vocabulary_is_a_plain_value() -> None:
    assert poured().view.type == "unitary"
    assert poured().view.reviewed.year == 2026


def typed(**fields: Any) -> Poured:
    return view(Council.model_validate({**REQUIRED, **fields}), "council", rich_text.render)


def test_an_email_address_and_a_phone_number_carry_their_link() -> None:
    contacts = typed(contacts={"mailbox": "o'brien+cqc@bare.example", "safeguarding": {"phone": "+44 (0)113 496 0000"}})
    mailbox, phone = contacts.view.contacts.mailbox, contacts.view.contacts.safeguarding.phone
    page = "".join(f'<a href="{slot.url.token}">{slot.token}</a>' for slot in (mailbox, phone))
    first, second = lxml.html.fragments_fromstring(pour_html(page, contacts.fillings))
    assert (first.get("href"), first.text) == ("mailto:o'brien+cqc@bare.example", "o'brien+cqc@bare.example")
    assert (second.get("href"), second.text) == ("tel:+4401134960000", "+44 (0)113 496 0000")


def test_a_web_address_stands_in_a_link_and_in_words() -> None:
    url = "https://www.bare.example/a?b=1&c=2#d"
    council = typed(intranet={"url": url})
    slot = council.view.intranet.url
    assert slot.token.startswith("https://")
    page = pour_html(f'<a href="{slot.token}">{slot.token}</a>', council.fillings)
    (link,) = lxml.html.fragments_fromstring(page)
    assert (link.get("href"), link.text) == (url, url)


def test_longer_text_takes_the_place_of_its_paragraph() -> None:
    council = poured(vision="Live *well*.\n\n- one\n- <b>two</b>")
    page = pour_html(f"<p>{VISION}</p>", council.fillings)
    assert page.startswith("<p>Live <em>well</em>.</p>")
    assert "<li>&lt;b&gt;two&lt;/b&gt;</li>" in page
    assert "<p><p>" not in page


@pytest.mark.parametrize(
    ("page", "allowed"),
    [
        (f"<p>{VISION}</p>", True),
        (f'<div class="sg-message">{VISION}</div>', True),
        (f"<li>{VISION}</li>", True),
        (f"<li>\n<p>{VISION}</p>\n</li>", True),
        (f"<td>{VISION}</td>", True),
        (f"<dd>{VISION}</dd>", True),
        (f"<blockquote>\n<p>{VISION}</p></blockquote>", True),
        (f"<p>We say {VISION}</p>", False),
        (f"<p>{VISION} is what we say</p>", False),
        (f"<p>{VISION} <em>and more</em></p>", False),
        (f"<p>{VISION} {VISION}</p>", False),
        (f"<h2>{VISION}</h2>", False),
        (f"<title>{VISION}</title>", False),
        (f'<meta content="{VISION}">', False),
        (f"<p><strong>{VISION}</strong></p>", False),
        (f'<a href="{NAME}">x</a>', False),
        (f'<a href="https://x.example/{NAME}/y">x</a>', False),
        (f'<a href="{VISION}">x</a>', False),
        (f'<img src="{NAME}" alt="x">', False),
        (f'<img src="x.png" alt="{NAME}">', True),
        (f"<a href='a.html'>{NAME}</a>", True),
        (f'<a href="{token("u", "council.intranet.url")}">x</a>', True),
    ],
)
def test_each_kind_of_text_keeps_to_its_place(page: str, allowed: bool) -> None:
    assert (not list(misplaced(page))) == allowed


# Longer text is Markdown of the council's, kept to what cannot do harm


@bounded
@given(st.sampled_from(HOSTILE) | TYPED)
def test_longer_text_holds_no_markup_but_ours(text: str) -> None:
    made = lxml.html.fragment_fromstring(rich_text.render(text), create_parent="div")
    tags = {element.tag for element in made.iterdescendants()}
    assert tags <= {"p", "ul", "ol", "li", "em", "strong", "br", "a"}
    assert {name for element in made.iter() for name in element.attrib} <= {"href", "title"}


@bounded
@given(st.sampled_from(HOSTILE).filter(lambda text: not set("*_`[\\") & set(text)))
def test_longer_text_without_marks_is_shown_as_written(text: str) -> None:
    assert shown(rich_text.render(text)) == text


def test_a_slot_is_made_for_text_only() -> None:
    values = poured().view._fields
    slots = {name for name, value in values.items() if isinstance(value, Slot)}
    assert slots == {"name", "short_name", "owner"}
