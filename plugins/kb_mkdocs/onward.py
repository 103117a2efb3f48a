"""A page that leads on at once: short links and earlier addresses."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from mkdocs.config.defaults import MkDocsConfig

from kb_mkdocs.writing import taken, write

SCRIPT = "assets/kb/moved.js"


def write_onward(
    config: MkDocsConfig,
    place: str,
    url: str,
    title: str,
    *,
    language: str,
    heading: str = "",
    anchors: Mapping[str, tuple[str, str]] | None = None,
) -> None:
    """Write `<place>index.html`, unless the site has it: it leads to `url`. Both are below the edition's root.

    With `anchors` a small module takes the heading that was asked for along; a browser without scripts gets to the top
    of the page.
    """
    path = f"{place}index.html"
    if not taken(config, path):
        write(config, path, _page(config, place, url, title, language, heading or title, anchors).encode())


def address(config: MkDocsConfig, place: str, url: str, anchor: str = "") -> str:
    """From a page to another, both below the edition's root. From a folder on disk, only a whole address works."""
    end = "index.html" if "kb/offline" in config.plugins else ""
    return "../" * place.count("/") + url + end + (f"#{anchor}" if anchor else "")


def _page(
    config: MkDocsConfig,
    place: str,
    url: str,
    title: str,
    language: str,
    heading: str,
    anchors: Mapping[str, tuple[str, str]] | None,
) -> str:
    target, name = escape(address(config, place, url)), escape(title)
    refresh, script, ways = f'<meta http-equiv="refresh" content="0; url={target}">', "", ""
    if anchors is not None and "kb/offline" not in config.plugins:
        refresh = f"<noscript>{refresh}</noscript>"
        script = f'<script type="module" src="{"../" * place.count("/")}{SCRIPT}"></script>\n'
        ways = "".join(
            f'<a data-from="{escape(old)}" href="{escape(address(config, place, *to))}"></a>'
            for old, to in anchors.items()
        )
        ways = f"<div hidden>{ways}</div>\n" if ways else ""
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta name="viewport" content="width=device-width,initial-scale=1">\n<meta name="robots" content="noindex">\n'
        f"{refresh}\n<title>{name}</title>\n{script}</head>\n"
        f'<body>\n<main>\n<h1>{escape(heading)}</h1>\n<p><a id="onward" href="{target}">{name}</a></p>\n</main>\n{ways}</body>\n</html>\n'
    )
