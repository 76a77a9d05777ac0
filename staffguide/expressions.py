"""Checks what a page writes between braces, before anything runs: names, macros, filters and what they are used for.

A page may show values, call macros, branch on whether something is there, and go through a list. Every
mistake in the page is found, in every branch, whichever council it is built for.
"""

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from jinja2 import Environment, TemplateSyntaxError, nodes
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from macros.registry import Macro
from staffguide import jinja_words
from staffguide.field_types import is_list, kind_of, record_in
from staffguide.problems import Problem, did_you_mean
from staffguide.records import Kind

ALLOWED = (
    nodes.Template,
    nodes.Output,
    nodes.TemplateData,
    nodes.Name,
    nodes.Getattr,
    nodes.Const,
    nodes.Call,
    nodes.Keyword,
    nodes.If,
    nodes.For,
    nodes.Filter,
    nodes.Not,
    nodes.And,
    nodes.Or,
    nodes.Compare,
    nodes.Operand,
    nodes.Include,
)
"""All that a page needs. A short list that allows is safer than a long list that forbids."""
MAX_LOOPS = 2
"""Loops inside each other. With the limits on list lengths and on loops it bounds the work a page can ask for."""
MAX_LOOPS_IN_ALL = 40
MAX_DEPTH = 60
"""Conditions and names inside each other. Python itself stops at a hundred."""


@dataclass(frozen=True)
class Shape:
    """What kind of thing a name stands for: a record, a list of something, a council's text, or a plain value."""

    record: type[BaseModel] | None = None
    item: "Shape | None" = None
    text: bool = False
    linkable: bool = False
    address: bool = False
    block: bool = False


PLAIN = Shape()
ADDRESS = Shape(text=True, address=True)


@dataclass(frozen=True)
class Vocabulary:
    """What a page may name: values by their shape, macros, filters, and pages to include."""

    values: Mapping[str, Shape]
    macros: Mapping[str, Macro]
    filters: frozenset[str]
    includes: frozenset[str] = frozenset()


def shape_of(field: FieldInfo) -> Shape:
    """The shape of a model field from its declared type."""
    inner = record_in(field.annotation)
    kind = kind_of(field)
    one = Shape(
        record=inner,
        text=kind is not None,
        linkable=kind in (Kind.EMAIL, Kind.PHONE),
        address=kind is Kind.URL,
        block=kind is Kind.RICH,
    )
    return Shape(item=one) if is_list(field.annotation) else one


def check(source: str, words: Vocabulary, path: str, above: int = 0) -> list[Problem]:
    """Every problem in the braces of one page. `above` counts the lines of the file that stand over `source`."""
    reader = Environment(autoescape=False)
    try:
        tree = reader.parse(source)
    except TemplateSyntaxError as error:
        return [Problem(path, error.lineno + above, "", jinja_words.plain(error.message or ""))]
    except RecursionError:
        return [Problem(path, 1 + above, "", TANGLED)]
    except ValueError:  # a number of thousands of figures
        return [Problem(path, 1 + above, "", "a number between the braces is too long: write it in words")]
    if line := _too_deep(tree):
        return [Problem(path, line + above, "", TANGLED)]
    found = [*_raw(reader, source), *_walk(tree, words, 0)]
    if len(loops := list(tree.find_all(nodes.For))) > MAX_LOOPS_IN_ALL:
        message = f"there are too many loops in one page: keep to {MAX_LOOPS_IN_ALL}"
        found.append((loops[MAX_LOOPS_IN_ALL].lineno, message))
    return [Problem(path, line + above, "", message) for line, message in found]


TANGLED = "too much stands inside each other between the braces: write it simpler"


def _too_deep(tree: nodes.Node) -> int:
    """The line on which more stands inside each other than can be gone through, or 0."""
    level: list[nodes.Node] = [tree]
    for _ in range(MAX_DEPTH):
        level = [child for node in level for child in node.iter_child_nodes()]
    return level[0].lineno if level else 0


