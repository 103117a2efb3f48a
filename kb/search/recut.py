"""Puts changed rows into the files of the readers' index, and moves only those cuts that a clean build would move."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping, Sequence

from kb.search.packing import Row, cut, is_cut, order, size_of

Edit = Callable[[Row | None], Row | None]
"""What becomes of a row; None stands for one that is not there."""


def recut(
    firsts: Sequence[str], load: Callable[[str], list[Row]], edits: Mapping[str, Edit]
) -> tuple[list[str], dict[str, list[Row]]]:
    """The first keys of all files after the edits, and those files, by their first keys, that may have changed.

    `firsts` are the first keys before, `load` reads the file that begins with one. A file depends on where it begins, on its
    rows and on the row after it: so a run of files is cut again from the first that was touched until a cut falls where one
    was, before a file that was not touched.
    """
    if not firsts:
        files = list(cut(_edited([], edits, edits)))
        return [rows[0][0] for rows in files], {rows[0][0]: rows for rows in files}
    keys = _by_file(firsts, edits)
    kept: list[str] = []
    changed: dict[str, list[Row]] = {}
    place = 0
    while place < len(firsts):
        if place not in keys:
            kept.append(firsts[place])
            place += 1
            continue
        open_files: list[list[Row]] = []
        size = 0  # of the file that was read last, as it was
        while place < len(firsts):
            touched = place in keys
            if not touched and open_files and size_of(open_files[-1]) >= size:
                break  # it ended here with fewer bytes, so it does with these
            rows = load(firsts[place])
            if not touched and open_files and is_cut(size_of(open_files[-1]), rows[0]):
                break
            size = size_of(rows)
            rest = open_files.pop() if open_files else []
            open_files += cut([*rest, *_edited(rows, keys.get(place, ()), edits)])
            place += 1
        kept += [rows[0][0] for rows in open_files]
        changed |= {rows[0][0]: rows for rows in open_files}
    return kept, changed


def _by_file(firsts: Sequence[str], keys: Iterable[str]) -> dict[int, list[str]]:
    """The files that are touched, and which of the keys belong to each."""
    starts = [order(first) for first in firsts]
    found: dict[int, list[str]] = {}
    for key in keys:
        place = max(bisect_right(starts, order(key)) - 1, 0)
        found.setdefault(place, []).append(key)
        if place and firsts[place] == key:
            found.setdefault(place - 1, [])  # it ended before this key; it may not any more
    return found


def _edited(rows: Sequence[Row], keys: Iterable[str], edits: Mapping[str, Edit]) -> list[Row]:
    table = {row[0]: row for row in rows}
    for key in keys:
        row = edits[key](table.get(key))
        if row is None:
            table.pop(key, None)
        else:
            table[key] = row
    if len(table) > len(rows) or table.keys() != {row[0] for row in rows}:
        return sorted(table.values(), key=lambda row: order(row[0]))
    return list(table.values())
