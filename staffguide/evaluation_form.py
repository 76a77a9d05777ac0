"""The evaluation of a workshop as records: the temperature check and the questions that its forms ask, in order."""

from typing import Literal

from pydantic import Field

from staffguide.records import Dated, Id, Record


class ScaleStep(Record):
    """One step of a scale: its number, and the words that say what it means."""

    value: int
    words: str


class TemperatureCheck(Record):
    """One question about confidence, asked at the start of a workshop and again at the end.

    `in_room` is how a facilitator may put it, `about` what is added for people who ask what it is for.
    """

    question: str
    about: str
    in_room: str
    steps: tuple[ScaleStep, ...] = Field(min_length=2)


class Objective(Record):
    """What a workshop should achieve, as people say it of themselves."""

    id: Id
    text: str


class Choice(Record):
    """One answer that may be chosen: `value` stands in a file of answers, `words` on the form."""

    value: Id
    words: str


class Ask(Record):
    """One question of a form. Its id names the answer in files, so it is never changed and never used again.

    `confidence` is answered on the scale of the temperature check; `objectives` once for each objective, the council's
    own as well; `choice` with one of `choices`; `words` freely. `short` is what results call it. Of words,
    `lines` is the room on paper. The answer to `consent` says how the words of the same part may be used.
    """

    id: Id
    kind: Literal["confidence", "objectives", "choice", "words", "consent"]
    label: str
    short: str
    hint: str = ""
    choices: tuple[Choice, ...] = ()
    lines: int = 1


class AskPart(Record):
    """Questions of one form that belong together."""

    id: Id
    title: str
    asks: tuple[Ask, ...] = Field(min_length=1)


class EvaluationForm(Record):
    """A form: for those who took part, or for senior leaders."""

    id: Id
    value: Literal["workshop", "leaders"]
    title: str
    parts: tuple[AskPart, ...] = Field(min_length=1)

    @property
    def asks(self) -> tuple[Ask, ...]:
        return tuple(ask for part in self.parts for ask in part.asks)


class Evaluation(Dated):
    """How a workshop is evaluated. `version` is that of the files of answers; it grows when ids or answers change.

    No figure is shown for fewer people than `fewest`.
    """

    version: int
    fewest: int
    check: TemperatureCheck
    objectives: tuple[Objective, ...] = Field(min_length=1)
    forms: tuple[EvaluationForm, ...] = Field(min_length=1)
