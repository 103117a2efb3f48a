"""Plain text and anchors agree with the page that a reader gets."""

from __future__ import annotations

import re
from pathlib import Path

import markdown
import pytest
from pymdownx.slugs import slugify

from kb.edition import Edition
from kb.library.article import Article
from kb.library.text import find_sections, plain_line
from kb.sources import read_content, read_library, read_settings
from kb.strings import strings_for
from kb_mkdocs.blocks import DoorPass
from tests.conftest import ROOT, article, library_of

BODY = """Lead text with **bold**, `code_with_underscores` and [a link](x.md).

# Перший розділ

- item *one*
- item two

## Same
### Same
## Same {#own}
## `Get-Mailbox` & <b>tags</b> — 100 %

```
# not a heading
```

| A | B |
|---|---|
| 1 | 2 |

!!! note "A title"

    Inside.

/// audience | novice
## In a block
For novices only.
///
"""


def rendered_ids(body: str) -> list[str]:
    extensions = [
        "toc",
        "tables",
        "admonition",
        "attr_list",
        "md_in_html",
        "pymdownx.superfences",
        "pymdownx.blocks.details",
        "kb_mkdocs.blocks",
    ]
    configs = {
        "toc": {"slugify": slugify(case="lower")},
        "kb_mkdocs.blocks": {"door": DoorPass(Edition("restricted", "en"), strings_for("en"))},
    }
    page = markdown.markdown(body, extensions=extensions, extension_configs=configs)
    return re.findall(r'<h[1-6] id="([^"]*)"', page)


def test_sections_have_the_anchors_of_the_page() -> None:
    sections = find_sections(BODY)
    assert [s.anchor for s in sections if s.level] == rendered_ids(BODY)
    assert sections[0].text == "Lead text with bold, code_with_underscores and a link."
    assert sections[1].text == "item one\nitem two"
    assert "1 · 2" in sections[5].text and "# not a heading" in sections[5].text and "A title" in sections[5].text


def test_anchors_of_our_own_content_agree_with_its_pages() -> None:
    library = read_library(read_settings(ROOT))
    assert len(library.articles) > 60
    for a in library.articles:
        assert [s.anchor for s in a.sections if s.level] == rendered_ids(a.body), a.path


def test_anchors_of_foreign_text_agree_nearly_always(corpora: Path) -> None:
    """Setext headings and HTML are not read; whoever links to them gets a finding to look at."""
    wrong = total = 0
    for file in sorted((corpora / "docs-en-uk-fastapi").rglob("*.md"))[::2]:
        body = file.read_text(encoding="utf-8")
        total += 1
        wrong += [s.anchor for s in find_sections(body) if s.level] != rendered_ids(body)
    assert total > 20 and wrong <= total * 0.03


@pytest.mark.parametrize(
    ("markup", "plain"),
    [
        ("**bold** and __bold__ and *it*", "bold and bold and it"),
        ("snake_case_name stays", "snake_case_name stays"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("[text](http://x/y_(z)) after", "text after"),
        ("![alt](i.png) after", "alt after"),
        ("<kbd>Ctrl</kbd>+C", "Ctrl+C"),
        ("a &amp; b &lt;c&gt;", "a & b <c>"),
        (r"\*no\*", "*no*"),
        ("`a*b*c` and *d*", "a*b*c and d"),
        ("**Next**{lang=en} та {лише дужки}", "Next та {лише дужки}"),
        ("<https://example.org/x>", "https://example.org/x"),
    ],
)
def test_markup_is_taken_off(markup: str, plain: str) -> None:
    assert plain_line(markup) == plain


def test_words_are_counted_for_each_audience() -> None:
    a: Article = library_of({"en/a.md": article("one two\n\n/// audience | novice\nthree four five\n///")}).articles[0]
    assert (a.words["all"], a.words["novice"], a.words["expert"]) == (5, 5, 2)


def test_the_title_of_a_reply_is_text_and_its_options_are_none() -> None:
    body = "/// reply | We *heard* you\n    for: novice\n\nHello.\n///\n\n/// scene | start\n- [x] Yes\n///"
    (section,) = library_of({"en/a.md": article(body)}).articles[0].sections
    assert section.text == "We heard you\nHello.\nYes"


def test_content_is_read_without_dot_folders(tmp_path: Path) -> None:
    for name in ("uk/a.md", ".kb/owners.yml", "uk/.hidden/b.md", "uk/.c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "uk" / "out.md").symlink_to("/etc/hostname")
    (tmp_path / "uk" / "loop.md").symlink_to(tmp_path / "uk" / "loop.md")
    files = {f.path: f.error for f in read_content(tmp_path)}
    assert set(files) == {"uk/a.md", "uk/out.md", "uk/loop.md"}
    assert "leads out" in files["uk/out.md"] and files["uk/loop.md"]
