"""The quick converter makes of every text what the stock one makes of it, with every extension in use."""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown import Markdown
from markdown.treeprocessors import InlineProcessor

from kb.edition import Edition
from kb.strings import strings_for
from kb_mkdocs import insides
from kb_mkdocs.blocks import DoorPass
from kb_mkdocs.converter import converter
from kb_mkdocs.insides import SOURCES, digest
from kb_mkdocs.rendering import heard

ROOT = Path(__file__).parents[2]
OURS: list[Any] = yaml.unsafe_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["markdown_extensions"]
SMALL = ["kb_mkdocs.blocks", "admonition", "attr_list", "tables", "toc", "pymdownx.superfences", "pymdownx.details"]
EMBEDDED = {"startinline": True}
OTHERS = [
    "kb_mkdocs.blocks",
    "extra",
    "admonition",
    "codehilite",
    "nl2br",
    "sane_lists",
    "smarty",
    {"toc": {"permalink": True, "toc_depth": "2-4", "title": "Contents"}},
    "pymdownx.betterem",
    "pymdownx.caret",
    "pymdownx.critic",
    "pymdownx.emoji",
    {"pymdownx.highlight": {"extend_pygments_lang": [{"name": "php-inline", "lang": "php", "options": EMBEDDED}]}},
    "pymdownx.inlinehilite",
    "pymdownx.magiclink",
    "pymdownx.mark",
    "pymdownx.smartsymbols",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tilde",
]
STYLED = [*SMALL, {"pymdownx.highlight": {"noclasses": True, "guess_lang": True, "linenums": True}}]
SETS = {"ours": [*OURS, "kb_mkdocs.runbook_steps"], "small": SMALL, "others": OTHERS, "styled": STYLED}

INLINE = [
    *(
        "слово",
        "*em*",
        "**strong**",
        "_em_",
        "`code`",
        "\\*",
        "\\\\`",
        "[a](b.md)",
        "![a](b.png)",
        "[r]",
        "[^1]",
        "<b>x</b>",
        "&amp;",
    ),
    *(
        "<http://a.b>",
        "<a@b.c>",
        "  \n",
        "++ctrl+a++",
        "`#!py 1`",
        "a * b",
        "{ .x }",
        "[*a*](b.md){ .x }",
        "*`a` [b](c.md)*",
    ),
]

Same = Callable[[str], None]


def options(extensions: list[Any]) -> dict[str, Any]:
    configured = {name: given for e in extensions if isinstance(e, dict) for name, given in e.items()}
    door = DoorPass(Edition.parse("public/uk"), strings_for("uk"))
    return {
        "extensions": [e if isinstance(e, str) else next(iter(e)) for e in extensions],
        "extension_configs": {**configured, "kb_mkdocs.blocks": {"door": door}},
    }


def outcome(md: Markdown, text: str) -> tuple[object, ...]:
    """Everything that MkDocs takes from a converter, and what it says meanwhile."""
    log: list[tuple[str, int, str]] = []
    with heard(log, aside=True):
        html = md.reset().convert(text)
    return html, getattr(md, "toc_tokens", []), log, md.references


@pytest.fixture(scope="module", params=SETS.values(), ids=SETS)
def same(request: pytest.FixtureRequest) -> Same:
    """Fails where the two differ; both have made other pages before."""
    stock, quick = Markdown(**options(request.param)), converter(**options(request.param))

    def compare(text: str) -> None:
        expected = outcome(stock, text)
        assert outcome(quick, text) == expected

    return compare


def test_the_sources_are_those_that_were_read() -> None:
    """When this fails after an update: see `kb_mkdocs.insides.SOURCES`."""
    for module in SOURCES:
        importlib.import_module(module)
    assert {module: digest(module) for module in SOURCES} == SOURCES


