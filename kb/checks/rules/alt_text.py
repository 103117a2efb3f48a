"""Every image has a text that says what it shows.

Who can't see the image hears its text, and the search reads nothing else of it. Found: an image without text, with the
name of its file, with a word that fits any image («screenshot»), or with a text that begins with «image of», since a
screen reader has just said that it is one. `<img alt="">` says that an image only decorates.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.page import Page
from kb.checks.rule import Context, Finding

CODE = "KB711"
UK = """Кожне зображення має текст про те, що на ньому.

Хто не бачить зображення, почує його текст; пошук читає лише цей текст. Знаходить зображення без тексту, з назвою файла, зі
словом, що пасує до будь-якого зображення («скріншот»), або з текстом, що починається словами «зображення …»: програма
екранного доступу щойно сказала, що це зображення. `<img alt="">` означає, що воно лише прикрашає.
"""

_MARKDOWN = re.compile(
    r"!\[(?P<alt>(?:[^\[\]\\]|\\.)*)\](?:\((?P<target>[^()\s]*)[^()]*\)|\[[^\[\]]*\])(?P<more>\{[^}\n]*\})?"
)
_HTML = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_ALT = re.compile(r"\balt\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s>]+))", re.IGNORECASE)
_MEDIA = re.compile(r"\.(?:mp4|webm|ogv|mov|m4v|mp3|ogg|wav|m4a)(?:[?#].*)?$", re.IGNORECASE)
_FILE = re.compile(
    r"^[\w%./ -]+\.(?:png|jpe?g|gif|svg|webp|avif|bmp)$|^(?:img|dsc|image|screenshot|screen|photo|знімок)[\s_-]*\d+\S*$",
    re.IGNORECASE,
)
_EMPTY_WORD = re.compile(
    r"^(?:(?:an? |the )?(?:image|img|picture|photo|screenshot|screen|icon|logo|diagram|figure|graphic|alt text|placeholder)"
    r"|зображення|картинка|малюнок|рисунок|фото|скріншот|скрін|знімок(?: екрана)?|іконка|значок|логотип|схема)[\s\d.:]*$",
    re.IGNORECASE,
)
_REDUNDANT = re.compile(
    r"^(?:(?:an? |the )?(?:image|picture|photo(?:graph)?|screen ?shot|screen capture|graphic) (?:of|showing|shows|depicting)\b"
    r"|на (?:зображенні|малюнку|рисунку|фото|знімку|скріншоті)\b|(?:зображення|картинка|фото|фотографія|скріншот|знімок екрана),? (?!або|чи)\w)",
    re.IGNORECASE,
)


def check(page: Page, context: Context) -> Iterator[Finding]:
    """At the image."""
    text = page.markup
    if "![" in text:
        for match in _MARKDOWN.finditer(text):
            silent = re.search(r"role\s*=\s*[\"']?(?:presentation|none)|aria-hidden", match["more"] or "")
            if not silent and not _MEDIA.search(match["target"] or ""):
                yield from _judge(page, match.start(), match["alt"])
    if "<img" in text.lower():
        for match in _HTML.finditer(text):
            found = _ALT.search(match[0])
            if found is None:
                yield _finding(page, match.start(), "the image has no `alt`")
            elif any(found.groups()):
                yield from _judge(page, match.start(), found[1] or found[2] or found[3])


def _judge(page: Page, place: int, alt: str) -> Iterator[Finding]:
    alt = " ".join(alt.split())
    if not alt:
        yield _finding(page, place, "the image has no text", ' or `<img src="…" alt="">` if it only decorates')
    elif _FILE.match(alt):
        yield _finding(page, place, f'the text of the image is the name of a file: "{alt}"')
    elif _EMPTY_WORD.match(alt):
        yield _finding(page, place, f'"{alt}" says nothing about this image')
    elif _REDUNDANT.match(alt):
        line, column = page.place(place)
        hint = "begin with what is seen: a screen reader says by itself that it is an image"
        yield Finding(line, column, f'the text of the image begins with "{" ".join(alt.split()[:2])}"', hint)


def _finding(page: Page, place: int, message: str, more: str = "") -> Finding:
    line, column = page.place(place)
    return Finding(
        line,
        column,
        message,
        f"write what it shows and why it is there: `![The button “Print queue” below the name](…)`{more}",
    )
