"""The MkDocs plugin: adapts MkDocs' events to our functions. With `site.py` the only code that names MkDocs."""

import logging
import re
import sys
from collections.abc import Set
from contextlib import ExitStack
from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import TemplateSyntaxError
from markupsafe import escape
from mkdocs.config import base, config_options
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as SitePage
from mkdocs.utils import get_build_date

from macros.dates import written
from staffguide import contents, drafts, inputs, output, overlays, project, publication, reuse, search
from staffguide.pages import next_review
from staffguide.problems import GuideError, Problem, found, report
from staffguide.project import Edition
from staffguide.sheets import Sheet

OUR_ASSETS = re.compile(r"assets/.+")
"""What of overrides/ is published; what documents are set with is not."""
MISSING_PAGE = "404.html"
LINK_WARNING = re.compile(r"Doc file '([^']+)' contains a link '([^']+)'")
"""How MkDocs (1.6.1) words what is wrong with a link."""
TEMPLATES = {search.PAGE: "search.html"}
"""The pages that are more than their words."""


class Options(base.Config):
    """What mkdocs.yml may say about the guide."""

    council = config_options.Type(str, default=project.DEFAULT_COUNCIL)
    as_of = config_options.Type((str, date), default="")
    draft = config_options.Type((bool, str, int), default=False)
    sites_only = config_options.Type((bool, str, int), default=False)


class _Overheard(logging.Handler):
    """Collects what MkDocs warns of, so that a warning stops the build like any other problem."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())


class StaffGuidePlugin(BasePlugin[Options]):
    """One build of one council's site, from checking what editors wrote to putting the result in place."""

    previewing = False
    taken = False
    target = Path("site")
    edition: Edition

    def on_startup(self, *, command: str, dirty: bool) -> None:  # noqa: ARG002 - MkDocs' names
        self.previewing = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        self.stack, self.overheard = ExitStack(), _Overheard()
        logging.getLogger("mkdocs").addHandler(self.overheard)
        self.stack.callback(logging.getLogger("mkdocs").removeHandler, self.overheard)
        try:
            self._open(config)
        except GuideError as error:
            self.stack.close()
            raise _abort(error) from None
        return config

    def take(self, made: Edition) -> None:
        """Use an edition that is already there, and leave the writing to whoever asked (see `site.Session`)."""
        self.edition, self.taken = made, True

    def _open(self, config: MkDocsConfig) -> None:
        self.sheets = dict[str, Sheet]()
        if not self.taken:
            self._load(config)
        config.markdown_extensions.append("staffguide.plain_markdown")
        # A site map is for search engines on the open web and needs a full address: this site has neither.
        config.theme.static_templates.discard("sitemap.xml")
        config.nav = contents.nav(config.nav, self.edition.project.pages, self.edition.pages)
        # A page that the council has replaced may lack a heading that a link names: such links are mended later.
        config.validation.links.anchors = self.anchors(config)

    def anchors(self, config: MkDocsConfig) -> int:
        """How loud to be of a link to a heading that is not there."""
        return logging.INFO if publication.replaced(self.edition) else int(config.validation.links.anchors)

    def _load(self, config: MkDocsConfig) -> None:
        root = Path(config.config_file_path).parent
        today = _day(self.config.as_of or get_build_date())
        draft = bool(self.config.draft)
        shared = project.open_project(root, () if draft else [self.config.council])
        documents = not self.config.sites_only
        self.edition = publication.edition(shared, self.config.council, today, documents=documents, draft=draft)
        self.target = drafts.beside(Path(config.site_dir)) if draft else Path(config.site_dir)
        if not self.previewing:
            config.site_dir = str(self.stack.enter_context(output.staged(self.target)))

    def on_files(self, files: Files, config: MkDocsConfig) -> Files:
        hidden = set(self.edition.project.pages) - set(self.edition.pages)
        tools = publication.tool_files(self.edition)
        for file in list(files):
            if file.src_uri in hidden or _unused(file, config, tools):
                files.remove(file)
        # What the council has added: the words come from the edition, and the pictures are put in at the end.
        own = (path for path in self.edition.pages if path not in self.edition.project.pages)
        for name in (*own, *self.edition.own.pictures):
            files.append(File.generated(config, name, content=b""))
        return files

    def on_nav(self, nav: Navigation, *, files: Files, **_: Any) -> Navigation:
        # Pages outside the contents come last: readers reach them from a page or from the band.
        every = [*(page.file for page in nav.pages), *files.documentation_pages()]
        self.order = list(dict.fromkeys(file.src_uri for file in every))
        return nav

    def on_page_markdown(self, markdown: str, *, page: SitePage, **_: Any) -> str:
        source = self.edition.pages.get(page.file.src_uri)
        if source is None:
            return markdown
        page.meta = self.settings(source.path)
        return self.edition.expanded[source.path].markdown

    def settings(self, path: str) -> dict[str, Any]:
        """What a page tells the theme of itself. MkDocs puts it into templates as it is, so it is HTML already."""
        meta = self.edition.pages[path].meta
        title, description = map(escape, self.edition.lines[path])
        shown = {
            "title": title,
            "description": description,
            "audience": meta.audience,
            "tool_scripts": publication.tool_scripts(meta.tools),
            "tool_styles": publication.tool_styles(meta.tools),
        }
        return shown | ({"template": TEMPLATES[path]} if path in TEMPLATES else {})

    def on_post_page(self, output: str, *, page: SitePage, **_: Any) -> str:
        path = page.file.src_uri
        self.sheets[path] = Sheet(path, str(page.title), page.url, page.content or "", output)
        return output

    def on_env(self, env: Any, **_: Any) -> Any:
        try:
            self.refuse_warnings()
        except GuideError as error:
            raise _abort(error) from None
        env.globals.update(publication.theme_values(self.edition))
        return env

    def on_page_context(self, context: Any, *, page: SitePage, **_: Any) -> Any:
        source = self.edition.pages.get(page.file.src_uri)
        if source:
            context["page_gaps"] = self.edition.gaps.get(source.path, ())
            context["page_review"] = {
                "owner": source.meta.owner,
                "reviewed": written(source.meta.reviewed),
                "next_review": written(next_review(source.meta)),
            }
        return context

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        folder = Path(config.site_dir)
        try:
            self.refuse_warnings()
            sheets = [self.sheets[path] for path in self.order]
            plain = {MISSING_PAGE: (folder / MISSING_PAGE).read_text(encoding="utf-8")}
            record = publication.finish(folder, self.edition, sheets, plain, reuse.last(self.target))
            if not self.previewing:
                output.write_manifest(folder, {**record, inputs.KEY: self._digest()})
                output.publish(folder, self.target)
        except GuideError as error:
            raise _abort(error) from None
        finally:
            self.stack.close()

    def _digest(self) -> str:
        root = self.edition.project.root
        shared = inputs.shared(root, self.edition.guide.as_of, sites_only=bool(self.config.sites_only))
        return inputs.of_council(root, self.edition.slug, shared)

    def refuse_warnings(self) -> None:
        """Raises GuideError with all that MkDocs has warned of, so that none of it is published."""
        messages, self.overheard.messages = self.overheard.messages, []
        if messages:
            raise GuideError(self._warned(" ".join(message.split())) for message in messages)

    def _warned(self, message: str) -> Problem:
        """A warning where it can be mended: on the line of a page where the link stands, if it is about one."""
        told = LINK_WARNING.match(message)
        page = self.edition.pages.get(told[1]) if told else None
        if told is None or page is None:
            return Problem("mkdocs.yml", 1, "", message)
        line = page.above + 1 + page.body[: max(page.body.find(told[2]), 0)].count("\n")
        said = message.removeprefix(f"Doc file '{told[1]}' ").replace("contains", "has", 1)
        return overlays.ours(Problem(page.file, line, "", said), page)

    def on_build_error(self, *, error: Exception, **_: Any) -> None:
        self.stack.close()
        if known := _explained(error, self.target):
            raise _abort(GuideError([known])) from None