def test_the_quick_ways_are_taken_and_all_is_stock_in_another_converter() -> None:
    quick, stock = converter(**options(SETS["ours"])), Markdown(**options(SETS["ours"]))
    assert type(quick.treeprocessors["inline"]) is not InlineProcessor
    assert "parseBlocks" in vars(quick.parser)
    assert type(stock.treeprocessors["inline"]) is InlineProcessor
    assert not {"parseBlocks", "is_block_level"} & {*vars(stock.parser), *vars(stock)}


@pytest.fixture
def unread(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Every module that is relied on has changed."""
    for module in SOURCES:
        monkeypatch.setitem(SOURCES, module, "changed")
    insides._is_known.cache_clear()
    yield
    insides._is_known.cache_clear()


@pytest.mark.usefixtures("unread")
def test_insides_that_nobody_read_are_left_alone() -> None:
    md, stock = converter(**options(SETS["ours"])), Markdown(**options(SETS["ours"]))
    assert vars(md.parser).keys() == vars(stock.parser).keys()
    assert vars(md).keys() == vars(stock).keys()
    for ours, theirs in (
        (md.treeprocessors, stock.treeprocessors),
        (md.postprocessors, stock.postprocessors),
    ):
        assert [type(one) for one in ours] == [type(one) for one in theirs]
    assert outcome(md, TORTURE) == outcome(stock, TORTURE)


def test_torture(same: Same) -> None:
    same(TORTURE)
    for part in TORTURE.split("\n\n"):
        same(part)
    same("\n".join("    " + line for line in TORTURE.split("\n")))
    same("\n".join("> " + line for line in TORTURE.split("\n")))


def test_a_block_goes_on_after_a_break(same: Same) -> None:
    same("> /// note\n> a\n\nx\n\n> b\n> ///\n")
    same("<div markdown>\n/// note\na\n\nb\n</div>\n\nc\n\n///\n\nd")
    same("!!! note\n    /// tip\n    a\n\n    b\n\n    ///\n\n    c\n\nd")


OPTIONS = [
    *(
        "objective: OBJ-1",
        "difficulty: 2",
        "answer: true",
        "answer: no",
        "answer: On",
        "accept: [a, 2, yes]",
        "accept:",
    ),
    *(
        "- x",
        "  - x y",
        "type: 'a: b'",
        'type: "a"',
        "source: KB-0101#reset",
        "open: true",
        "attrs: {class: x, id: y-1}",
    ),
    *(
        "minutes: 010",
        "pass: 1e3",
        "x: 1:30",
        "d: 2026-11-02",
        "d: 2026-02-31",
        "x: ~",
        "x: null",
        "x: y",
        "type: note",
    ),
    *(
        "type:note",
        "x: |",
        "x: &a b",
        "- only",
        "x: a\tb",
        "x: {a: b",
        "x: a  ",
        "",
        "   ",
        "///",
        "////",
        "text",
        "x: a # b",
    ),
]


@given(
    st.lists(st.tuples(st.sampled_from([0, 3, 4, 4, 4, 6]), st.sampled_from(OPTIONS)), max_size=5),
    st.sampled_from(["note", "question", "reply", "exam", "html", "details"]),
    st.sampled_from(["", "text", "\n///", "///", "    more: 1\n///", "\n    code\n\n///\n"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_options_of_blocks(same: Same, options: list[tuple[int, str]], kind: str, text: str) -> None:
    header = "\n".join(" " * indent + option for indent, option in options)
    same(f"/// {kind} | x\n{header}\n{text}\n\nafter")


@pytest.mark.parametrize("first", INLINE)
def test_what_stands_before_and_after(same: Same, first: str) -> None:
    same("\n\n".join(f"{first} і {second}\n\n{first}{second}{first}" for second in INLINE))


def test_the_contents_are_drawn_where_a_page_asks(same: Same) -> None:
    same("# One\n\n[TOC]\n\n## Two *three*\n\n### Four `[TOC]`\n")
    same("# One [TOC]\n\n> [TOC]\n\n- [TOC]\n\n[TOC] and more\n\n<div markdown>\n[TOC]\n</div>")


def test_code_in_many_languages(same: Same) -> None:
    for language in (
        "python",
        "Python",
        "py",
        "",
        "no-such",
        "powershell",
        "console",
        "php",
        "php-inline",
        "html+jinja",
        "diff",
    ):
        for more in ("", ' hl_lines="1 2"', ' linenums="3"', ' title="a & b"'):
            same(f"```{language}{more}\n\n<?php if ($a < 1) {{ echo 'x'; }} ?>\n$ ls -l\n\n```\n\n`#!{language} a = 1`")


FRAGMENTS = [
    *(
        "слово",
        "word",
        " ",
        "  ",
        "    ",
        "        ",
        "\t",
        "\n",
        "\n\n",
        "  \n",
        "\\",
        "\x02",
        "\x03",
        "\r\n",
        "\u200b",
    ),
    *(
        "*",
        "**",
        "_",
        "__",
        "`",
        "``",
        "```",
        "~~~",
        "[",
        "]",
        "](",
        ")",
        "](a.md)",
        "![",
        "![x](y.png)",
        "[^1]",
        "[^1]: ",
    ),
    *(
        "[a]: ",
        "[a]",
        "[a][b]",
        "*[abc]: ",
        "abc",
        "<",
        ">",
        "<b>",
        "</b>",
        "<div>",
        "</div>",
        "<div markdown>",
        "<!--",
    ),
    *(
        "-->",
        "<http://a.b>",
        "<a@b.c>",
        "&",
        "&amp;",
        "&#38;",
        ";",
        "{",
        "}",
        "{: .x #y }",
        "{ .x }",
        "#",
        "## ",
        "###",
    ),
    *(
        "=",
        "===",
        "---",
        "- ",
        "* ",
        "+ ",
        "1. ",
        "12. ",
        "- [ ] ",
        "- [x] ",
        "> ",
        "|",
        "a|b\n-|-\n1|2",
        ": ",
        "!!! note",
    ),
    *('!!! tip "t"', "??? note", '???+ x "y"', "/// note", "/// note | t", "///", "////", "/// visibility | internal"),
    *(
        "/// tab | A",
        "/// details | B",
        "//// html | div.x",
        "/// caption",
        "/// decision | Q",
        "    type: note",
        "[TOC]",
    ),
    *(
        "```py",
        "``` {.py .x}",
        "`#!py x = 1`",
        "++ctrl+a++",
        "wzxhzdk:0",
        "klzzwxh:0000",
        "<!-- kb",
        "://",
        "'",
        '"',
        "\\`",
    ),
]


@given(st.lists(st.sampled_from(FRAGMENTS) | st.text(max_size=3), max_size=40).map("".join))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_text(same: Same, text: str) -> None:
    same(text)


def test_the_projects_own_content() -> None:
    stock, quick = Markdown(**options(SETS["ours"])), converter(**options(SETS["ours"]))
    pages = sorted((ROOT / "content").rglob("*.md"))
    assert len(pages) > 50
    for page in pages:
        text = page.read_text(encoding="utf-8").partition("\n---\n")[2]
        assert outcome(quick, text) == outcome(stock, text), page


@pytest.mark.parametrize(
    "folder", ["handbook-18f", "runbooks-openshift", "docs-en-uk-fastapi", "accessibility-a11yproject"]
)
def test_foreign_text(folder: str, corpora: Path) -> None:
    stock, quick = Markdown(**options(SETS["ours"])), converter(**options(SETS["ours"]))
    pages = sorted((corpora / folder).rglob("*.md"))[::4]
    assert pages
    for page in pages:
        text = page.read_text(encoding="utf-8", errors="replace")
        assert outcome(quick, text) == outcome(stock, text), page


def test_naughty_strings(corpora: Path) -> None:
    stock, quick = Markdown(**options(SETS["ours"])), converter(**options(SETS["ours"]))
    for text in json.loads((corpora / "torture" / "blns" / "blns.json").read_text(encoding="utf-8")):
        assert outcome(quick, text) == outcome(stock, text), text


TORTURE = r"""# Heading with `code`, *emphasis* and a note[^1] {#own-id .x}

Setext *heading*
================

Second
------

A paragraph with *one* **two** ***three*** _four_ __five__ *un_even* **open, a\_b, \*not\*, 2 * 3 * 4, snake_case_word,
a line break at the end  
a [link](other.md "title"), [another](<a b.md>), [broken](a(b.md, [ref][r], [short], [Ref] [r], ![picture](p.png "t"),
![pic][r], ![short], <https://example.org/?a=1&b=2>, <me@example.org>, https://plain.example, &copy; &#38; &amp & <b>raw
<i>html</i></b>, a < b > c, `code *not* [em](x)`, ``a ` b``, \`not code\`, `#!python print("x")`, ++ctrl+alt+"x"++, HTML.

[r]: https://example.org/r "R & r"
[short]: <other.md>
*[HTML]: Hyper <Text>
[^1]: The note, with *emphasis*.

    Second paragraph of it.
[^2]: Another[^1].

Text for [^2] and [^none]. Attributes *here*{ .cls title="x" } and `code`{ #c1 }.
{: .para data-x="1" }

- one
- two *x*
    - nested
    - [ ] open
    - [x] done

        deeper

- loose

    with a paragraph

    > and a quote

    ```sh
    ls -l | wc
    ```
* other sign
+ third

3. three
4. four
   continued

1. again
{: .listed }

Term
: Definition *one*

    More of it.

: Definition two

| A | B \| c | `d | e` |
|:--|:-:|--:|
| 1 | **2** | 3 |
| [x](y.md) | |
{: .t }

a | b
--|--
1 | 2

    indented code & <b>

    more

***

- - -

> Quote
continued lazily

> > twice
> - list
>
> ```py
> x = 1
> ```

!!! warning "Title *x*"
    In the box

        code in the box

    - list

        in the box

Outside.

!!! note ""

??? tip "Closed"
    Hidden

    ```python hl_lines="1" title="a.py"
    def f(): return "<&>"
    ```

???+ danger
    Open

```{.yaml .x #y}
a: [1, 2]
```

~~~
plain ``` inside
~~~

```unclosed

<div class="a" markdown="1">

*inside* <span>x</span>

<p markdown="span">*span*</p>

</div>

<details><summary>Raw</summary>

*not rendered*
</details>

<!-- a comment with *stars*

and an empty line -->

<script>if (a < b && c) { "*" }</script>

/// note | Title
    attrs: {class: x, id: y}

Text *x*

//// details | Inner
    open: true

- list

    ///// tab | One
    In the tab
    /////

    ///// tab | Two
    ```py
    pass
    ```
    /////
////

after
///

/// visibility | internal
Hidden *x*
///

/// audience | novice, nobody
Seen
///

/// define
Term

- Meaning
///

/// html | div#z.y
*html*
///

![x](y.png)
/// caption
A caption
///

/// decision | What *is* it?
- Seen
    - Do this
- Not seen
  - Do that
///

//// scenario | S-X-01
Text

/// question | Q-X-01
    type: multiple
    objective: "a b"
    difficulty: 2

What?

- [x] Yes

    > Because
- [ ] No
///
////

//// note | With a list
- item

    /// tip
        attrs: {class: x}

    first

        code?

    - second

        more

    ///

    after

- next

    //// details | Deep
    /// note
    1. x

        /// tip
        y

        z
        ///
    ///
    ////
////

- list

    /// note
    one

    two

    ///

/// no-such | thing
plain
///

/// note
    broken: [
///

/// unclosed
to the end &nbsp; {} { } {:} [TOC]x [TOC

Last *line* with a backslash \
and a tab	here.
"""