Found = Iterator[tuple[int, str]]


def _raw(reader: Environment, source: str) -> Found:
    """Raw blocks leave no trace in what Jinja parses: their braces would be shown to staff."""
    for line, kind, _ in reader.lex(source):
        if kind == "raw_begin":
            yield line, _not_here('"raw"')


def _not_here(what: str) -> str:
    return f"a page cannot use {what} between braces: show a value, call a macro, or use if and for"


def _walk(node: nodes.Node, words: Vocabulary, loops: int) -> Found:
    if not isinstance(node, ALLOWED):
        yield node.lineno, _not_here(jinja_words.WRITTEN_AS.get(type(node), "sums or groups of values"))
        return
    if isinstance(node, nodes.For):
        yield from _loop(node, words, loops)
        return
    yield from _of_node(node, words)
    for child in _inside(node):
        yield from _walk(child, words, loops)


def _inside(node: nodes.Node) -> Iterator[nodes.Node]:
    """What is still to be checked within a node. A dotted name has been checked as a whole."""
    if isinstance(node, nodes.Call):
        yield from (*node.args, *node.kwargs)
    elif not isinstance(node, nodes.Getattr):
        yield from node.iter_child_nodes()


def _of_node(node: nodes.Node, words: Vocabulary) -> Found:
    if isinstance(node, nodes.Name | nodes.Getattr):
        yield from _resolve(node, words)[1]
    elif isinstance(node, nodes.Call):
        yield from _call(node, words)
    elif isinstance(node, nodes.Filter):
        yield from _filter(node, words)
    elif isinstance(node, nodes.Compare):
        for side in (node.expr, *(operand.expr for operand in node.ops)):
            if _resolve(side, words)[0].text:
                yield node.lineno, "a council's own text can be shown but not compared: ask only whether it is there"
    elif isinstance(node, nodes.Include):
        yield from _include(node, words)
    elif isinstance(node, nodes.Output):
        yield from _output(node, words)


LINK_START = re.compile(r"\]\(\s*<?$")
ENTRY = re.compile(r"\s*(?:(?:[-*+]|\d+\.|:|>)\s+)?")


def _output(node: nodes.Output, words: Vocabulary) -> Found:
    """What is shown has to be one value, an address where a link leads to it, and longer text by itself."""
    said = [part.data if isinstance(part, nodes.TemplateData) else None for part in node.nodes]
    for before, part, after in zip(["", *said], node.nodes, [*said[1:], ""], strict=False):
        shape, wrong = _resolve(part, words)
        if not isinstance(part, nodes.TemplateData) and any(_is_words(one) for one in _shown(part)):
            yield part.lineno, "words stand between braces: write them outside, as part of the page"
        if wrong or not isinstance(part, nodes.Name | nodes.Getattr):
            continue
        name, lead, rest = _written(part), (before or "").rsplit("\n", 1)[-1], (after or "").split("\n", 1)[0]
        if shape.record or shape.item:
            what = "a list: go through it with a loop" if shape.item else "a group: show one of the values in it"
            yield part.lineno, f'"{name}" is {what}, or use a macro'
        elif LINK_START.search(before or "") and not shape.address:
            yield part.lineno, f'"{name}" is not a web address: use such a field, or the macros email and phone'
        elif shape.block and (None in (before, after) or rest.strip() or not ENTRY.fullmatch(lead)):
            yield part.lineno, f'"{name}" may be several paragraphs: put it on a line of its own'


def _shown(part: nodes.Node) -> Iterator[nodes.Node]:
    """What an expression may come to. What a macro is called with, or asked of a name, is looked at elsewhere."""
    yield part
    for child in part.iter_child_nodes() if isinstance(part, nodes.And | nodes.Or | nodes.Filter) else ():
        yield from _shown(child)


def _is_words(node: nodes.Node) -> bool:
    """Markdown between braces would be put into the page after everything else has been checked."""
    return isinstance(node, nodes.Const) and isinstance(node.value, str)


