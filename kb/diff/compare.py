"""Two states of the library compared."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kb.diff.links import broken_links
from kb.diff.opened import opened
from kb.diff.pairs import pairs
from kb.diff.rows import SECTIONS, Row
from kb.diff.touched import invalidated, left_behind, touched
from kb.library import Library
from kb.problem import Problem


def compare(
    old: Library,
    new: Library,
    *,
    old_paths: frozenset[str],
    new_paths: frozenset[str],
    changed: frozenset[str],
    lost: Iterable[Problem] = (),
    aside: Iterable[str] = (),
    prefix: str = "content/",
) -> tuple[Row, ...]:
    """Everything that the change does, in the order of `SECTIONS`.

    The libraries may hold only what `scope_of` asks for; the paths are those of all files. `lost` are the addresses that
    lead nowhere now; `aside` the files that changed beside the articles.
    """
    found = pairs(old, new)
    rows = [
        *opened(old, new, found, old_paths, changed),
        *(
            Row(
                "address" if p.severity == "error" else "heading",
                p.path.removeprefix(prefix),
                p.line,
                f"{p.code} {p.message}",
                p.hint,
            )
            for p in lost
        ),
        *broken_links(old, new, old_paths, new_paths),
        *invalidated(found),
        *left_behind(found, new_paths, changed, new.languages),
        *touched(old, new, found),
        *_refused(old, new),
        *_beside(aside),
    ]
    return tuple(sorted(rows, key=lambda row: (SECTIONS.index(row.section), row.path, row.line, row.what)))


def _refused(old: Library, new: Library) -> Iterator[Row]:
    """Files that were no article before or are none now."""
    before, after = ({raw.path: raw.text for raw in library.withheld} for library in (old, new))
    for path in sorted(before.keys() | after.keys()):
        if before.get(path) != after.get(path):
            what = (
                "its header can't be read: it is in no edition, see `kb check`"
                if path in after
                else "is no broken file any more"
            )
            yield Row("article", path, 1, what)


def _beside(aside: Iterable[str]) -> Iterator[Row]:
    for path in aside:
        if path == ".kb/contact.yml":
            yield Row("new", path, 0, "what readers are told about how to reach you changed: it is on every page")
        elif path.startswith("/"):
            yield Row("aside", path, 0, "the configuration changed: build the site and look at it")
        else:
            yield Row("aside", path, 0, "team data changed")
