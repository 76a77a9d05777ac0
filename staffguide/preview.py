"""Keeps one council's guide ready while somebody edits it, and makes again only what an edit can have touched."""

import shutil
from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from time import perf_counter

from jinja2 import DictLoader, TemplateSyntaxError

from staffguide import pages, press, project, prose
from staffguide.press import Press
from staffguide.problems import GuideError, Problem

SHARED = ("docs", "framework", "overrides", "mkdocs.yml", "documents.yml")


@dataclass(frozen=True)
class Shown:
    """What there is to look at. `number` grows with each try; `folder` holds the last good pages, if there are any."""

    number: int
    folder: Path | None
    problems: tuple[Problem, ...] = ()
    seconds: float = 0.0


@dataclass
class Preview:
    """One council's guide in memory. Its pages are written under `place`, into a new folder each time.

    `touched` are files whose change has not been taken in yet, because they could not be read.
    """

    root: Path
    slug: str
    as_of: date
    documents: bool
    place: Path
    draft: bool = False
    shown: Shown = Shown(0, None)
    press: Press | None = None
    touched: set[str] = field(default_factory=set)

    @property
    def places(self) -> tuple[str, ...]:
        """What to watch: nothing else can change this council's guide but the program itself."""
        return (*SHARED, f"councils/{self.slug}")

    def make(self, changed: Collection[str] = ()) -> Shown:
        """Make the guide again after files have changed. Where something is wrong the pages stay as they were."""
        began = perf_counter()
        number, target = self.shown.number + 1, self.place / str(self.shown.number + 1)
        problems = self._tried(set(changed), target)
        folder = self.shown.folder if problems else target
        self.shown = Shown(number, folder, problems, perf_counter() - began)
        self._tidy(number)
        return self.shown

    def _tried(self, changed: set[str], target: Path) -> tuple[Problem, ...]:
        self.touched |= changed
        try:
            return self._take_in().build(self.slug, target, "").problems
        except GuideError as error:
            return error.problems
        except (Exception, SystemExit) as error:
            # A slip in a template or in a setting of the site can end in any error, and MkDocs ends programs: the
            # preview outlives them all, and says what it was told.
            return _explained(error)

    def _take_in(self) -> Press:
        """The press with what has changed. Raises GuideError with all that is wrong in it."""
        known = self.press.shared.pages if self.press else {}
        ours = {one for one in self.touched if one.removeprefix("docs/") in known and (self.root / one).is_file()}
        if self.press is None or any(not self._is_councils(one) for one in self.touched - ours):
            self.press = self._opened()
        elif ours:
            self._read_again(self.press, ours)
        self.touched.clear()
        return self.press

    def _opened(self) -> Press:
        """A new press. Where facts alone have changed, pages whose Markdown comes out the same need not be set anew."""
        before = self.press
        opened = press.open_press(self.root, self.as_of, [self.slug], documents=self.documents, draft=self.draft)
        facts_alone = all(one.startswith("framework/") for one in self.touched)
        if before and facts_alone and opened.shared.framework.edition == before.shared.framework.edition:
            opened.sessions = before.sessions
        return opened

    def _is_councils(self, path: str) -> bool:
        """Whether a file is read anew for every build anyway: a council's own, but for the pages it brings."""
        return path.startswith("councils/") and "/docs/" not in path

    def _read_again(self, opened: Press, files: Collection[str]) -> None:
        """Take these pages in, checked as all of them were at the beginning. Everything else stays as it is."""
        shared, problems = opened.shared, list[Problem]()
        found = dict(shared.pages)
        for file in sorted(files):
            page, wrong = pages.read(self.root / file, shared.docs, file)
            problems += wrong
            found |= {page.path: page} if page else {}
        other = {one.relative_to(shared.docs).as_posix() for one in shared.docs.rglob("*") if one.suffix != ".md"}
        words = project.vocabulary(list(found))
        names = {file.removeprefix("docs/") for file in files}
        for page in (found[name] for name in sorted(names)):
            problems += prose.check(page, words, found, frozenset(other))
        if problems:
            raise GuideError(problems)
        loader = shared.sandbox.loader
        assert isinstance(loader, DictLoader)
        loader.mapping = {path: page.body for path, page in found.items()}
        opened.shared = replace(shared, pages=found, memory={})
        for session in opened.sessions.values():
            session.forget(names)

    def _tidy(self, number: int) -> None:
        """Remove older pages, but not the last ones: somebody may be reading them."""
        for folder in self.place.iterdir():
            stale = folder.name.isdigit() and int(folder.name) < number - 1
            if stale and folder != self.shown.folder:
                shutil.rmtree(folder, ignore_errors=True)


def _explained(error: BaseException) -> tuple[Problem, ...]:
    """What went wrong where editors seldom work: in a template or a setting of the site."""
    if isinstance(error.__context__, GuideError):
        return error.__context__.problems
    if isinstance(error, TemplateSyntaxError):
        name = f"overrides/{error.name or 'main.html'}"
        return (Problem(name, error.lineno, "", f"the template cannot be read: {error.message}"),)
    said = " ".join(str(error).split()) or type(error).__name__
    return (Problem("mkdocs.yml", 1, "", f"the pages cannot be set: look at what you changed last ({said})"),)