def _resolve(node: nodes.Node, words: Vocabulary) -> tuple[Shape, list[tuple[int, str]]]:
    """The shape of a name such as `council.contacts.mailbox`, and what is wrong with it."""
    if isinstance(node, nodes.Name):
        if node.name in words.values:
            return words.values[node.name], []
        if node.name in words.macros:
            return PLAIN, [(node.lineno, f'"{node.name}" is a macro: write it with brackets, as in {node.name}()')]
        known = [*words.values, *words.macros]
        return PLAIN, [(node.lineno, f'unknown name "{node.name}": {did_you_mean(node.name, known)}')]
    if not isinstance(node, nodes.Getattr):
        return PLAIN, []
    parent, wrong = _resolve(node.node, words)
    if wrong:
        return PLAIN, wrong
    return _field(node, parent)


def _field(node: nodes.Getattr, parent: Shape) -> tuple[Shape, list[tuple[int, str]]]:
    if parent.record and node.attr in parent.record.model_fields:
        field = parent.record.model_fields[node.attr]
        return shape_of(field), []
    if parent.linkable and node.attr == "url":
        return ADDRESS, []
    name = f"{_written(node.node)}.{node.attr}"
    if parent.record:
        near = did_you_mean(node.attr, tuple(parent.record.model_fields))
        near = near.replace('mean "', f'mean "{_written(node.node)}.') if near.startswith("did") else near
        return PLAIN, [(node.lineno, f'unknown name "{name}": {near}')]
    return PLAIN, [(node.lineno, f'unknown name "{name}": "{_written(node.node)}" has nothing inside it')]


def _written(node: nodes.Node) -> str:
    if isinstance(node, nodes.Getattr):
        return f"{_written(node.node)}.{node.attr}"
    if isinstance(node, nodes.Const):
        return repr(node.value)
    return node.name if isinstance(node, nodes.Name) else "this"


def _call(node: nodes.Call, words: Vocabulary) -> Found:
    name = node.node.name if isinstance(node.node, nodes.Name) else ""
    macro = words.macros.get(name)
    if macro is None:
        near = did_you_mean(name, tuple(words.macros)) if name else "only macros can be called"
        yield node.lineno, f'unknown macro "{_written(node.node)}": {near}'
        return
    if node.dyn_args or node.dyn_kwargs:
        yield node.lineno, f'the macro "{name}" takes plain values between its brackets, without stars'
        return
    try:
        inspect.signature(macro.function).bind("guide", *node.args, **{word.key: word.value for word in node.kwargs})
    except TypeError:
        yield node.lineno, f'the macro "{name}" is not called like this: write {macro.example}'


def _filter(node: nodes.Filter, words: Vocabulary) -> Found:
    if node.name not in words.filters:
        yield node.lineno, f'unknown filter "{node.name}": {did_you_mean(node.name, words.filters)}'
    elif node.node and _resolve(node.node, words)[0].text:
        yield (
            node.lineno,
            f'"{_written(node.node)}" is shown exactly as the council wrote it: take "| {node.name}" away',
        )


def _loop(node: nodes.For, words: Vocabulary, loops: int) -> Found:
    shape, _ = _resolve(node.iter, words)
    yield from _walk(node.iter, words, loops)
    if not isinstance(node.target, nodes.Name) or node.recursive or loops >= MAX_LOOPS or shape.item is None:
        yield node.lineno, f"a loop goes through one list of the council or framework, and at most {MAX_LOOPS} deep"
        return
    inner = replace(words, values={**words.values, node.target.name: shape.item})
    for child in (*node.body, *node.else_):
        yield from _walk(child, inner, loops + 1)


def _include(node: nodes.Include, words: Vocabulary) -> Found:
    if not isinstance(node.template, nodes.Const):
        yield node.lineno, "write the path of the page to include in quotes"
    elif node.template.value not in words.includes:
        wanted = str(node.template.value)
        yield node.lineno, f'there is no page "{wanted}" to include: {did_you_mean(wanted, words.includes)}'
