"""CODEOWNERS from the owners of the articles: who is asked to review a change."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kb.library import Library

_HEAD = (
    "# Who is asked to review a change. Written by `kb codeowners` from the articles' `owner`: do not edit by hand.\n"
)


@dataclass
class _Folder:
    files: dict[str, str] = field(default_factory=dict)
    folders: dict[str, _Folder] = field(default_factory=dict)

    def owners(self) -> Counter[str]:
        found = Counter(self.files.values())
        for folder in self.folders.values():
            found += folder.owners()
        return found


def codeowners(library: Library, handles: Mapping[str, tuple[str, ...]], prefix: str, default: str = "") -> str:
    """The file. `handles` maps an owner to names of the code host; `prefix` is the content folder from the top of the
    repository, `content/`. A folder gets one line for whom most of it belongs to, exceptions get lines of their own:
    where several lines fit, the last one counts."""
    top = _Folder()
    for article in (*library.articles, *library.refused):
        place = top
        *folders, name = article.path.split("/")
        for folder in folders:
            place = place.folders.setdefault(folder, _Folder())
        place.files[name] = " ".join(handles.get(article.meta.owner or "", ()))
    first = f"* {default}\n" if default else ""
    return _HEAD + first + "".join(_lines(top, f"/{prefix}", default))


def _lines(folder: _Folder, path: str, inherited: str) -> Iterator[str]:
    counted = folder.owners()
    most = min(counted, key=lambda owner: (-counted[owner], owner), default=inherited)
    # Nobody is asked only where nobody is known for anything in it
    most = most or inherited
    if most != inherited:
        yield _line(path, most)
    for name, owner in sorted(folder.files.items()):
        if (owner or inherited) != most:
            yield _line(path + name, owner or inherited)
    for name, inner in sorted(folder.folders.items()):
        yield from _lines(inner, f"{path}{name}/", most)


def _line(path: str, owner: str) -> str:
    # Signs that would be a pattern: a question mark fits any one sign
    safe = "".join("?" if sign in "[]!*\\" else "\\" + sign if sign in " #" else sign for sign in path)
    return f"{safe} {owner}\n"
