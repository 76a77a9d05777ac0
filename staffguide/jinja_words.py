"""Plain words for what stands between braces and for what Jinja says of it."""

from collections.abc import Mapping

from jinja2 import nodes

WRITTEN_AS: Mapping[type[nodes.Node], str] = {
    nodes.Assign: '"set"',
    nodes.AssignBlock: '"set"',
    nodes.Import: '"import"',
    nodes.FromImport: '"import"',
    nodes.Macro: '"macro"',
    nodes.CallBlock: '"call"',
    nodes.FilterBlock: '"filter" blocks',
    nodes.Extends: '"extends"',
    nodes.Block: '"block"',
    nodes.Getitem: "square brackets",
    nodes.List: "square brackets",
    nodes.Slice: "square brackets",
    nodes.CondExpr: '"if" inside {{ }}',
    nodes.Test: '"is"',
    nodes.Concat: '"~"',
}
"""What pages may not use, as editors write it; other things are sums or groups of values."""
JARGON = (
    ("end of comment", 'a note was opened with "{#" and never closed: an id is written {: #our-council }'),
    ("looking for the following tags", 'an "if" or "for" is never closed: write {% endif %} or {% endfor %} after it'),
    ("end of print statement", "a value was opened with {{ and not closed with }}, or holds more than a name"),
    ("unexpected end of template", "a value was opened with {{ or {% and never closed"),
    ("unknown tag", "only if, for and include can stand between {% and %}, each in its place"),
    ("unexpected '", "there is a mark too many or too few between the braces"),
    ("unexpected char", "there is a mark between the braces that has no meaning there"),
)
"""Plain words for what Jinja says of braces that it cannot read."""


def plain(said: str) -> str:
    """What Jinja said, as an editor understands it."""
    return next((told for words, told in JARGON if words in said), "the braces cannot be read: compare another page")
