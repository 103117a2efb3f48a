"""Icons: named by a class in the page, drawn by one style sheet of the edition, in the colour of the text around them.

The style sheet holds the icons that our templates name, `"magnify" | icon`, and those of the edition's topics. One that it
does not hold, such as one that a template of the site's own makes a name for, is written into the page itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File

from kb_mkdocs.door import theme_dir

ADDRESS = "assets/kb/icons.css"
DEFAULT = "bookmark-outline"
_NAMED = re.compile(r"""["']([\w/-]+)["']\s*\|\s*icon\b""")
_PATH = re.compile(r"[\w-]+(?:/[\w-]+)*")


@dataclass(frozen=True)
class Icons:
    """The icons of an edition. `drawn` maps names, as written, to the pictures in the style sheet."""

    folders: tuple[Path, ...]
    drawn: Mapping[str, str]

    def sheet(self, config: MkDocsConfig) -> File:
        rules = {f'.{_class(name)}{{--kb-icon:url("{_inline(svg)}")}}\n' for name, svg in self.drawn.items()}
        return File.generated(config, ADDRESS, content="@layer kb-base{\n" + "".join(sorted(rules)) + "}\n")

    def prepare(self, env: Environment) -> None:
        """Let templates say `name | icon`. Jinja works out a name that is written there once, when it compiles."""

        @cache
        def icon(name: str) -> str:
            name = name or DEFAULT
            if name in self.drawn:
                return f'<span class="kb-icon {_class(name)}"></span>'
            svg = _picture(self.folders, name)
            return f'<span class="kb-icon kb-icon--own" aria-hidden="true">{svg}</span>' if svg else icon(DEFAULT)

        env.filters["icon"] = icon


def icons_of(config: MkDocsConfig, topics: Iterable[str]) -> Icons:
    """Those that the templates name, and those of topics; a name without a picture is left out."""
    folders = tuple(Path(folder, ".icons") for folder in config.theme.dirs)
    custom = [Path(config.theme.custom_dir)] if config.theme.custom_dir else []
    names = {DEFAULT, *topics, *_named([*custom, theme_dir()])} - {""}
    drawn: dict[str, str] = {}
    for name in sorted(names):
        svg = _picture(folders, name)
        taken = any(_class(name) == _class(other) and svg != drawn[other] for other in drawn)
        if svg and not taken:
            drawn[name] = svg
    return Icons(folders, drawn)


def _named(folders: Sequence[Path]) -> Iterator[str]:
    for folder in folders:
        for template in folder.rglob("*.html"):
            yield from _NAMED.findall(template.read_text(encoding="utf-8"))


def _picture(folders: Iterable[Path], name: str) -> str:
    """The icon as it lies in the theme; `name` is of Material's set where it names no other."""
    if not _PATH.fullmatch(name):
        return ""
    place = f"{_full(name)}.svg"
    found = next((folder / place for folder in folders if (folder / place).is_file()), None)
    return found.read_text(encoding="utf-8").strip() if found else ""


def _full(name: str) -> str:
    return name if "/" in name else f"material/{name}"


def _class(name: str) -> str:
    return "kb-icon--" + _full(name).removeprefix("material/").replace("/", "-")


def _inline(svg: str) -> str:
    """As an address that a style sheet can hold. Quotes of the other kind need no escape, which keeps it short."""
    single = re.sub(r"\s+", " ", svg.replace('"', "'"))
    return "data:image/svg+xml," + quote(single, safe=" =:/',;.+-()")