def _day(given: object) -> date:
    """MkDocs reads what AS_OF holds as YAML, so a date is one already."""
    try:
        return given if isinstance(given, date) else date.fromisoformat(str(given))
    except ValueError:
        message = f"give the day to build for as year-month-day, for example 2026-11-21 {found(given)}"
        raise GuideError([Problem("mkdocs.yml", 1, "as_of", message)]) from None


def _explained(error: Exception, target: Path) -> Problem | None:
    """What can go wrong outside pages and councils: a mistake in the theme, or a disk that is full or closed to us."""
    if isinstance(error, TemplateSyntaxError):
        return Problem(
            f"overrides/{error.name or 'main.html'}", error.lineno, "", f"the template cannot be read: {error.message}"
        )
    if isinstance(error, OSError):
        return output.trouble(error, target)
    if isinstance(error, RecursionError):
        return Problem("mkdocs.yml", 1, "", TANGLED)
    return None


TANGLED = "a page holds too many lists, quotes or marks inside each other: write it simpler"


def _unused(file: File, config: MkDocsConfig, tools: Set[str]) -> bool:
    """Whether a file of the theme is none that our pages ask for; `tools` are the files of the tools they hold."""
    if file.src_dir not in config.theme.dirs:
        return False
    tool = file.src_uri.startswith("assets/tools/")
    return not OUR_ASSETS.fullmatch(file.src_uri) or (tool and file.src_uri not in tools)


def _abort(error: GuideError) -> Abort:
    print(report(error.problems), file=sys.stderr)
    return Abort("Stopped.")
