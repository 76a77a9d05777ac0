"""Marks the functions that editors may call in a page, and words the mistakes made in calling them."""

import inspect
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import wraps
from types import MappingProxyType, ModuleType
from typing import Any, Protocol, TypeVar

from htpy import Renderable
from markupsafe import Markup

from staffguide.problems import did_you_mean

Shown = Renderable | Markup
"""What a macro gives back: elements, which escape what they hold, or nothing."""

NOTHING = Markup("")
"""What a macro gives back when the council has not supplied what it shows."""


EXAMPLE = "Example: "
"""How the line of a docstring begins that shows the call."""


class MacroError(ValueError):
    """An editor called a macro in a way that cannot be shown. The message says what to write instead."""


@dataclass(frozen=True)
class Macro:
    """One thing that pages may call. Its documentation is what editors read, and its example is tested."""

    name: str
    function: Callable[..., Shown]
    inline: bool
    """True where it stands in a sentence, false where it stands alone on a line."""
    documentation: str
    example: str
    """The call as an editor types it in a page."""

    @property
    def summary(self) -> str:
        return self.documentation.partition("\n")[0]

    def __call__(self, guide: Any, *given: Any, **named: Any) -> Markup:
        """The finished HTML. Raises MacroError that says what to write instead."""
        return Markup(str(self.function(guide, *given, **named)))


def block(function: Callable[..., Shown]) -> Macro:
    """A macro that stands alone on a line of a page."""
    return _macro(function, inline=False)


def inline(function: Callable[..., Shown]) -> Macro:
    """A macro that stands in a sentence."""
    return _macro(function, inline=True)


def _macro(function: Callable[..., Shown], *, inline: bool) -> Macro:
    documentation = inspect.getdoc(function) or ""
    example = next((line.removeprefix(EXAMPLE) for line in documentation.splitlines() if line.startswith(EXAMPLE)), "")
    return Macro(function.__name__, _checked(function, example), inline, documentation, example)


def _checked(function: Callable[..., Shown], example: str) -> Callable[..., Shown]:
    """The function, which answers a call that it cannot take with the call that it can."""
    takes = inspect.signature(function)

    @wraps(function)
    def called(guide: Any, *given: Any, **named: Any) -> Shown:
        try:
            takes.bind(guide, *given, **named)
        except TypeError as error:
            raise MacroError(f"{function.__name__} is not called like this: write {example}") from error
        return function(guide, *given, **named)

    return called


def collected(modules: Collection[ModuleType]) -> Mapping[str, Macro]:
    """Every macro of the modules by the name that editors call it by."""
    found = [value for module in modules for value in vars(module).values() if isinstance(value, Macro)]
    return MappingProxyType({macro.name: macro for macro in found})


class Identified(Protocol):
    """A framework record with an id."""

    @property
    def id(self) -> str: ...


Chosen = TypeVar("Chosen", bound=Identified)


def chosen(records: Sequence[Chosen], wanted: str, noun: str) -> Chosen:
    """The record with this id. Raises MacroError that suggests the id that was meant."""
    for record in records:
        if record.id == wanted:
            return record
    known = [record.id for record in records]
    raise MacroError(f'there is no {noun} "{wanted}": {did_you_mean(str(wanted), known)}')
