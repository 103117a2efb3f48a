"""The verification of a folder, by several processes where it is large."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import NamedTuple, TypeVar

from kb.problem import Problem
from kb.sources.forked import can_fork, shared
from kb.sources.site import read_site, site_paths
from kb.sources.verified import Kept, Sought, Verified, fingerprint
from kb.verify import SiteFile, verify_few, verify_site

T = TypeVar("T")
MANY = 400
"""With fewer files than this, further processes cost more than they bring."""


class Staying(NamedTuple):
    """Files that stay where they are published, beside those that are looked into: their fingerprints by path. `others`:
    more of them stay, which were looked into when they were published, and what may not be shown is what it was then."""

    folder: Path
    marks: Mapping[str, bytes]
    others: bool = False


def verify_folder(
    root: Path,
    shown: str,
    sought: Sought,
    processes: int = 1,
    memory: Verified | None = None,
    staying: Staying | None = None,
) -> tuple[Problem, ...]:
    """Problems for everything hidden that shows below a folder, in order of path; see `kb.verify.verify_site`.

    With a memory, files that were clean before are not looked into again; those that stay are not even read then.
    """
    before = memory.clean if memory else None
    parts = _all_parts((root, shown, sought, list(site_paths(root)), before), processes)
    if staying is not None:
        clean = [mark for mark in staying.marks.values() if mark in (before or ())]
        paths = [staying.folder / path for path, mark in staying.marks.items() if mark not in (before or ())]
        parts += [((), clean), *_all_parts((staying.folder, shown, sought, paths, before), processes)]
    problems = tuple(chain.from_iterable(found for found, _ in parts))
    if memory:
        memory.keep(chain.from_iterable(clean for _, clean in parts), passed=not problems)
    return problems


def verify_staged(root: Path, shown: str, sought: Kept, processes: int = 1) -> tuple[Problem, ...]:
    """The same for a folder that holds a few files, with needles that were kept."""
    paths = list(site_paths(root))

    def part(start: int, end: int) -> tuple[Problem, ...]:
        return verify_few(read_site(root, shown, paths[start:end]), *sought)

    return tuple(chain.from_iterable(_in_parts(part, len(paths), processes, 4 * processes)))


_Work = tuple[Path, str, Sought, list[Path], frozenset[bytes] | None]
_Part = tuple[tuple[Problem, ...], list[bytes]]
"""What was found, and the fingerprints of files in which nothing was."""


def _all_parts(work: _Work, processes: int) -> list[_Part]:
    # Neighbours have most lines in common, so each process takes whole stretches
    return _in_parts(lambda start, end: _part(work, start, end), len(work[3]), processes, 4 * processes)


def _in_parts(work: Callable[[int, int], T], number: int, processes: int, parts: int) -> list[T]:
    """What `work(start, end)` finds in each part, by several processes where it is worth it."""
    if processes < 2 or number < MANY or not can_fork():
        return [work(0, number)]
    step = -(-number // parts)
    return list(shared(lambda place: work(place * step, (place + 1) * step), -(-number // step), processes))


def _part(work: _Work, start: int, end: int) -> _Part:
    root, shown, (needles, hidden, known), paths, before = work
    files = read_site(root, shown, paths[start:end])
    if before is None:
        return verify_site(files, needles, hidden, known), []
    clean: list[bytes] = []
    looked: dict[str, bytes] = {}
    problems = verify_site(_unknown(files, before, clean, looked), needles, hidden, known)
    bad = {problem.path for problem in problems}
    return problems, clean + [mark for name, mark in looked.items() if name not in bad]


def _unknown(
    files: Iterable[SiteFile], before: frozenset[bytes], clean: list[bytes], looked: dict[str, bytes]
) -> Iterator[SiteFile]:
    """The files that were not clean before; the others go to `clean`."""
    for file in files:
        mark = fingerprint(file.path, file.data)
        if mark in before:
            clean.append(mark)
        else:
            looked[file.shown] = mark
            yield file
