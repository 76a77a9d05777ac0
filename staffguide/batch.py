"""Builds many councils: side by side in a few processes, each with a press of its own."""

import gc
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from threading import Thread

from staffguide import drafts, inputs, press
from staffguide.press import Outcome, Press
from staffguide.problems import Problem

COUNCILS_PER_PROCESS, SITES_PER_PROCESS = 80, 500
"""Processes end after so many councils each, and new ones take over: the typesetter never gives memory back, and what
is remembered of pages grows."""


@dataclass(frozen=True)
class Order:
    """What to build: councils by their folder's name, from `root` into `out`/<slug>, for a day."""

    root: Path
    out: Path
    as_of: date
    slugs: tuple[str, ...]
    jobs: int = 1
    only_changed: bool = False
    documents: bool = True
    draft: bool = False

    def folder(self, slug: str) -> Path:
        """Where one council's output goes."""
        return self.out / (drafts.folder(slug) if self.draft else slug)


def run(order: Order, tell: Callable[[Outcome], None]) -> list[Outcome]:
    """Build them all and give the outcomes in the order asked for; `tell` hears of each as it is done.

    Raises GuideError where what councils share is wrong, with what is wrong in their own files: nothing is built then.
    """
    shared = inputs.shared(order.root, order.as_of, sites_only=not order.documents)
    digests = {slug: inputs.of_council(order.root, slug, shared) for slug in order.slugs}
    same = {slug for slug in order.slugs if order.only_changed and inputs.unchanged(order.folder(slug), digests[slug])}
    outcomes = {slug: Outcome(slug, unchanged=True) for slug in same}
    waiting = [(slug, digests[slug]) for slug in order.slugs if slug not in same]
    for outcome in _built(order, waiting):
        outcomes[outcome.slug] = outcome
        tell(outcome)
    return [outcomes[slug] for slug in order.slugs]


def _built(order: Order, waiting: Sequence[tuple[str, str]]) -> Iterator[Outcome]:
    if not waiting:
        return
    one = _opened(order)  # what councils share is checked before any process is started
    if order.jobs == 1 or len(waiting) == 1:
        for slug, digest in waiting:
            yield one.build(slug, order.folder(slug), digest)
        return
    one.warm(waiting[0][0])
    gc.freeze()  # what is shared by now stays: collecting it again and again in every process would be for nothing
    # A fresh pool for each share: a pool's own limit of tasks for a process can hang it (Python 3.11).
    share = order.jobs * (COUNCILS_PER_PROCESS if order.documents else SITES_PER_PROCESS)
    for start in range(0, len(waiting), share):
        yield from _side_by_side(order, waiting[start : start + share], one)


def _may_fork() -> bool:
    """Whether new processes may begin as copies of this one, which knows already what all councils share.

    Only Linux can tell that no other thread runs, and a copy made in the middle of one's work could wait for ever.
    """
    tasks = Path("/proc/self/task")
    return sys.platform == "linux" and tasks.is_dir() and len(list(tasks.iterdir())) == 1


def _side_by_side(order: Order, waiting: Sequence[tuple[str, str]], one: Press) -> Iterator[Outcome]:
    copied = _may_fork()
    with ProcessPoolExecutor(
        min(order.jobs, len(waiting)),
        mp_context=multiprocessing.get_context("fork" if copied else "spawn"),
        initializer=_start,
        initargs=(order, one if copied else None),
    ) as pool:
        begun = {pool.submit(_build, slug, digest): (slug, digest) for slug, digest in waiting}
        ended = []
        for done in as_completed(begun):
            if isinstance(done.exception(), BrokenProcessPool):
                ended.append(begun[done])
            else:
                yield done.result()
    # One process that the system ends takes the whole pool with it. Alone, each of those left can harm only itself.
    for slug, digest in ended:
        if len(waiting) == 1:
            yield Outcome(slug, problems=(Problem(f"councils/{slug}", 1, "", ENDED),))
        else:
            yield from _side_by_side(order, [(slug, digest)], one)


ENDED = "the system ended the process that built this council, perhaps for want of memory: build it again on its own"

_press: Press
_order: Order


def _start(order: Order, one: Press | None) -> None:
    """In each new process: a press that stays open for all the councils the process gets. A copy of ours has one."""
    global _press, _order
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.SIG_DFL)  # Ctrl+C ends it without a word: its parent has them
    Thread(target=_end_with_parent, daemon=True).start()
    _press, _order = one or _opened(order), order


def _end_with_parent() -> None:
    """A process whose parent was killed would wait for work for ever, and hold on to what it was writing."""
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


def _build(slug: str, digest: str) -> Outcome:
    return _press.build(slug, _order.folder(slug), digest)


def _opened(order: Order) -> Press:
    return press.open_press(order.root, order.as_of, order.slugs, documents=order.documents, draft=order.draft)
