"""The verification of a folder, by several processes where it is large."""

from __future__ import annotations

import gc
import multiprocessing
import sys
import threading
from pathlib import Path

from kb.problem import Problem
from kb.sources.site import read_site, site_paths
from kb.verify import Needles, verify_site

MANY = 400
"""With fewer files than this, further processes cost more than they bring."""


def verify_folder(
    root: Path, shown: str, needles: Needles, hidden: dict[str, str], known: frozenset[str], processes: int = 1
) -> tuple[Problem, ...]:
    """Problems for everything hidden that shows below a folder, in order of path; see `kb.verify.verify_site`."""
    global _work  # noqa: PLW0603 - forked processes inherit it, so that the needles need not be sent
    paths = list(site_paths(root))
    work = (root, shown, needles, hidden, known, paths)
    forks = sys.platform.startswith("linux") and threading.active_count() == 1
    if processes < 2 or len(paths) < MANY or not forks:
        return _part(work, 0, len(paths))
    _work = work
    # Neighbours have most lines in common, so each process takes whole stretches
    step = -(-len(paths) // (4 * processes))
    gc.freeze()
    try:
        with multiprocessing.get_context("fork").Pool(processes) as pool:
            parts = pool.starmap(_shared_part, [(i, i + step) for i in range(0, len(paths), step)], chunksize=1)
            return tuple(problem for part in parts for problem in part)
    finally:
        _work = None
        gc.unfreeze()


_Work = tuple[Path, str, Needles, dict[str, str], frozenset[str], list[Path]]
_work: _Work | None = None


def _shared_part(start: int, end: int) -> tuple[Problem, ...]:
    assert _work is not None
    return _part(_work, start, end)


def _part(work: _Work, start: int, end: int) -> tuple[Problem, ...]:
    root, shown, needles, hidden, known, paths = work
    return verify_site(read_site(root, shown, paths[start:end]), needles, hidden, known)
