"""The verification without any quick look: what each file says, text by text, against each needle. Slow and simple."""

from __future__ import annotations

from collections.abc import Iterable

from kb.verify import Needles, SiteFile
from kb.verify.needles import names_of, words_of
from kb.verify.reading import Unreadable, opened, read


def found_plainly(file: SiteFile, needles: Needles) -> set[tuple[int, str]] | None:
    """(place in `needles.hidden`, "") for everything hidden that a file shows; None where it can't be looked into."""
    found = set(_in_address(file.path.removesuffix(".gz").removesuffix("/index.html").removesuffix(".html"), needles))
    found |= {needles.names[name] for name in names_of(file.path) if name in needles.names}
    try:
        for said in read(opened(file.path, file.data), file.data):
            found |= set(_in_address(said.address, needles)) | set(_in_text(said.text, needles))
    except Unreadable:
        return None
    return {(number, "") for number in found}


def _in_address(address: str, needles: Needles) -> Iterable[int]:
    for candidate in (address, address.partition("/")[2]):
        for path in (candidate, f"{candidate}/index"):
            if path in needles.paths and address:
                yield needles.paths[path]


def _in_text(text: str, needles: Needles) -> Iterable[int]:
    words = words_of(text)
    if text.strip() and words in needles.whole:
        yield needles.whole[words]
    line = f" {' '.join(words)} "
    for runs in needles.runs.values():
        yield from (number for run, number in runs if f" {' '.join(run)} " in line)
    yield from (needles.names[name] for name in names_of(text) if name in needles.names)
